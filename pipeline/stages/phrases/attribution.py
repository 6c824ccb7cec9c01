"""Attribution: the person, or else the body, to whom the sentence that holds a phrase is attributed.

习近平总书记指出：“…” gives what stands in the quotation; 吴新明强调，要… runs on over the paragraph until somebody else
speaks; 一是…二是… belong to who announced them; the rest of a signed article is its author's; 会议指出 is the holder's.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import accumulate

from pipeline.reading import Reading
from pipeline.stages.phrases import speech as w
from pipeline.stages.phrases.authors import signed
from pipeline.stages.phrases.speech import Attributed, Speech, end_of_sentence
from schemas.layers import Speech as Manner

_NUMERAL = re.compile("[一二三四五六七八九十]+")
#: the questions of an interview
_ASKED = re.compile(r"(?:^|\n)[ \u3000]*(?:[\u4e00-\u9fff]{0,6}记者|问|主持人)：")
#: what stands below is the paper's own word
_FOLLOWS = re.compile("(?:通知|公告|通告|通报|公示|纪要|函告|报告|意见|决定|事项|安排)如下[：。]?[ \u3000]*$")
#: how many names back a reader still looks for who is meant
_BACK = 50


class Attribution:
    """Who says what in a document: ask with `speaker(start, end)`."""

    def __init__(self, reading: Reading) -> None:
        self.text = w.widened(reading.text)
        self._people = sorted(
            (*reading.span(m), m.name) for m in reading.names.mentions if m.kind == "contemporary" or m.name
        )
        self._at = [s for s, _, _ in self._people]
        self._bodies = sorted((*reading.span(m), m.name) for m in reading.organizations.mentions)
        self._bodies_at = [s for s, _, _ in self._bodies]
        self._held, self._issued = self._hosts(reading)
        self._authors = signed(reading, self.text, self._people)
        self._writes = self._writer()
        self._comments = w.COMMENTARY.search(self.text, 0, 400) or w.COMMENTARY.search(
            self.text, max(0, len(self.text) - 120)
        )
        self._mourned = self._people[0][2] if self._people and w.MOURNED.search(self.text, 0, 200) else None
        self._speeches = self._find()
        self._starts = [x.start for x in self._speeches]
        self._reach = list(accumulate((x.end for x in self._speeches), max))

    def of(self, start: int, end: int) -> Attributed:
        """The person (by name) or the body to whom the words at start..end are attributed, and whether word for word."""
        owner = self._owner(start, end) or self._named_after(end)
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
            if e.reported and e.organizers and e.organizers[0] not in w.PARTY:
                where = held if e.type in w.MEETINGS else issued if e.type == "publication" else None
                if where is not None:
                    where += [(reading.span(m)[0], e.organizers[0]) for m in e.mentions]
        return sorted(held), sorted(issued)

    def _body(self, sentence: int, verb: int) -> str | None:
        """The body that speaks with a verb: 省委要求, 会议指出 (who holds it), 通知要求 (who issues it)."""
        near = self.text[max(sentence, verb - 40) : verb]
        k = bisect_left(self._bodies_at, verb) - 1
        own = self._bodies[k] if k >= 0 and self._bodies[k][0] >= sentence and self._bodies[k][1] <= verb else None
        if own is not None and w.SPOKESMAN.match(self.text, own[1], verb):
            return own[2]
        if w.CROWD.search(near):
            return None
        if own is not None:
            gap = self.text[own[1] : verb]
            if len(gap) <= 12 and "，" not in gap and not w.DOCUMENT.search(gap):
                return own[2]
        where = self._issued if w.DOCUMENT.search(near) else self._held if w.ASSEMBLY.search(near) else []
        k = bisect_right(where, (verb, "\uffff")) - 1
        if k >= 0:
            return where[k][1]
        return own[2] if own is not None and where is not self._held else None

    def _signer(self, at: int) -> str | None:
        """The author of the signed article that holds an offset."""
        k = bisect_right(self._authors, (at, len(self.text) + 1, "")) - 1
        return self._authors[k][2] if k >= 0 and at < self._authors[k][1] else None

    def _owner(self, start: int, end: int) -> str | None:
        """习近平总书记对江苏“争当表率…”目标要求: the demand is his whose name leads up to it."""
        k = bisect_right(self._at, start) - 1
        if k < 0:
            return None
        _, e, name = self._people[k]
        between = self.text[e:start]
        if e > start or len(between) > 36:
            return None
        between = w.ADDRESS.sub("", between)
        if w.DEMAND.match(between) and w.AS_ASKED.match(self.text[end : end + 12]):
            return name
        return None

    def _named_after(self, end: int) -> str | None:
        """“…”，这是习近平总书记对青年的期望: whose word the quotation is, told after it."""
        close = self.text.find("”", end, end + 60)
        m = w.THIS_IS.match(self.text, close - 1) or w.THIS_IS.match(self.text, close) if close >= 0 else None
        if m is None or "“" in self.text[end:close]:
            return None
        k = bisect_left(self._at, m.end())
        return self._people[k][2] if k < len(self._people) and self._people[k][0] <= m.end() + 6 else None

    def _find(self) -> list[Speech]:
        speeches: list[Speech] = []
        pos, carried, cut, home = 0, None, False, ""
        for line in self.text.split("\n"):
            start, end = pos, pos + len(line)
            pos = end + 1
            if not line.strip():
                continue
            lead = line.lstrip(" 　")
            item = w.LIST.match(lead)
            mark = _NUMERAL.sub("", item[0]) if item else ""
            # 二、…局长指出，…⏎三、会议审议: the next item is the report's, as the one is in which he speaks
            runs_on = cut or (item and mark != home) or self._in_first_person(start, end)
            before = carried if runs_on else None
            if (asked := self._labelled(start)) is not None:
                speeches.append(Speech(start, end, asked))  # 甲：我们计划…, in an interview
            carried = self._paragraph(start, end, before, speeches)
            home = home if carried == before else mark
            cut = len(line) >= 20 and w.CUT.search(line) is not None
            if _FOLLOWS.search(line):  # 落实县长甲批示要求，现将有关事项通知如下：
                carried, cut = None, False
        speeches.sort(key=lambda x: x.start)
        return speeches

    @cached_property
    def _asked(self) -> bool:
        """Whether anybody asks in this text; looked up once, however many lines open with a name."""
        return _ASKED.search(self.text) is not None

    def _labelled(self, start: int) -> str | None:
        """Who answers in a line that opens with a name and a colon, beside lines in which somebody asks."""
        k = bisect_left(self._at, start)
        if k == len(self._at) or self.text[start : self._at[k]].strip(" \u3000") or not self._asked:
            return None
        return self._people[k][2] if self.text.startswith("：", self._people[k][1]) else None

    def _in_first_person(self, start: int, end: int) -> bool:
        """Whether a paragraph says 我 or 我们 outside quotations: the talk of the one before it runs on."""
        m = w.FIRST_PERSON.search(self.text, start, end)
        return m is not None and self.text.count("“", start, m.start()) == self.text.count("”", start, m.start())

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
                    speeches.append(Speech(a.start, end_of_sentence(self.text, a.end, end), a.who))
                continue
            stop, quoted = self._extent(a, limits[i], start)
            if a.who is not None and self._names(a):  # only what is named in the clause is his
                comma = self.text.find("，", a.end, stop)
                stop = comma if comma >= 0 else stop
            speeches.append(Speech(a.start, stop, a.who, a.body, quoted))
            last = a.who if stop >= end - 1 else None
        return last

    def _writer(self) -> str | None:
        """Whose article 文章指出 quotes: 《求是》杂志发表柳岸青的重要文章《…》."""
        m = w.ARTICLE.search(self.text, 0, 3000)
        if m is None:
            return None
        k = bisect_right(self._at, m.end()) - 1
        return self._people[k][2] if k >= 0 and self._people[k][0] >= m.start() else None

    def _names(self, anchor: Speech) -> bool:
        """Whether its verb only names somebody's idea (柳岸青提出绿色发展理念), and what follows is no speech."""
        follows = self.text[anchor.end : anchor.end + 1]
        return (
            self.text.startswith(w.NAMED, anchor.verb)
            and follows not in ("，", "：", "“")
            and not w.ANNOUNCED.match(self.text, anchor.end)
        )

    def _inner(self, anchors: list[Speech]) -> set[int]:
        """Which of them stand in a sentence that somebody else's indirect speech opens (杜文川表示，柳岸青提出…)."""
        inner: set[int] = set()
        outer: Speech | None = None
        for i, a in enumerate(anchors):
            told = self._names(a) or w.ACT_TOLD.search(self.text, max(a.start, a.end - 20), a.end)
            if (outer is not None and a.who != outer.who and told) or (
                outer is not None
                and a.who != outer.who
                and a.end - outer.end < 300
                and self.text[outer.end : outer.end + 1] == "，"
                and w.SENTENCE_END.search(self.text, outer.end, a.end) is None
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
        for m in w.VERB.finditer(self.text, start, end):
            new = max(self.text.rfind(c, seen, m.start()) + 1 for c in "。！？；")
            if new:
                sentence, seen, marks = new, new, 0
            marks += self.text.count("“", seen, m.start()) - self.text.count("”", seen, m.start())
            seen = m.start()
            if marks > 0:
                continue  # a verb inside a quotation
            near = self.text[max(sentence, m.start() - 6) : m.start()]
            if m[0].startswith(w.NOUNS) and w.NOUN.search(near):
                continue
            if m[0].startswith("提出") and self.text.startswith("的", m.start() + 2):
                continue  # 柳岸青提出的倡议
            if near.endswith(w.TOGETHER) or (near.endswith("一致") and w.WE_ALL.search(near, 0, len(near) - 2)):
                continue
            if near.endswith(("一致", "纷纷", "普遍", "均", "大家都")):  # a crowd has the word
                anchors.append(Speech(m.start(), m.end(), None, verb=m.start()))
                who = None
                continue
            k = bisect_right(self._at, m.start() - 1) - 1
            if near.endswith("并"):  # 杜文川欢迎柳岸青来访并表示: who opens the sentence
                k = min(k, max(bisect_left(self._at, sentence), 0))
            elif (
                near.endswith("，")
                and k >= 0
                and (
                    w.OBJECT.search(self.text, max(0, self._people[k][0] - 1), self._people[k][0])
                    or w.HEARD.match(self.text, self._people[k][1])
                )
            ):
                first = bisect_left(self._at, sentence)
                if first == k and w.MEDIUM.search(self.text, sentence, self._people[k][0]):
                    continue  # a paper that reports of him
                k = min(k, first)  # A会见B，强调…
            subject: str | None = None
            from_ = sentence
            if k >= 0 and self._people[k][0] >= sentence and self._people[k][1] <= m.start():
                from_ = self._people[k][0]
                gap = self.text[self._people[k][1] : m.start()][:61]
                if len(gap) <= 60 and (
                    near.endswith("并")
                    or not w.BODY.search(w.ADVERBIAL.sub("", w.ADDRESS.sub("", w.ADVERBIAL.sub("", gap))))
                ):
                    subject = self._people[k][2]
            if subject is None:
                if w.PRONOUN.search(self.text[max(sentence, m.start() - 16) : m.start()]):
                    subject = self._mourned or who or self._subject(start, sentence)
                elif self._writes is not None and near.endswith("文章"):
                    subject = self._writes
                elif w.LETTER.search(near) and sentence > start:
                    subject = self._sender(start, sentence)
                elif w.BODY.search(self.text[max(sentence, m.start() - 20) : m.start()]):
                    anchors.append(Speech(m.start(), m.end(), None, self._body(sentence, m.start()), verb=m.start()))
                    who = None
                    continue
                elif (body := self._acting(sentence, m.start()) or self._says(sentence, m.start())) is not None:
                    anchors.append(Speech(m.start(), m.end(), None, body, verb=m.start()))
                    who = None
                    continue
                else:
                    subject = self._bare(m.start())
            if subject is None:
                continue
            if k >= 0 and self._people[k][1] < m.start() and (bare := self._bare(m.start())):
                subject = bare
            who = subject
            anchors.append(Speech(min(m.start(), max(from_, sentence)), m.end(), subject, verb=m.start()))
        return anchors

    def _bare(self, verb: int) -> str | None:
        """Whom a form of address without a name means: 总书记指出 is who was called so before."""
        m = w.TITLE_ALONE.search(self.text, max(0, verb - 6), verb)
        if m is None or ((k := bisect_left(self._at, m.start())) and self._people[k - 1][1] == m.start()):
            return None
        before = self._people[max(0, k - _BACK) : k]
        called = (n for _, e, n in reversed(before) if self.text.startswith(m[1], e))
        return next(called, None)

    def _sender(self, start: int, sentence: int) -> str | None:
        """Who wrote what 批示指出 or 贺信中说 quotes: the last person of the paragraph before who is said to have written one."""
        last = bisect_left(self._at, sentence) - 1
        for k in range(last, max(-1, last - _BACK), -1):
            if self._people[k][0] < start:
                return None
            if w.WROTE.match(self.text, self._people[k][1]):
                return self._people[k][2]
        return None

    def _acting(self, sentence: int, verb: int) -> str | None:
        """The body that opens a sentence and goes on with a verb of speech: 县委办公室印发通知，要求…"""
        if self.text[verb - 1 : verb] not in ("，", "并"):
            return None
        first = bisect_left(self._at, sentence)
        if first < len(self._at) and self._at[first] < verb:
            return None
        last = bisect_left(self._bodies_at, verb) - 1
        for k in range(last, max(-1, last - _BACK), -1):
            s, e, name = self._bodies[k]
            if s < sentence:
                return None
            if w.OPENS.search(self.text, max(sentence - 1, s - 6), s) and not w.OF.match(self.text, e):
                return name
        return None

    def _says(self, sentence: int, verb: int) -> str | None:
        """The body right before a verb of speech, which begins the clause: 日前，县农业局有关负责人表示."""
        k = bisect_left(self._bodies_at, verb) - 1
        if k < 0 or self._bodies[k][0] < sentence or self._bodies[k][1] > verb:
            return None
        s, e, name = self._bodies[k]
        begins = w.STARTS.search(self.text, max(sentence - 1, s - 1, 0), s)
        return name if begins and w.ADVERB.fullmatch(self.text, e, verb) else None

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
            close = text.find("”", anchor.end, limit + 1)  # the next sentence may begin with the mark
            # the quotation may hold others: to the mark that closes it at a clause's end
            while (
                close >= 0
                and text[close - 1] not in "。！？"
                and text[close + 1 : close + 2] not in ("。", "，", "；", "", "\n", "”")
                and close - anchor.end < 400
            ):
                close = text.find("”", close + 1, limit + 1)
            if close >= 0:
                return min(limit, close + 1), text.find("“", anchor.end)
        first = end_of_sentence(text, anchor.end, limit)
        if self._comments or self._signer(anchor.start) is not None:
            return first, None
        # a conversation (李强表示，…。中国愿…。) fills its paragraph; inside a report
        # (习近平总书记强调，…) only what still sounds like the speaker is his
        k = bisect_left(self._at, line)
        first_named = self._people[k][2] if k < len(self._people) else None
        opens = anchor.start - line <= 40 or (anchor.start - line <= 120 and first_named == anchor.who)
        plain = text.endswith("表示", anchor.start, anchor.end) and not w.COURTESY.match(text, anchor.end)
        letter = after[:1] in ("：", "，") and w.LETTER.search(text, max(line, anchor.end - 12), anchor.end - 2)
        talk = (
            letter is not None
            or (after[:1] == "：" and opens)
            or (
                opens
                and (after[:1] == "，" or plain)
                and not re.search(r"总书记|主席", text[anchor.start : anchor.end])
            )
        )
        stop = first
        while stop < limit:
            k = bisect_right(self._at, stop + 6)
            leads = (
                k > 0
                and (at := self._people[k - 1][0]) >= stop
                and not w.GOES_ON.match(text, stop, at)
                and not (
                    talk
                    and (w.TOLD.match(text, self._people[k - 1][1]) or w.SPOKEN_OF.search(text, max(stop, at - 5), at))
                )
            )
            if leads or w.REPORT.match(text, stop) or not (talk or w.GOES_ON.match(text, stop)):
                break
            stop = end_of_sentence(text, stop, limit)
        return stop, None
