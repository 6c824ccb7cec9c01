"""Occasions named by a noun: how far the name reaches to the left (全市援外干部人才座谈会), and whether it is one of its own
or takes up one named before (会议, 会上, 此次活动).
"""

from __future__ import annotations

import re

from pipeline.lexicon import events as lexicon
from pipeline.lexicon.events import Cue, Word
from pipeline.stages.events import triggers
from pipeline.stages.events.context import Context
from pipeline.stages.events.model import Kind, Trigger
from schemas.layers import ParticipantRole

_CREATE = (
    r"召开|举行|举办|主持|出席|参加|列席|组织|召集|开展|承办|主办|(?<![合工操动制运创协写])作(?!为)|做(?:了)?|发表|参与|执行"
    r"|观看|参观|迎来|结束|闭幕|启动|启幕|亮相|推出|遭[受遇]?|普降|突降|骤降|发生|爆发|成功完成|夺得|勇夺|获得|荣获|晋级|出战|备战|收听收看|收看|收听|发起|展开|进行了|进行(?=第)"
)
_HARD = re.compile(r".*[，。；：！？\n]", re.S)
_CREATED_LEFT = re.compile(rf".*(?:{_CREATE})(?:了|的|召开|举行|开)?", re.S)
_SOFT = re.compile(
    r".*(?:[、 　/|]|召开|举行|举办|主持|出席|参加|列席|组织|召集|开展|主办的?|承办的?"
    r"|作为|会见|发表|对照|对标|遵照|依照|贯彻落实|学习贯彻|传达学习|贯彻|落实|传达|听取|审议|迎接|提交|提请|报请|围绕|宣传|学习(?=党"
    r"|习近平|中央|全国|省|市|宣传)|以及|宣布|(?<![共总维温饱平调缓])和(?![平谐睦美解田])"
    r"|(?:[在于赴到对经按从把被让给令向]|(?<![上中少大])将|(?<!自)由)(?!线|外|都|口|接|台|话|手|来|期|资|济|开区)"
    r"|[了是着过](?!民|期|程|渡)|(?<![勇作行见])为(?!民|期|程|渡|主题)|以(?!色|军|总|方|防|外|内|色|往|来)|自(?!治|然|主|由|贸|信|力|身|愿)|(?<![共一相不如协会])同(?![志心步期盟江仁济])"
    r"|与(?!会)|及|并|还|也|又|就|今天|昨天|本周|日前|近日|正在|继续|先后|分别|共同|上午"
    r"|下午|晚间|首次(?=举|召|开|在)|接受|完成|(?<=[0-9今昨当本次同])[日月](?!会|代|度|历|展|货|夜|级|报))",
    re.S,
)
_INNER_CUT = Cue("occasion_head", r".*(?:%s)(?:、|和|以及|及|并|暨(?!$))", re.S)
_AT = re.compile(r".*(?<![存所现实内潜正旨])在(?=[一-鿿“]{0,12}$)(?![线外建读岗职校野座])", re.S)
_LEADING = re.compile(
    r"^(?:[、，与及并的了是在于到该此]|和(?!平|谐|睦|田|县|林)|地(?![质区方震点面壳])|旨揭|前揭|此次|这次|本次|本届|本轮|这场|这届|上述|举办|进行|开展|召开|参加|出席|刚刚|会后的|会前的|一年一度的?|凌晨|清晨|傍晚|深夜|夜间|晚间"
    r"|当[天日]|昨[天日晚]|今[天日]|上午|下午|晚上|（[^）]*）|[0-9]{1,2}日(?:[上下]午)?|[0-9]{1,2}时许?)+"
)
_TAKES_UP = re.compile(r"(?:此次|这次|本次|本届|该|上述|此|这场|本|这)$")
_RIGHT_CREATED = re.compile(
    r"(?:的?(?:比赛|活动))?(?:也|还|都|已|将)*(?:(?:\d{1,2}月)?\d{1,2}日(?:至\d{1,2}日)?|昨[日晚]|当[日天晚]|今天|昨天|日前|近日|继续|正式|隆重|如期|顺利|同步|正在)?(?:\d{1,2}日)?"
    r"(?:[上下]午|晚)?(?:在[^，。；\n]{1,24}?)?(?:召开|举行|举办|开幕|闭幕|启动|拉开帷幕|拉开大幕|开班|落幕|圆满|精彩亮相|进行(?=[，。])|亮相|开展|展出|提升至|升级|开跑|开赛|揭幕|由[^，。；\n]{1,30}(?:主持|主办)|主持|[定订拟]于|将于)"
)
_RIGHT_PLACE = Cue("occasion_after")
_RIGHT_TALK = Cue("refers_after")
_RIGHT_ACTS = re.compile(r"(?:达成|发布|展现|聚焦|吸引|汇聚|围绕|以“|于[0-9])")
_ORDINAL = re.compile(
    r"第[〇零一二三四五六七八九十百0-9]{1,4}(?:次|届|轮|季|场|号|期)|20\d\d|^[“‘]|[一二三四五六七八九十]{1,3}[届次]|首届|首次"
)
_REGULAR = Cue("regular")
_SPOKEN_AT = re.compile(r"上的?(?:发表的?)?(?:重要)?讲话")
_LEARNING = Cue("learning")
_ACTS = re.compile(r"(?:同志|总书记|主席|总理|先生)?(?:在|作|就|同(?!志)|与|率|到|主持|发表)")
_HELD = re.compile(r"(?:召开|举行|举办|发表|作|发生|遭遇|引发|爆发)(?:了|重要)?$")
_OFFICER = Cue("officer_after")
_NTH = re.compile(r"(?:第[〇零一二三四五六七八九十百0-9]{1,4}届|20[0-9]{2}年?)$")
_COUNT = re.compile(r"[0-9一二三四五六七八九十]+(?:多|余)[场次个项]")
_TICKETS = Cue("tickets_after")
_ADJECTIVES = re.compile(r"^(?:简短|庄严|隆重|盛大|简朴|简单|热烈|而|又|、|的)+")
_LEADER_SPEECH = re.compile(
    r"(?:总书记|主席|总理)(?:(?:[0-9]{1,2}月)?[0-9]{1,2}日|今天|昨天|日前|不久前)?(?:在(?P<at>[^，。；]{2,40})上|关于(?P<on>[^，。；]{2,40}))?的?(?:发表的?)?(?P<sent>给[^，。]+)?$"
)
_REFERRED = Cue("referred", r"(?:%s)$")
_MANY = re.compile(
    r"所有|全部|任何|多[场次个项]|一?系列|各[类种]|有关|相关|这些|那些|许多|每[场次年]|历次|\d+多?[场次个项]"
)


