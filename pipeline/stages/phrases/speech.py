"""The words of speech: verbs, subjects that are bodies or crowds, pronouns, what goes on as speech and what as report."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypedDict

from pipeline.lexicon import phrase_cues as cues
from schemas.layers import Speech as Manner

VERB = re.compile(
    r"作出(?:重要)?(?:指示|批示)(?=[，：])(?!，(?:强调|指出|要求))|(?:强调|指出|表示|提出|要求|认为|介绍|宣布|写道|回忆|坦言|感慨|呼吁|勉励|寄语|告诫|叮嘱|谈到|讲到|提到|重申|告诉记者|"
    r"说道|(?<![据小学传听再])说|(?<=[明告文话])称(?=[，：“])|致辞|建议|希望|点评|直言|评价|称赞|点赞|概括|承诺)(?:了[^，。；]{0,14})?(?=[，：“]|道|[^，。；：]{0,2}要|[^，。]{2})"
)
SPOKESMAN = re.compile(rf"(?:[\u4e00-\u9fff]{{0,6}})?{cues.one_of('spokesman')}")
#: 批示指出, 他在贺信中说: the words of whoever wrote it
LETTER = re.compile(rf"{cues.one_of('letter')}(?:中|还|同时)?$")
WROTE = re.compile(rf"[^。！？\n]{{0,40}}?{cues.one_of('letter')}")
TITLE_ALONE = re.compile(r"(总书记|主席|总理|委员长)(?:还|又|也|深情地?|曾|多次|特别|反复)?$")
#: “…”，这是习近平总书记…的期望
THIS_IS = re.compile(r"[。！？]?[”’][，。]?(?:这|此)(?:既)?是")
ADDRESS = re.compile(r"^(?:总书记|主席|同志|总理|副总理|委员长|书记|省长|市长|县长|区长|主任|部长|总统|首相|先生|女士)")
#: where a clause begins, so that a body there acts
OPENS = re.compile(r"(?:^|[，。！？；\n　]|近日|日前|今天|昨天)$")
OF = re.compile(r"的|[\u4e00-\u9fff]{0,8}(?:全会|大会|会议)")
ASSEMBLY = re.compile(rf"{cues.one_of('assembly')}[^，。；“”]{{0,8}}$")
DOCUMENT = re.compile(rf"《[^》\n]{{2,60}}》[^，。；“”]{{0,4}}$|{cues.one_of('document')}[^，。；“”]{{0,8}}$")
CROWD = re.compile(rf"(?:{cues.one_of('crowd')}|(?<!社交)媒体|与会[^，。]{{0,6}})[^，。；“”]{{0,8}}$")
BODY = re.compile(
    rf"(?:{cues.one_of('assembly', 'document', 'body-word', 'crowd')}|(?<!社交)媒体|与会[^，。]{{0,6}}|》)[^，。；“”]{{0,8}}$"
)
#: the whole Party, as the events stage calls the host of its congresses
PARTY = frozenset({"中共", "中国共产党"})
MEETINGS = frozenset({"meeting", "congress", "study", "ceremony", "speech"})
PRONOUN = re.compile(r"(?:他|她)(?:还|又|同时|特别|最后|进一步|多次|接着|在[^，。]{1,12}[中时上])?$")
ADVERBIAL = re.compile(r"^(?:[^，。；]{0,6}，)?(?:在|就|于|对|向|代表|受|作为)[^，。；]{1,40}$")
GOES_ON = re.compile(
    r"[^，。；]{0,12}?(?:要|必须|应当?|希望|愿|需要|不能|绝不|务必)|(?:中方|中国|双方|我们|我|各方|两国|[\u4e00-\u9fff]方|坚持|加强|深化|推动|推进|加快|"
    r"着力|全面|持续|始终|牢牢|切实|积极|深入|大力|扎实|同时|此外|另外|特别|尤其|只有|无论|首先|其次|最后|[一二三四五六七八九十]是|突出|强化|"
    r"抓好|完善|健全|弘扬|发挥|把|以|让|作为|围绕|聚焦|紧扣|这|“)"
)
REPORT = re.compile(
    r"(?:会议|会上|会前|会后|当天|当日|随后|之后|活动|仪式|座谈会|与会|期间|据悉|据了解|在[^，。]{2,16}[时期后，]|\d{1,2}月|记者|来到|"
    r"本次|此次|下午|上午|晚上|出席|参加|双方(?!要|应|可|愿|须|都要|需|将)|截至|目前|近日|日前)"
)
#: 表示感谢 is a courtesy, no talk
COURTESY = re.compile(
    r"(?:[\u4e00-\u9fff]{0,4}?)(?:感谢|祝贺|欢迎|慰问|哀悼|敬意|赞赏|问候|肯定|遗憾|关切|谢意|支持|同意|认同|高度)"
)
#: a person met, heard or mourned, not one who speaks
OBJECT = re.compile(r"[了见同与和对向取怀问访给请为由]")
HEARD = re.compile(r"(?:同志)?(?:等人?)?(?:所?作)?的?[^，。]{0,40}(?:汇报|介绍|陪同|一生|讲解)，")
#: a noun after all: 在信中的寄语, 作出的评价
NOUN = re.compile(r"的[\u4e00-\u9fff]{0,4}$")
#: an author's mark before the name: what follows is an essay of that author's
ESSAY_MARK = re.compile(r"[□■◇◆○●◎☆★]\s*$")
#: a speech in its own words: 同志们：…
SPEECH_TEXT = re.compile(r"(?:同志们|各位(?:代表|委员|领导|同志|来宾|嘉宾|乡亲))[：，！]|我(?:讲|代表|就)")
#: how a report begins, which tells of others and is not its writer's word
NEWS = re.compile(
    r"(?:\d{1,2}月\d{1,2}日|近日|日前|今天|昨[天日])[^。\n]{0,80}?(?:召开|举行|举办|主持|出席|调研|会见|传达|来到|赴|开幕)"
)
#: a line that the layout cut: the sentence goes on in the next
CUT = re.compile(r"[^。！？…”：；）\s]\s*$")
NOUNS = ("寄语", "评价", "希望", "建议", "要求", "致辞", "决定", "认为", "概括", "提法", "介绍", "承诺")
#: 杜文川表示，柳岸青提出…倡议: named, not said
NAMED = ("提出", "致辞", "评价", "希望", "建议", "点赞", "称赞", "概括", "谈到", "讲到", "提到", "呼吁", "寄语")
#: a person who opens a sentence of a conversation without taking the word: 习近平主席同你举行会谈
TOLD = re.compile(
    r"(?:主席|总书记|总统|总理|首相|先生|国王|书记|主任|部长)?"
    r"(?:同|与|和|的|亲自|先后|分别|专门|专程|连续|提出|高度|多次|成功|宣布|对|日前|不久前)"
)
ARTICLE = re.compile(r"(?:发表|刊发|刊登)(?:了)?[^。《》\n]{2,30}?(?:重要|署名)文章(?=《)")
LIST = re.compile(r"[一二三四五六七八九十](?:是|要|、|，)|首先|其次|再次|最后|第[一二三四五六]|[（(][一二三四五]")
DEMAND = re.compile(
    r"^(?:对|关于|提出|在|就|赋予|视察|考察)[^，。；！？\n]{0,30}[“‘]?$|^(?:的|提出的)[^，。；！？\n]{0,6}[“‘]?$"
)
AS_ASKED = re.compile(r"^[”’]?的?(?:[\u4e00-\u9fff]{2})?(?:要求|指示|嘱托|号召|批示|期望|教导|告诫|论断)")
SENTENCE_END = re.compile(r"[。！？]+[”’）]*")


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


def end_of_sentence(text: str, pos: int, limit: int) -> int:
    """The end of the sentence that holds an offset, closing marks included."""
    m = SENTENCE_END.search(text, pos, limit)
    return m.end() if m else limit
