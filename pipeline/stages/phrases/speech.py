"""The words of speech: verbs, subjects that are bodies or crowds, pronouns, what goes on as speech and what as report."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypedDict

from pipeline.lexicon import phrase_cues as cues
from schemas.layers import Speech as Manner

_c = cues.one_of
#: the characters a verb of speech begins with, which most places of a text are told apart by
_FIRST = "".join(sorted({w[0] for w in cues.words("speech-verb")} | set("作说称")))
VERB = re.compile(
    rf"(?=[{_FIRST}])(?:作出(?:重要)?{_c('instruction')}(?=[，：])(?!，(?:强调|指出|要求))|(?:{_c('speech-verb')}|(?<![据小学传听再])说"
    r"|(?<=[明告文话])称(?=[，：“]))(?:了[^，。；]{0,14})?(?=[，：“]|道|[^，。；：]{0,2}要|[^，。]{2}))"
)
SPOKESMAN = re.compile(rf"(?:[\u4e00-\u9fff]{{0,6}})?{_c('spokesman')}")
#: 批示指出, 他在贺信中说: the words of whoever wrote it
LETTER = re.compile(rf"{_c('letter')}(?:中|还|同时)?$")
WROTE = re.compile(rf"[^。！？\n]{{0,40}}?{_c('letter')}")
TITLE_ALONE = re.compile(rf"({_c('form-of-address')}){_c('pronoun-adverb')}?$")
#: “…”，这是习近平总书记…的期望
THIS_IS = re.compile(r"[。！？]?[”’][，。]?(?:这|此)(?:既)?是")
ADDRESS = re.compile(rf"^{_c('address')}")
#: we all hold that: whoever is speaking
WE_ALL = re.compile(r"我们(?:还|都)?$")
#: what may stand between a body and its verb of speech
ADVERB = re.compile(rf"[\u4e00-\u9fff]{{0,4}}|{_c('spokesman')}")
#: where a body begins that speaks: 日前，…; （4月2日）…
STARTS = re.compile(r"(?:^|[，。！？；：\n　 日天月）)])$")
#: where a clause begins, so that a body there acts
OPENS = re.compile(r"(?:^|[，。！？；\n　]|近日|日前|今天|昨天)$")
OF = re.compile(r"的|[\u4e00-\u9fff]{0,8}(?:全会|大会|会议)")
ASSEMBLY = re.compile(rf"{_c('assembly')}[^，。；“”]{{0,8}}$")
DOCUMENT = re.compile(rf"《[^》\n]{{2,60}}》[^，。；“”]{{0,4}}$|{_c('document')}[^，。；“”]{{0,8}}$")
CROWD = re.compile(rf"(?:{_c('crowd')}|(?<!社交)媒体|与会[^，。]{{0,6}})[^，。；“”]{{0,8}}$")
BODY = re.compile(
    rf"(?:{_c('assembly', 'document', 'body-word', 'crowd')}|(?<!社交)媒体|与会[^，。]{{0,6}}|》)[^，。；“”]{{0,8}}$"
)
#: the whole Party, as the events stage calls the host of its congresses
PARTY = frozenset({"中共", "中国共产党"})
MEETINGS = frozenset({"meeting", "congress", "study", "ceremony", "speech"})
PRONOUN = re.compile(
    rf"(?:他|她)(?:{_c('pronoun-adverb')}|在[^，。]{{1,12}}[中时上]|[对向跟同][^，。]{{1,12}}?|{_c('pronoun-adverb')}[对向跟同][^，。]{{1,12}}?)?$"
)
#: 共同宣布: an act of two, no talk
TOGETHER = ("共同", "联合", "一道")
ADVERBIAL = re.compile(rf"^(?:[^，。；]{{0,6}}，)?{_c('preposition')}[^，。；]{{1,40}}$|^[^，。；]{{1,24}}[时后]$")
GOES_ON = re.compile(
    rf"[^，。；]{{0,12}}?{_c('demands')}|(?:{_c('speaker-subject')}|[\u4e00-\u9fff]方|[一二三四五六七八九十]是|“)"
)
REPORT = re.compile(
    rf"(?:{_c('report-opens')}|在[^，。]{{2,16}}(?:[时期后]|(?<!下)，)|\d{{1,2}}月|双方(?=[^，。]{{0,6}}{_c('joint-act')}))"
)
#: 表示感谢 is a courtesy, no talk
COURTESY = re.compile(rf"(?:[\u4e00-\u9fff]{{0,4}}?){_c('courtesy')}")
#: a person met, heard or mourned, not one who speaks
OBJECT = re.compile(_c("met"))
HEARD = re.compile(rf"(?:同志)?(?:等人?)?(?:所?作)?的?[^，。]{{0,40}}{_c('heard')}，")
#: a paper that reports of a person: 《…报》报道了柳岸青的论述，强调…
MEDIUM = re.compile(rf"{_c('medium')}[》”]?[^，。；]{{0,16}}报道了?$")
#: a noun after all: 在信中的寄语, 作出的评价, 按照县委部署要求
NOUN = re.compile(
    rf"{_c('noun-before')}$|、[\u4e00-\u9fff]{{2,5}}$|的[\u4e00-\u9fff]{{0,4}}$|(?:^|[，；、。]){_c('by-noun')}[^，；。]{{0,30}}$"
)
#: an author's mark before the name: what follows is an essay of that author's
ESSAY_MARK = re.compile(r"[□■◇◆○●◎☆★]\s*$")
#: a speech in its own words: 同志们：…
SPEECH_TEXT = re.compile(rf"{_c('speech-opens')}[：，！]|我(?:讲|代表|就)")
#: who wrote it tells of himself: 我们, 笔者; or a note says who he is
OWN_WORD = re.compile(rf"{_c('first-person', 'author-note')}")
#: 本报评论员, 社论 on a line of its own: a paper's own word, in which what others said ends with its sentence
COMMENTARY = re.compile(rf"(?:^|\n)[^\n，。！？；“”]{{0,14}}{_c('commentary')}[^\n，。！？；“”]{{0,10}}(?=\n|$)")
#: how a report begins, which tells of others and is not its writer's word
NEWS = re.compile(
    rf"(?:\d{{1,2}}月\d{{1,2}}日|近日|日前|今天|昨[天日])[^。\n]{{0,80}}?{_c('news-verb')}"
    rf"|(?:^|\n)[ 　]*[^。\n，]{{2,40}}?(?:主持召开|召开|举行|主持)"
)
#: a line that the layout cut: the sentence goes on in the next
CUT = re.compile(r"[^。！？…”：；）\s]\s*$")
NOUNS = tuple(cues.words("speech-noun"))
#: 今年6月，柳岸青主席宣布了…: an act that somebody tells of
ACT_TOLD = re.compile(rf"{_c('speech-verb')}了")
#: 提出四点建议：一是…: announced, and told then
ANNOUNCED = re.compile(rf"[^，。；：]{{0,4}}[点条项个方面]+{_c('announced')}[。：]")
#: 杜文川表示，柳岸青提出…倡议: named, not said
NAMED = tuple(cues.words("speech-names"))
#: a person who opens a sentence of a conversation without taking the word: 习近平主席同你举行会谈
TOLD = re.compile(rf"{_c('told-title')}?{_c('told-verb')}")
#: 在柳岸青主席领导下, 不久前我同柳岸青会面: somebody speaks of a person
SPOKEN_OF = re.compile(rf"{_c('introduces-name')}[\u4e00-\u9fff]{{0,2}}$")
ARTICLE = re.compile(
    r"(?:发表|刊发|刊登)(?:了)?[^。《》\n]{2,30}?(?:(?:重要|署名)文章|讲话|报告)(?:的一部分|的主要部分)?(?=《)"
)
LIST = re.compile(r"[一二三四五六七八九十](?:是|要|、|，)|首先|其次|再次|最后|第[一二三四五六]|[（(][一二三四五]")
DEMAND = re.compile(
    r"^(?:对|关于|提出|在|就|赋予|视察|考察)[^，。；！？\n]{0,30}[“‘]?$|^(?:的|提出的)[^，。；！？\n]{0,6}[“‘]?$"
)
AS_ASKED = re.compile(rf"^[”’]?的?(?:[\u4e00-\u9fff]{{2}})?{_c('as-asked')}")
#: a paragraph in the first person: the talk of the paragraph before it runs on
FIRST_PERSON = re.compile(r"我(?![国省市县区州镇乡村校院军党厂局部])")
#: who the page mourns: 他 and 她 are the dead in an obituary
MOURNED = re.compile(_c("of-the-dead"))
SENTENCE_END = re.compile(r"[。！？]+[”’）]*")
#: half-width marks as they are meant in Chinese text; a comma between digits is none
_WIDE = str.maketrans(":;!?()「」『』", "：；！？（）“”‘’")
_COMMA = re.compile(r",(?!\d)")


def widened(text: str) -> str:
    """The text with half-width and Traditional marks as the full-width ones, each in its place."""
    return _COMMA.sub("，", text.translate(_WIDE))


@dataclass(frozen=True, slots=True)
class Speech:
    """A stretch of the text that somebody says; `who` null where it is a body's (`body`, if known) or the report's own.

    From `quoted` on the words are the speaker's own, in quotation marks; `verb` is where the verb of speech stands.
    """

    start: int
    end: int
    who: str | None
    body: str | None = None
    quoted: int | None = None
    verb: int = -1


class Attributed(TypedDict):
    """Who says a phrase, and how."""

    speaker: str | None
    speaker_organization: str | None
    speech: Manner | None


def end_of_sentence(text: str, pos: int, limit: int) -> int:
    """The end of the sentence that holds an offset, closing marks included."""
    m = SENTENCE_END.search(text, pos, limit)
    return m.end() if m else limit