def created(text: str, s: int, e: int) -> bool:
    """Whether the words around a name say that it was held: 召开…, …在京举行."""
    return bool(
        re.search(rf"(?:{_CREATE})了?[“‘]?$", text[max(0, s - 8) : s]) or _RIGHT_CREATED.match(text[e : e + 40])
    )


_HAPPENS = Cue("happens", r".*(?:%s)", re.S)


#: 对…发动了空袭, 126架无人机袭击了多地, 林火再度蔓延
_DEALT = re.compile(r"(?:发动|实施|展开|进行|发起)(?:了|的)?$")
_SPREADS = re.compile(r"了|(?:仍在|正在|再度|持续|迅速|继续)*(?:蔓延|肆虐)")
_IS_HELD = re.compile(r"[^，。；]{0,24}?(?:举行|举办|启动)")
_AGAIN = re.compile(r"多次[^，。]{0,4}(?:地震|余震|爆炸|喷发|滑坡|泥石流)")  # 接连发生多次地震: one sequence
_FORECAST = Cue("forecast")
_TALKS_WITH = re.compile(r"[与同和][^，。；]{2,40}$")
_BEGINS = re.compile(r"[^，。；]{0,6}(?:启动|部署|动员|拉开)")


def _trigger(ctx: Context, s: int, e: int, word: Word, line: int, kind: Kind, score: float) -> Trigger:
    return Trigger(
        start=s,
        end=e,
        kind=kind,
        type=word.type or "other",
        name=ctx.text[s:e],
        head=word.text,
        score=score,
        section=ctx.sections[line],
        heading=ctx.headings[line],
        rule=f"events.{word.group}",
        word=word,
    )


def _storm(ctx: Context, s: int, e: int, word: Word, line: int) -> Trigger:
    """台风“韦帕”: named by its own name."""
    return _trigger(ctx, s, e - 1 if ctx.text[s] == "“" else e, word, line, "noun", 0.7)


def _speech(ctx: Context, s: int, e: int, word: Word, line: int, named: list[Trigger]) -> Trigger | None:
    """讲话 after a leader's title, with the occasion or the subject, is a speech of its own; else it takes one up."""
    low = max(ctx.lines[line][0], s - 60)
    window = ctx.text[low:s]
    m = _LEADER_SPEECH.search(window)
    right = ctx.text[e : e + 8]
    if m and not right.startswith(("指示", "和重要指示", "、")) and (m["at"] or m["on"]) and "系列" not in window[-4:]:
        t = _trigger(ctx, s, e, word, line, "noun", 0.7)
        people = [p for p in ctx.people_in(low, s) if p.end <= low + m.start()]
        if people and low + m.start() - people[-1].end <= 1:
            t.people = [(people[-1].name, "speaker", people[-1].start)]
        t.reported = False
        t.name = re.sub(r"^[，、]", "", window[m.start() :]) + word.text
        for occasion in named if m["at"] else ():
            if low + m.start("at") <= occasion.start and occasion.end == low + m.end("at"):
                t.edtf = occasion.edtf
        if m["on"] and ctx.dated_news and ctx.published:
            t.edtf = ctx.published[:7]
        return t
    if re.search(r"发表(?:了|的)?$|^作(?:了)?$", window[-4:]):
        return None  # told by the verb 发表讲话
    return _trigger(ctx, s, e, word, line, "back", 0.0)


