"""Attribution: the person, or else the body, to whom the sentence that holds a phrase is attributed.

习近平总书记指出：“…” gives what stands in the quotation; 吴新明强调，要… runs on over the paragraph until somebody else
speaks or the report goes on; 一是…二是… paragraphs belong to who announced them; the rest of a signed article is its author's.
国务院要求, 省委强调 are the body's; 会议指出 and 通知要求 are of the body that holds the meeting or issues the notice.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TypedDict

from pipeline.lexicon import phrase_cues as cues
from pipeline.reading import Reading
from schemas.layers import Speech as Manner

_VERB = re.compile(
    r"(?:强调|指出|表示|提出|要求|认为|介绍|宣布|写道|回忆|坦言|感慨|呼吁|勉励|寄语|告诫|叮嘱|谈到|讲到|提到|重申|告诉记者|"
    r"说道|(?<![据小学传听再])说|(?<=[明告文话])称(?=[，：“])|致辞|建议|希望|点评|直言|评价|称赞|点赞|概括)(?:了[^，。；]{0,14})?(?=[，：“]|道|[^，。；：]{0,2}要|[^，。]{2})"
)
_ASSEMBLY = re.compile(rf"{cues.one_of('assembly')}[^，。；“”]{{0,8}}$")
_DOCUMENT = re.compile(rf"《[^》\n]{{2,60}}》[^，。；“”]{{0,4}}$|{cues.one_of('document')}[^，。；“”]{{0,8}}$")
_CROWD = re.compile(rf"(?:{cues.one_of('crowd')}|(?<!社交)媒体|与会[^，。]{{0,6}})[^，。；“”]{{0,8}}$")
_BODY = re.compile(
    rf"(?:{cues.one_of('assembly', 'document', 'body-word', 'crowd')}|(?<!社交)媒体|与会[^，。]{{0,6}}|》)[^，。；“”]{{0,8}}$"
)
_MEETINGS = frozenset({"meeting", "congress", "study", "ceremony", "speech"})
_PRONOUN = re.compile(r"(?:他|她)(?:还|又|同时|特别|最后|进一步|多次|接着|在[^，。]{1,12}[中时上])?$")
_ADVERBIAL = re.compile(r"^(?:[^，。；]{0,6}，)?(?:在|就|于|对|向|代表|受|作为)[^，。；]{1,40}$")
_GOES_ON = re.compile(
    r"[^，。；]{0,12}?(?:要|必须|应当?|希望|愿|需要|不能|绝不|务必)|(?:中方|中国|双方|我们|我|各方|两国|[\u4e00-\u9fff]方|坚持|加强|深化|推动|推进|加快|"
    r"着力|全面|持续|始终|牢牢|切实|积极|深入|大力|扎实|同时|此外|另外|特别|尤其|只有|无论|首先|其次|最后|[一二三四五六七八九十]是|突出|强化|"
    r"抓好|完善|健全|弘扬|发挥|把|以|让|作为|围绕|聚焦|紧扣|这|“)"
)
_REPORT = re.compile(
    r"(?:会议|会上|会前|会后|当天|当日|随后|之后|活动|仪式|座谈会|与会|期间|据悉|据了解|在[^，。]{2,16}[时期后，]|\d{1,2}月|记者|来到|"
    r"本次|此次|下午|上午|晚上|出席|参加|双方(?!要|应|可|愿|须|都要|需|将)|截至|目前|近日|日前)"
)
#: 表示感谢 is a courtesy, no talk
_COURTESY = re.compile(
    r"(?:[\u4e00-\u9fff]{0,4}?)(?:感谢|祝贺|欢迎|慰问|哀悼|敬意|赞赏|问候|肯定|遗憾|关切|谢意|支持|同意|认同|高度)"
)
#: a person met, heard or mourned, not one who speaks
_OBJECT = re.compile(r"[了见同与和对向取怀问访给请为由]")
_HEARD = re.compile(r"(?:同志)?(?:等人?)?(?:所?作)?的?[^，。]{0,10}(?:汇报|介绍|陪同|一生|讲解)，")
#: a noun after all: 在信中的寄语, 作出的评价
_NOUN = re.compile(r"的[\u4e00-\u9fff]{0,4}$")
_NOUNS = ("寄语", "评价", "希望", "建议", "要求", "致辞", "决定", "认为", "概括", "提法")
#: 杜文川表示，柳岸青提出…倡议: named, not said
_NAMED = ("提出", "致辞", "评价", "希望", "建议", "点赞", "称赞", "概括", "谈到", "讲到", "提到", "呼吁", "寄语")
#: a person who opens a sentence of a conversation without taking the word: 习近平主席同你举行会谈
_TOLD = re.compile(
    r"(?:主席|总书记|总统|总理|首相|先生|国王|书记|主任|部长)?"
    r"(?:同|与|和|的|亲自|先后|分别|专门|专程|连续|提出|高度|多次|成功|宣布|对|日前|不久前)"
)
_ARTICLE = re.compile(r"(?:发表|刊发|刊登)(?:了)?[^。《》\n]{2,30}?(?:重要|署名)文章(?=《)")
_LIST = re.compile(r"[一二三四五六七八九十](?:是|要|、|，)|首先|其次|再次|最后|第[一二三四五六]|[（(][一二三四五]")
_DEMAND = re.compile(
    r"^(?:对|关于|提出|在|就|赋予|视察|考察)[^，。；！？\n]{0,30}[“‘]?$|^(?:的|提出的)[^，。；！？\n]{0,6}[“‘]?$"
)
_AS_ASKED = re.compile(r"^[”’]?的?(?:[\u4e00-\u9fff]{2})?(?:要求|指示|嘱托|号召|批示|期望|教导|告诫|论断)")


@dataclass(frozen=True, slots=True)
class Speech:
    """A stretch of the text that somebody says; `who` null where it is a body's (`body`, if known) or the report's own.

    From `quoted` on the words are the speaker's own, in quotation marks.
    """

    start: int
    end: int
    who: str | None
    body: str | None = None
    quoted: int | None = None


class Attributed(TypedDict):
    """Who says a phrase, and how."""

    speaker: str | None
    speaker_organization: str | None
    speech: Manner | None


class Attribution:
    """Who says what in a document: ask with `speaker(start, end)`."""

    def __init__(self, reading: Reading) -> None:
        self.text = reading.text
        self._people = sorted(
            (*reading.span(m), m.name) for m in reading.names.mentions if m.kind == "contemporary" or m.name
        )
        self._at = [s for s, _, _ in self._people]
        self._bodies = sorted((*reading.span(m), m.name) for m in reading.organizations.mentions)
        self._bodies_at = [s for s, _, _ in self._bodies]
        self._held, self._issued = self._hosts(reading)
        self._authors = self._signed(reading)
        self._writes = self._writer()
        self._speeches = self._find()
        self._starts = [x.start for x in self._speeches]
        self._reach = list(accumulate((x.end for x in self._speeches), max))

    def of(self, start: int, end: int) -> Attributed:
        """The person (by name) or the body to whom the words at start..end are attributed, and whether word for word."""
        owner = self._owner(start, end)
        if owner is not None:
            return Attributed(speaker=owner, speaker_organization=None, speech="reported")
        k = bisect_right(self._starts, start) - 1
        while k >= 0 and self._reach[k] > start and self._speeches[k].start > start - 6000:
            speech = self._speeches[k]
            if speech.start <= start < speech.end:
                manner: Manner | None = None
                if speech.who is not None or speech.body is not None:
                    manner = "verbatim" if speech.quoted is not None and start >= speech.quoted else "reported"
                return Attributed(speaker=speech.who, speaker_organization=speech.body, speech=manner)
            k -= 1
        signer = self._signer(start)
        return Attributed(speaker=signer, speaker_organization=None, speech="written" if signer else None)

    def _hosts(self, reading: Reading) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
        """Where meetings are named, with the body that holds each; and publications, with the body that issues each."""
        held: list[tuple[int, str]] = []
        issued: list[tuple[int, str]] = []
        for e in reading.events.items:
            if e.reported and e.organizers:
                where = held if e.type in _MEETINGS else issued if e.type == "publication" else None
                if where is not None:
                    where += [(reading.span(m)[0], e.organizers[0]) for m in e.mentions]
        return sorted(held), sorted(issued)

    def _body(self, sentence: int, verb: int) -> str | None:
        """The body that speaks with a verb: 省委要求, 会议指出 (who holds it), 通知要求 (who issues it)."""
        near = self.text[max(sentence, verb - 40) : verb]
        if _CROWD.search(near):
            return None
        k = bisect_left(self._bodies_at, verb) - 1
        own = self._bodies[k] if k >= 0 and self._bodies[k][0] >= sentence and self._bodies[k][1] <= verb else None
        if own is not None:
            gap = self.text[own[1] : verb]
            if len(gap) <= 12 and "，" not in gap and not _DOCUMENT.search(gap):
                return own[2]
        where = self._issued if _DOCUMENT.search(near) else self._held if _ASSEMBLY.search(near) else []
        k = bisect_right(where, (verb, "\uffff")) - 1
        if k >= 0:
            return where[k][1]
        return own[2] if own is not None and where is not self._held else None

    def _signer(self, at: int) -> str | None:
        """The author of the signed article that holds an offset."""
        k = bisect_right(self._authors, (at, len(self.text) + 1, "")) - 1
        return self._authors[k][2] if k >= 0 and at < self._authors[k][1] else None

    def _signed(self, reading: Reading) -> list[tuple[int, int, str]]:
        """Articles signed by one author of their own, as ranges with the author's name."""
        signed = []
        for a in reading.articles.articles:
            authors = [c for c in a.authors if c.role == "author"]
            if len(authors) != 1 or a.dateline is not None:
                continue
            s, e = reading.span(authors[0])
            k = max(0, bisect_right(self._at, s) - 1)
            name = next((n for x, y, n in self._people[k : k + 2] if x < e and s < y), None)
            if name is not None:
                signed.append((*reading.view.into(a.start, a.end), name))
        return sorted(signed)

    def _owner(self, start: int, end: int) -> str | None:
        """习近平总书记对江苏“争当表率…”目标要求: the demand is his whose name leads up to it."""
        k = bisect_right(self._at, start) - 1
        if k < 0:
            return None
        _, e, name = self._people[k]
        between = self.text[e:start]
        if e > start or len(between) > 36:
            return None
        between = re.sub(r"^(?:总书记|主席|同志|总理|书记|省长|市长|县长|主任)", "", between)
        if _DEMAND.match(between) and _AS_ASKED.match(self.text[end : end + 12]):
            return name
        return None

    def _find(self) -> list[Speech]:
        speeches: list[Speech] = []
        pos, carried = 0, None
        for line in self.text.split("\n"):
            start, end = pos, pos + len(line)
            pos = end + 1
            if not line.strip():
                continue
            lead = line.lstrip(" 　")
            carried = self._paragraph(start, end, carried if _LIST.match(lead) else None, speeches)
        speeches.sort(key=lambda x: x.start)
        return speeches

    def _paragraph(self, start: int, end: int, carried: str | None, speeches: list[Speech]) -> str | None:
        """Add the speeches of a paragraph; returns who is still speaking where it ends."""
        anchors = self._anchors(start, end)
        if carried is not None and (not anchors or anchors[0].start > start):
            speeches.append(Speech(start, anchors[0].start if anchors else end, carried))
        last = carried
        inner = self._inner(anchors)
        limits, limit = [end] * len(anchors), end
        for i in reversed(range(len(anchors))):
            limits[i] = limit
            if i not in inner:
                limit = anchors[i].start
        for i, a in enumerate(anchors):
            if i in inner:  # what A says that B said is B's to the sentence's end, a body's word is A's
                if a.who is not None and not self._names(a):
                    speeches.append(Speech(a.start, _end_of_sentence(self.text, a.end, end), a.who))
                continue
            stop, quoted = self._extent(a, limits[i], start)
            speeches.append(Speech(a.start, stop, a.who, a.body, quoted))
            last = a.who if stop >= end - 1 else None
        return last

    def _writer(self) -> str | None:
        """Whose article 文章指出 quotes: 《求是》杂志发表柳岸青的重要文章《…》."""
        m = _ARTICLE.search(self.text, 0, 3000)
        if m is None:
            return None
        k = bisect_right(self._at, m.end()) - 1
        return self._people[k][2] if k >= 0 and self._people[k][0] >= m.start() else None

    def _names(self, anchor: Speech) -> bool:
        """Whether its verb only names somebody's idea (柳岸青提出绿色发展理念), and what follows is no speech."""
        verb = next((v for v in _NAMED if self.text.find(v, anchor.start, anchor.end) >= 0), None)
        return verb is not None and self.text[anchor.end : anchor.end + 1] not in ("，", "：", "“")

    def _inner(self, anchors: list[Speech]) -> set[int]:
        """Which of them stand in a sentence that somebody else's indirect speech opens (杜文川表示，柳岸青提出…)."""
        inner: set[int] = set()
        outer: Speech | None = None
        for i, a in enumerate(anchors):
            if (outer is not None and a.who != outer.who and self._names(a)) or (
                outer is not None
                and a.who != outer.who
                and a.end - outer.end < 300
                and self.text[outer.end : outer.end + 1] == "，"
                and _SENTENCE_END.search(self.text, outer.end, a.end) is None
            ):
                inner.add(i)
            else:
                outer = a
        return inner

    def _anchors(self, start: int, end: int) -> list[Speech]:
        """The verbs of speech of a paragraph with their subjects; `end` is where the verb ends."""
        anchors = []
        who: str | None = None
        sentence = seen = start  # where the sentence starts, and how far it has been looked at
        marks = 0  # quotation marks that are open there
        for m in _VERB.finditer(self.text, start, end):
            new = max(self.text.rfind(c, seen, m.start()) + 1 for c in "。！？；")
            if new:
                sentence, seen, marks = new, new, 0
            marks += self.text.count("“", seen, m.start()) - self.text.count("”", seen, m.start())
            seen = m.start()
            if marks > 0:
                continue  # a verb inside a quotation
            near = self.text[max(sentence, m.start() - 6) : m.start()]
            if m[0].startswith(_NOUNS) and _NOUN.search(near):
                continue
            if m[0].startswith("提出") and self.text.startswith("的", m.start() + 2):
                continue  # 柳岸青提出的倡议
            if near.endswith(("一致", "纷纷", "普遍", "均", "大家都")):  # a crowd has the word
                anchors.append(Speech(m.start(), m.end(), None))
                who = None
                continue
            k = bisect_right(self._at, m.start() - 1) - 1
            if near.endswith("并"):  # 杜文川欢迎柳岸青来访并表示: who opens the sentence
                k = min(k, max(bisect_left(self._at, sentence), 0))
            elif (
                near.endswith("，")
                and k >= 0
                and (
                    _OBJECT.search(self.text, max(0, self._people[k][0] - 1), self._people[k][0])
                    or _HEARD.match(self.text, self._people[k][1])
                )
            ):
                k = min(k, max(bisect_left(self._at, sentence), 0))  # A会见B，强调…
            subject: str | None = None
            from_ = sentence
            if k >= 0 and self._people[k][0] >= sentence and self._people[k][1] <= m.start():
                from_ = self._people[k][0]
                gap = self.text[self._people[k][1] : m.start()][:61]
                if len(gap) <= 60 and (near.endswith("并") or not _BODY.search(_ADVERBIAL.sub("", gap))):
                    subject = self._people[k][2]
            if subject is None:
                if _PRONOUN.search(self.text[max(sentence, m.start() - 16) : m.start()]):
                    subject = who or self._subject(start, sentence)
                elif self._writes is not None and near.endswith("文章"):
                    subject = self._writes
                elif _BODY.search(self.text[max(sentence, m.start() - 20) : m.start()]):
                    anchors.append(Speech(m.start(), m.end(), None, self._body(sentence, m.start())))
                    who = None
                    continue
                elif (body := self._acting(sentence, m.start())) is not None:
                    anchors.append(Speech(m.start(), m.end(), None, body))
                    who = None
                    continue
                else:
                    continue
            if subject is None:
                continue
            who = subject
            anchors.append(Speech(min(m.start(), max(from_, sentence)), m.end(), subject))
        return anchors

    def _acting(self, sentence: int, verb: int) -> str | None:
        """The body that opens a sentence and goes on with a verb of speech: 县委办公室印发通知，要求…"""
        k = bisect_left(self._bodies_at, sentence)
        if k == len(self._bodies) or self._bodies[k][0] > sentence + 8 or self._bodies[k][1] > verb:
            return None
        if not self.text[verb - 1 : verb].strip("，并") or verb == self._bodies[k][1]:
            first = bisect_left(self._at, sentence)
            if first == len(self._at) or self._at[first] >= verb:
                return self._bodies[k][2]
        return None

    def _subject(self, start: int, sentence: int) -> str | None:
        """Whom 他 or 她 means: the one person of the sentence before, or who opens it."""
        text = self.text
        if sentence - start < 4 and not text[start:sentence].strip(" \u3000"):
            sentence = max(0, start - 1)
            start = text.rfind("\n", max(0, sentence - 400), sentence) + 1
        start = max(start, sentence - 400)
        k = bisect_left(self._at, sentence) - 1
        if k < 0 or self._people[k][0] < start:
            return None
        opens = max(start, *(text.rfind(c, start, self._people[k][0]) + 1 for c in "。！？"))
        first = bisect_left(self._at, opens)
        names = [n for _, _, n in self._people[first : k + 1]]
        if len(set(names)) == 1 or text[self._people[first][1] : self._people[first][1] + 1] not in (
            "、",
            "和",
            "与",
            "及",
        ):
            return names[0]
        return None

    def _extent(self, anchor: Speech, limit: int, line: int) -> tuple[int, int | None]:
        """Where a speech ends: with its quotation; in a signed article with its sentence; else where the report goes on.

        And from where it is a quotation, if it is one.
        """
        text = self.text
        after = text[anchor.end : anchor.end + 3]
        if "“" in after and (after[0] in "，：“" or after.startswith("道")):
            close = text.find("”", anchor.end, limit)
            # the quotation may hold others: to the mark that closes it at a clause's end
            while (
                close >= 0
                and text[close + 1 : close + 2] not in ("。", "，", "；", "", "\n", "”")
                and close - anchor.end < 400
            ):
                close = text.find("”", close + 1, limit)
            if close >= 0:
                return min(limit, close + 1), text.find("“", anchor.end)
        first = _end_of_sentence(text, anchor.end, limit)
        if self._signer(anchor.start) is not None:
            return first, None
        # a conversation (李强表示，…。中国愿…。) fills its paragraph; inside a report
        # (习近平总书记强调，…) only what still sounds like the speaker is his
        k = bisect_left(self._at, line)
        first_named = self._people[k][2] if k < len(self._people) else None
        opens = anchor.start - line <= 40 or (anchor.start - line <= 120 and first_named == anchor.who)
        plain = text.endswith("表示", anchor.start, anchor.end) and not _COURTESY.match(text, anchor.end)
        talk = opens and (after[:1] == "，" or plain) and not re.search(r"总书记|主席", text[anchor.start : anchor.end])
        stop = first
        while stop < limit:
            k = bisect_right(self._at, stop + 6)
            leads = (
                k > 0 and self._people[k - 1][0] >= stop and not (talk and _TOLD.match(text, self._people[k - 1][1]))
            )
            if leads or _REPORT.match(text, stop) or not (talk or _GOES_ON.match(text, stop)):
                break
            stop = _end_of_sentence(text, stop, limit)
        return stop, None


def _end_of_sentence(text: str, pos: int, limit: int) -> int:
    m = _SENTENCE_END.search(text, pos, limit)
    return m.end() if m else limit


_SENTENCE_END = re.compile(r"[。！？]+[”’）]*")