def read(ctx: Context, s: int, e: int, word: Word, named: list[Trigger]) -> Trigger | None:
    """The trigger of an event noun at s..e, or None where it is in no way an event."""
    text, masked = ctx.text, ctx.masked
    zone = ctx.reading.zone(s, e)
    if zone is not None and zone.kind in ("chrome", "contact", "copyright", "share"):
        start_of_line = ctx.lines[ctx.line(s)][0]
        related = re.search(r"[上下]一[篇条]：", text[start_of_line:s]) or ctx.dated_title(s)
        if zone.kind != "chrome" or not related:
            return None
    if text[e : e + 1] == "议" and word.text.endswith("会"):
        e += 1  # 动员部署会议
    line = ctx.line(s)
    heading, quoted = ctx.headings[line], 0.0
    if word.text == "疫情":  # an epidemic with a name of its own stands in the lexicon
        return _trigger(ctx, s, e, word, ctx.line(s), "back", 0.0)
    if word.text == "博会" and not "一" <= text[s - 1 : s] <= "鿿":
        return None
    if ctx.quoted[s] == "□":  # inside quotation marks: only where the quotation is the name (“…论坛”)
        if text[e : e + 1] not in "”’":
            return None
        opening = max(text.rfind("“", ctx.lines[line][0], s), text.rfind("‘", ctx.lines[line][0], s))
        if opening < 0 or s - opening > 50:
            return None
        start = opening + 1
        if nth := _NTH.search(text[max(0, opening - 8) : opening]):  # 第五届“阿拉伯艺术节”
            start, e = opening - len(nth[0]), e + 1
        created = bool(re.search(rf"(?:{_CREATE})了?$", text[max(0, opening - 6) : opening]))
        left = text[max(ctx.clause(opening)[0], 0) : opening]
        quoted = 0.2
    else:
        low = max(ctx.lines[line][0], s - 90)
        if heading:
            space = max(masked.rfind(" ", low, s), masked.rfind("　", low, s))
            if space >= 0:
                low = space + 1
        window = masked[low:s]
        hard = _HARD.match(window)
        base = hard.end() if hard else 0
        segment = window[base:]
        made = _CREATED_LEFT.match(segment)
        created = False
        if made and not re.search(r"[，。；]", segment[made.end() :]):
            created = True
            offset = made.end()
            inner = _INNER_CUT.match(segment, offset)
            if inner:
                offset = inner.end()
            if at := _AT.match(segment, offset):  # 国际组织代表在座谈会上
                offset, created = at.end(), False
        else:
            soft = _SOFT.match(segment)
            offset = soft.end() if soft else 0
        start = low + base + offset
        left = text[low + base : start]
        lead = _LEADING.match(text[start:s])
        if lead:
            start += lead.end()
        for d in ctx.dates_in(start, s):
            if d.start - start <= 1 and not text[d.end : d.end + 1].isdigit() and len(d.edtf) > 4:
                start = d.end
        lead = _LEADING.match(text[start:s])
        if lead:
            start += lead.end()
        while start < s and text[start] in "”’》）、　 ":
            start += 1
        for p in ctx.people_in(start, s):
            if verb := _ACTS.match(text, p.end, s):
                start = verb.end()
    if adjectives := _ADJECTIVES.match(text[start:s]):
        start += adjectives.end()
    name = text[start:e]
    if name.count("（") != name.count("）"):
        return None
    if word.type == "meeting" and _OFFICER.match(text, e):
        return None  # 世界经济论坛主席: a body
    if word.group == "exhibition" and text[e : e + 1] in ("区", "馆", "台", "位", "品", "厅", "团", "商"):
        return None
    if word.group == "disaster" and text[e : e + 1] in ("声", "物", "性", "区", "局", "台", "学", "科", "研"):
        return None
    if word.group == "military" and (often := re.match(r"多次|数次|再次|多轮|[一两三]轮", name)):
        start += often.end()
        name = text[start:e]
    shaken = word.group == "disaster" and _AGAIN.match(name) and triggers.sharp(ctx, s)
    if (_MANY.match(name) and not shaken) or _COUNT.search(name) or (word.group == "match" and _TICKETS.match(text, e)):
        return None
    if word.text in ("台风", "强台风", "超强台风") and (named_storm := re.match(r"“[^”]{1,6}”", text[e : e + 9])):
        return _storm(ctx, s, e + named_storm.end(), word, line)
    if word.group == "speech" and word.weight == 0:
        return _speech(ctx, s, e, word, line, named)
    if word.group == "disaster" and _FORECAST.search(text, ctx.sentence(s)[0], s):
        return None
    if word.group == "occasion" and (
        s - start < 3 or start >= s or not (_HELD.search(text[max(0, start - 4) : start]) or _IS_HELD.match(text, e))
    ):
        return None
    if word.group == "match" and text[e : e + 1] == "日":
        return None  # 第一个比赛日
    if text[start - 1 : start] == "[" and text[e : e + 1] == "]":
        return None  # [会见] before an item of a list
    if name.startswith(("一次", "一场", "一个")) and text[start - 1 : start] == "的":
        return None  # 是在关键时期召开的一次重要会议
    if word.group in ("military", "disaster") and (verb := _HAPPENS.match(text[start:s])):
        start += verb.end()
        name, left = text[start:e], text[max(ctx.clause(s)[0], start - 40) : start]
    if word.group in ("military", "disaster"):
        dealt = _DEALT.search(text[max(0, start - 6) : start]) or _SPREADS.match(text, e)
        created = created or dealt is not None
    tail = e + 1 if quoted and text[e : e + 1] in ("”", "’") else e  # 在“创新论坛”上
    right = text[tail : tail + 40]
    bare = start >= s or _LEADING.fullmatch(text[start:s]) is not None
    clause_start, _clause_end = ctx.clause(s)
    clause_left = text[clause_start:s]
    if bare:
        start, name = s, text[s:e]
    fought = triggers.still(left) if word.type == "military" else left
    score = word.weight + quoted + triggers.context_score(ctx, s, e, fought, line)
    if created:
        score += 0.35
    elif _RIGHT_CREATED.match(right):
        score += 0.35
        created = True
    if _RIGHT_PLACE.match(right):
        score += 0.3
    elif _RIGHT_TALK.match(right):
        score += 0.2
    if not bare and _ORDINAL.search(name):
        score += 0.25
    elif len(name) - len(word.text) >= 4:
        score += 0.1
    if word.text.startswith("专项") and not triggers.sharp(ctx, s) and not heading and not _BEGINS.match(right):
        score -= 0.4  # 全年开展…专项行动 is a year's work
    if not shaken and (_REGULAR.search(clause_left) or _REGULAR.match(right)):
        score -= 0.6
    met: tuple[tuple[str, ParticipantRole, int], ...] = ()
    if bare and word.text == "座谈" and _TALKS_WITH.search(clause_left):  # 与青年创业者甲、乙等座谈
        created, met = True, tuple((p.name, "attendee", p.start) for p in ctx.people_in(clause_start, s))
        score += 0.35
    trigger = Trigger(
        start=start,
        end=e,
        kind="noun",
        type=word.type or "other",
        name=name.strip(),
        head=word.text
        if text[s:e] == word.text
        else "会议"
        if e - s > len(word.text) and text[e - 1] == "议"
        else word.text,
        score=score,
        section=ctx.sections[line],
        heading=heading,
        rule=f"events.{word.group}",
        word=word,
        created=created,
        reported=created or heading or bool(_RIGHT_PLACE.match(right)),
    )
    if met:
        trigger.people = list(met)
        return trigger
    if word.group in ("study", "speech") and re.search(r"(?:作了?|讲|发表了?)$", text[max(0, start - 3) : start]):
        trigger.people = [(p.name, "speaker", p.start) for p in ctx.people_in(clause_start, start)[-1:]]
    if right.startswith("纪要"):
        trigger.score -= 0.2
    if _SPOKEN_AT.match(right) and not heading and _LEARNING.search(clause_left):
        trigger.reported = False
    if not created and _RIGHT_ACTS.match(right):
        trigger.reported = True
    elif not created and (_RIGHT_TALK.match(right) or _REFERRED.search(left)):
        trigger.reported = False
    if bare:
        if word.text not in lexicon.taken_up():
            if not created and not heading and not _RIGHT_PLACE.match(right) and word.group != "military":
                trigger.score -= 0.3
            return trigger
        taken_up = bool(_TAKES_UP.search(text[max(0, s - 2) : s]))
        if created and not taken_up and _HELD.search(text[max(0, s - 6) : s]):
            return trigger
        trigger.kind = "back"
    return trigger
