"""Where the text names or tells an event: each occurrence of an event word is weighed by what stands around it."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.lexicon import events as lexicon
from pipeline.lexicon.events import Cue, Word
from pipeline.stages.events import appointed, chronicle_frames, frames, local_frames, nouns
from pipeline.stages.events.context import Context
from pipeline.stages.events.modality import RECENT, context_score, paper, sharp, still
from pipeline.stages.events.model import Trigger
from pipeline.stages.events.refused import refused
from pipeline.stages.events.speeches import word_trigger
from pipeline.stages.events.split import split
from pipeline.stages.events.years import VISITED
from schemas.layers import EventType

THRESHOLD = 0.58

_GENERIC = Cue("generic", r"(?:%s)$")
_NEGATED = Cue("negated", r"(?:%s)$")
_COMPOUND = Cue("compound")
#: 参加会见, 会谈后, 此次访问: the verb takes up what was told before
_BACK_LEFT = re.compile(r"(?:(?:参加|出席|陪同)了?|此次|这次|这起|该起|本次|上述|该|此)$")
_ALONG = re.compile(r"一同|一道|一起")
_BACK_RIGHT = re.compile(
    r"(?:前|后|期间|中|之?初|伊始|结束时)，|活动$|时(?:，|均|也)?(?:指出|强调|表示|在座|[作发致]了?[^，。；]{0,10}(?:讲话|发言|辞|介绍)|[\u4e00-\u9fff]{2,20}在座)"
)


def find(ctx: Context, named: list[Trigger]) -> list[Trigger]:
    """Nouns and verbs that name or tell an event, weighed; those below the threshold are left out."""
    taken = [(t.start, t.end) for t in named]
    k, out = 0, []
    for s, e, word in _words(ctx):
        if word.type is None:
            continue
        while k < len(taken) and taken[k][1] <= s:
            k += 1
        if k < len(taken) and taken[k][0] <= s and e <= taken[k][1]:
            continue
        if ctx.quoted[s] == "□" and _in_title(ctx, s):
            continue
        if ctx.in_person(s, e) or ctx.in_body(s, e) or _cut(ctx, s, e):
            continue
        t = nouns.read(ctx, s, e, word, named) if word.noun else _verb(ctx, s, e, word)
        if t is not None and (t.kind == "back" or t.score >= THRESHOLD):
            out.append(t)
    return out


#: 第六届稻花鱼节, 首届油菜花节: a feast that no list holds
_NTH_FEAST = re.compile(
    r"(?:第[一二三四五六七八九十0-9]{1,3}|首)届[一-鿿]{1,12}?节(?=[，。；：、！”》）\n\s]|[于在将暨定由]|开幕|启幕|活动|的公告|的通知)"
)
#: “南委事件”发生后: an affair known by a name of its own
_AFFAIR = re.compile(
    r"(?<=“)[^”“\n]{2,10}(?<!突发)(?<!性)(?<!安全)(?<!卫生)(?:事件|惨案|冤案)(?=”(?:发生|爆发|[中后前的，。、]|期间))"
)
_KNOWN = Word("事件", True, "history", 0.45, "history")
_FEAST = Word("节", True, "other", 0.3, "match")


def _words(ctx: Context) -> list[tuple[int, int, Word]]:
    """The event words of the text in its order; a frame (获…称号) holds the words within it."""
    matcher, words = lexicon.word_index()
    found = [*frames.find(ctx), *local_frames.find(ctx), *appointed.find(ctx), *chronicle_frames.find(ctx)]
    if "届" in ctx.text:
        found += [(m.end() - 1, m.end(), _FEAST) for m in _NTH_FEAST.finditer(ctx.text)]
    if any(w in ctx.text for w in ("事件”", "惨案”", "冤案”")):
        found += [(m.end() - 2, m.end(), _KNOWN) for m in _AFFAIR.finditer(ctx.text)]
    spans = sorted((s, e) for s, e, _ in found)
    k = 0
    for s, e, i in matcher.find(ctx.text):
        while k < len(spans) and spans[k][1] <= s:
            k += 1
        if k == len(spans) or e <= spans[k][0]:
            word = words[i]
            if word.noun and word.type == "military" and _governs(ctx, e):
                verb = lexicon.verbs().get(word.text[-2:])  # 使用无人机|袭击了, 空袭|加沙城
                s, word = (e - 2, replace(verb, weight=verb.weight + 0.1)) if verb is not None else (s, word)
            found.append((s, e, word))
    return sorted(found, key=lambda x: (x[0], -x[1]))


def _governs(ctx: Context, e: int) -> bool:
    """Whether a word is a verb with its object: 了 follows, a place or a body."""
    return ctx.text.startswith("了", e) or ctx.places_at(e) or next((a == e for a, _, _ in ctx.bodies_from(e)), False)


_GUNS = Cue("gun", "(?:%s)$")


def _cut(ctx: Context, s: int, e: int) -> bool:
    """开市 in 召开市政府会议, 炮击 in 迫击炮击中坦克, and the label [会见] before an item of a list."""
    text = ctx.text
    if split(ctx, s, e):
        return True
    if text[s] == "炮" and _GUNS.search(text, max(0, s - 2), s):
        return True
    return (text[s] == "开" and text[s - 1 : s] == "召") or (
        text[s - 1 : s] in ("[", "【") and text[e : e + 1] in ("]", "】")
    )


def _in_title(ctx: Context, at: int) -> bool:
    """Whether an offset stands in 《》: the title of a document tells nothing."""
    low = max(0, at - 91)
    return ctx.text.rfind("《", low, at) > max(ctx.text.rfind("》", low, at), ctx.text.rfind("“", low, at))


def _verb(ctx: Context, s: int, e: int, word: Word) -> Trigger | None:
    if ctx.quoted[s] == "□" and not (ctx.text[s - 1 : s] == "“" and ctx.text[e : e + 1] == "”"):
        return None
    line = ctx.line(s)
    start, _ = ctx.clause(s)
    left, right = _own(ctx, start, s), ctx.text[e : e + 10]
    if refused(ctx, s, e, word, left, right):
        return None
    zone = ctx.reading.zone(s, e)
    page = ("chrome", "contact", "copyright", "share", "header", "credit")
    if zone is not None and zone.rule == "zones.image":
        return None  # the name of a picture's file
    if zone is not None and zone.kind in page and not ctx.dated_title(s) and not related(ctx, s):
        return None
    if (
        zone is not None
        and zone.kind == "header"
        and word.text == "发布"
        and ctx.text[e : e + 1] in (" ", "\u3000", "")
    ):
        return None  # 时政 青石发布 2017-05-16: an account's name
    anniversary = bool(_ANNIVERSARY.match(ctx.text, e))
    listed = bool(word.type == "personnel" and _HEADING.fullmatch(ctx.text, *ctx.lines[line]))
    kind = _type(word, ctx.text[ctx.sentence(s)[0] : s] if word.text == "进驻" else left, right)
    fought = still(left) if kind == "military" else left
    if word.text == "播出" or word.group == "broadcast":
        fought = still(left)  # 今晚继续播出第7、第8集
    if word.text.startswith("移交"):
        fought = _TAKING.sub("", left)
    if word.type == "publication" and ctx.headings[line] and paper(left):
        fought = ""  # 推动…设备更新方案|出台
    score = word.weight + context_score(ctx, s, e, "" if anniversary else fought, line, word.mutual)
    if word.type in ("establishment", "ceremony", "disaster", "military") and _years_of_old(ctx, s):
        score += 0.1  # a chronicle tells each change by its year
    if anniversary:
        score += 0.6
    tour = "先后" in left and word.type in ("inspection", "visit") and sharp(ctx, s)  # 3日至4日，甲先后到两院走访慰问
    if word.type != "military" and not tour and _REPEATED.search(left):
        score -= 0.6
    if word.type == "personnel" and _NEEDS_PEOPLE.search(word.text):
        score += 0.35 if listed else 0.2 if right[:1] == "：" else 0 if ctx.people_in(*ctx.sentence(s)) else -0.5
    if word.object is not None and ctx.people_in(e, ctx.clause(s)[1]):
        score += 0.2
    if word.type in ("personnel", "election") and re.match(r"[前后其仅]|[二三四五六七八九十0-9]+余?年", right):
        score -= 0.5
    if word.type == "publication" and _PUBLISHED.match(right):
        score += 0.35
    if word.type == "publication" and _DATED_PAPER.match(right) and _day_before(ctx, start, s):
        score += 0.35
    if (
        word.act == "下达"
        and "同比" not in ctx.text[e : min(ctx.sentence(s)[1], e + 80)]
        and _SUM.match(ctx.text, e, min(len(ctx.text), e + 40))
    ):
        score += 0.3  # 下达…资金3亿元
    if word.type == "military" and _DEALT.search(left):
        score += 0.25
    if word.type in ("inspection", "visit") and _PARTY_TO.search(ctx.text, start, s):
        score += 0.15  # 代表团还到…考察
    if word.text == "调整" and _STAFF.search(ctx.text, s, ctx.clause(s)[1] + 1):
        score += 0.6
    if re.search(r"(?:此次|这次)$|再次", left):
        score += 0.4 if "时隔" in left else 0.25
    if word.text == "播出" and _SHOW.search(ctx.text, ctx.sentence(s)[0], s) and sharp(ctx, s):
        score += 0.35  # 电视剧《…》今晚在…频道播出
    if word.type == "award" and _CONTEST.search(ctx.text, start, s):
        score += 0.15  # 在决赛中摘得…金牌
    if word.text == "赶赴" and not ctx.people_in(ctx.sentence(s)[0], s):
        score -= 0.3  # 抽调救援人员赶赴灾区
    if "见证" in left:
        score += 0.4
    decides = word.type in ("personnel", "establishment", "publication", "award") or (
        word.type == "election" and word.object
    )
    if decides and (_MEETING_DOES.search(left) or (start == s and _DECIDED_IT.search(ctx.text, max(0, s - 14), s))):
        score += 0.25  # 会议决定，成立…; 大会选举产生了…
    if word.text == "检查" and _WORK.match(right) and ctx.people_in(start, s):
        score += 0.15  # 甲检查部队战备工作
    elif word.text == "检查" and (gone := _GONE.search(ctx.text, ctx.sentence(s)[0], s)) and sharp(ctx, s):
        score += 0.2 if ctx.people_in(ctx.sentence(s)[0], gone.start()) else 0.0  # 甲深入某厂，检查安全生产
    if word.type == "signing" and ctx.ends_name(start, s):
        score += 0.15  # 四川省、重庆市|签署协议
    if word.text == "宣讲" and left.endswith(("作", "作了")):
        score += 0.25
    if word.text == "解放" and right[:1] in ("，", "。", "；", "") and sharp(ctx, s):
        score += 0.15
    if left.endswith(("进行", "进行了", "举行了")):
        score += 0.2
    if word.type in _SUMMED_UP and _SOME.match(ctx.text, start, s):
        score -= 0.4  # 有些学校不合理地升格
    if "不得" in ctx.text[e : min(ctx.clause(s)[1], e + 20)]:
        score -= 0.6
    if _VAGUE.match(right):
        score -= 0.4
    founded = word.type in ("establishment", "ceremony") and word.act != "启动" and _of_its_day(ctx, start, s)
    decided = decides and left.endswith("通过关于")  # 会议通过关于撤销甲委员资格的决定
    listed = word.type == "reception" and _WHO_DID.match(right) is not None  # 到机场迎接的有甲、乙
    if right.startswith("的") and not ctx.headings[line] and not founded and not decided and not listed:
        score -= 0.0 if right[1:2] in "，。" else 0.6 if word.type == "visit" else 0.35
    if word.type in ("inspection", "visit") and VISITED.match(ctx.text, e):
        score += 0.3  # 习近平总书记视察江西四周年
    if word.type in _SUMMED_UP and _AS_OF.search(ctx.text, ctx.sentence(s)[0], s) and _SO_MANY.match(ctx.text, e):
        score -= 0.5  # 截至7月末，共建成开通基站399万个
    if word.group == "honour" and any(d.end == s for d in ctx.dates_in(max(0, s - 8), s)):
        score += 0.15  # 2022年获…奖章 in a life
    if word.text == "决定":
        score += 0.7
    armed = word.type == "military" and _DEALT.search(left) is not None and _ARMED.search(left) is not None
    led = word.type == "inspection" and left.endswith(("开展", "开展专题", "开展了")) and sharp(ctx, s)
    led = led and bool(ctx.people_in(ctx.sentence(s)[0], s))  # 10日，甲率调研组来我市，就…开展专题调研
    joint = left.endswith("联合") and word.type != "military" and sharp(ctx, s)  # 七部门日前联合启动
    if _GENERIC.search(left) and not _SUBJECT.search(left) and not armed and not led and not joint:
        lawful = word.type in ("election", "personnel") and left.endswith("依法")
        score -= 0 if word.text.endswith("发射") or lawful else 0.3
    named = word.type == "award" and ctx.people_in(e, e + 6)  # 授予甲等20名同志…称号: a list, no sum
    issued = word.type == "publication" and not _IN_ALL.search(left)  # 共发布招聘岗位约16.5万个 is a sum
    total = not issued and not named and _TOTAL.match(ctx.text, e, min(len(ctx.text), e + 24))
    if (total and not sharp(ctx, s)) or (
        (total or _COUNTED.search(left)) and not word.text.startswith("移交") and _SUMMED.search(ctx.text, start, s)
    ):
        score -= 0.4
    if word.type in ("ceremony", "establishment", "inspection", "visit", "publication") and _EVERYWHERE.search(
        ctx.text, ctx.sentence(s)[0], s
    ):
        score -= 0.3
    if word.type in ("election", "personnel") and word.subject == "appointee" and _resume(ctx, s):
        score -= 0.6
    if word.group == "other" and word.text == "抗议" and re.search(r"(?:爆发|举行|发起|掀起)(?:大规模)?$", left):
        score += 0.2
    if _NEGATED.search(left):
        score -= 0.8
    if _EARLIER.search(left) and right.startswith("的"):
        score -= 0.4  # 此前出版的英文版
    if right.startswith("了"):
        score += 0.15
    elif _COMPOUND.match(right) or (word.text == "建交" and right.startswith("国")):
        score -= 0.35
    if (word.subject is not None or word.mutual) and (ctx.people_in(start, s) or _SUBJECT.search(left)):
        score += 0.15
    if word.type == "publication" and "《" in ctx.text[e : e + 4] and right[:1] != "的":
        score += 0.3
    if word.type == "election" and _ELECTION_HELD.search(left):
        score += 0.4  # 在2月23日举行的议院选举中
    if word.text in ("考察", "视察") and _ITS_WORDS.match(right):
        score += 0.5  # 贯彻总书记视察山西重要讲话精神 refers to the visit
    back = ctx.text[s - 1 : s] != "》" and bool(_BACK_LEFT.search(left) or _BACK_RIGHT.match(right))
    back = back or (
        word.type in ("inspection", "visit") and _ALONG.search(left) is not None and right[:1] in ("。", "；", "\n", "")
    )
    again = back or (word.type == "military" and not left and _ITS_TOLL.match(ctx.text, e) is not None)
    trigger = word_trigger(ctx, s, e, word, line, "back" if again else "verb", score)
    trigger.type = kind
    return trigger


def _type(word: Word, left: str, right: str) -> EventType:
    """The type of what a verb tells: 巡视组进驻 is an inspection, 发射火箭弹 an act of war."""
    if word.text == "进驻" and _INSPECTORS.search(left):
        return "inspection"
    if word.text == "进驻" and "航天员" in left:
        return "other"
    if word.act == "发射" and _ROUNDS.match(right):
        return "military"
    return word.type or "other"


def related(ctx: Context, s: int) -> bool:
    """Whether a line names the page before or after (上一篇：…), which is news of its own."""
    return _RELATED.search(ctx.text, ctx.lines[ctx.line(s)][0], s) is not None


def _of_its_day(ctx: Context, start: int, s: int) -> bool:
    """今年5月投运的工程 tells of a day; 对2021年7月成立的小组作调整 describes what is spoken of."""
    days = [d for d in ctx.dates_in(max(start, s - 12), s) if len(d.edtf) >= 7]
    return bool(days) and ctx.text[days[-1].start - 1] not in "对向把将由与和"


def _years_of_old(ctx: Context, s: int) -> bool:
    """Whether a sentence opens with a year long before the document's: 光绪二十九年（1903年），某某创办…"""
    start, end = ctx.sentence(s)
    first = next(iter(ctx.dates_in(start, min(end, start + 16))), None)
    if first is None or first.start - start > 3 or not first.edtf[:4].isdigit():
        return False
    return int(first.edtf[:4]) < (int(ctx.published[:4]) if ctx.published else 2000) - 3


def _day_before(ctx: Context, start: int, s: int) -> bool:
    """Whether the clause names a day before a word, or says that it was of late."""
    return any(len(d.edtf) >= 10 for d in ctx.dates_in(start, s)) or bool(RECENT.search(ctx.text, start, s))


def _resume(ctx: Context, s: int) -> bool:
    """Whether a line tells a life: posts in it are offices with a period, not events."""
    start, end = ctx.lines[ctx.line(s)]
    return bool(_LIFE.search(ctx.text, max(start, s - 600), min(end, s + 600)))


_RELATED = re.compile(r"[上下]一[篇条]：")
#: 大会以无记名投票方式, 会议研究决定，
_MEETING_DOES = Cue("meeting_acts", r"^[\s　]*(?:本次|此次)?(?:大会|会议|全会|会上)(?:[^，。；]{0,6}?(?:%s))*，?$")
_DECIDED_IT = re.compile("(?:会议|大会|全会|研究)[^，。；]{0,6}?(?:决定|同意)[，：]$")
_WHO_DID = re.compile("的还?(?:主要)?(?:有|是)")
_VAGUE = Cue("vague_object")
_COUNTED = Cue("counter", r"[0-9][0-9.]*余?[万亿]?(?:%s)[^，。；]{0,10}$")
_SUMMED = Cue("summed")
#: 提起公诉241人, 走访慰问3200多户: what a year came to
_TOTAL = Cue("counter", r"[^，。；：“《]{0,8}?[0-9][0-9.]*[余多万亿]*(?:%s)")
_EVERYWHERE = re.compile(
    r"(?:各地|各级|各部门|各单位|各县区|多地|广大[^，。]{1,6})[^，。]{0,6}?(?:开展|组织|认真|积极|广泛|纷纷|陆续|掀起|抢抓|加快|围绕|利用|结合|因地制宜)[^。；]{0,20}$"
)
_LIFE = re.compile(
    r"[0-9][年月](?:出)?生(?:[，。于（]|$)|出生于?|生于|参加工作|历任|曾任|入党|，(?:男|女)，|籍贯|享年|"
    r"长期在[^，。；\n]{2,14}工作，先后担?任"
)
#: 一、任命 as a heading over a list
_HEADING = re.compile(
    r"[（(]?[一二三四五六七八九十]{0,3}[）)、.]?(?:决定|批准|提请|予以)?(?:任命|免去|任免|免职|任职|接受辞职|辞职)(?:名单|事项|人员|下列人员|以下人员|同志)?[：:]?"
)
_EARLIER = Cue("earlier")
_REPEATED = Cue("repeated")
_NEEDS_PEOPLE = Cue("needs_people")
_ELECTION_HELD = re.compile(r"举行的?[^，。；]{0,14}$")
_ITS_TOLL = re.compile(r"(?:已经?)?(?:造成|导致|致)")  # 袭击造成人员伤亡: the one told before
_ITS_WORDS = re.compile(r"[^，。；]{0,5}?(?:时的?)?(?:重要讲话|重要指示|殷殷嘱托|嘱托)")
_SUMMED_UP = frozenset(("ceremony", "establishment", "publication", "award"))
_AS_OF = re.compile("截至|累计")
_SO_MANY = re.compile("[^，。；《]{0,10}[0-9]")
_PUBLISHED = re.compile(r"的(?:最新)?(?:数据|报告|公报|通报|统计)")
_DATED_PAPER = re.compile(
    r"的(?:《|[^，。；《》]{2,14}?(?:计划|公告|方案|预测|预报|白皮书|蓝皮书|战报|名单|清单)(?![书中的和与]))"
)
_SUM = re.compile(r"[^，。；]{0,30}?[0-9](?:[0-9.]*)余?[万亿]+元")
_DEALT = re.compile(
    r"(?:发动|实施|展开|进行|发起)(?:了|的)?[^，。；]{0,8}$|遭(?:到|受|遇)?[^，。；]{1,24}的?$|完成(?:了)?对[^，。；]{1,12}的$"
)
#: 乌军对…实施打击, no 对犯罪实施打击
_ARMED = re.compile("军|武装|部队|导弹|无人机")
_SHOW = re.compile(
    "(?:电视|纪录|专题|节目|晚会|系列|影)[^，。；]{0,10}《|《[^》\n]{2,40}》[^。；]{0,24}(?:频道|今晚|明晚|起)"
)
_GONE = re.compile("(?:深入|赴|来到|前往|(?<![得达直])到)[^。；，]{2,48}，?$")
_WORK = re.compile("了?[一-鿿]{0,7}工作")
_IN_ALL = re.compile("(?<![一-鿿]中)共(?!同|青|建)")
#: 将在押人员|移交给红十字会: of what is handed over, not of what is to come
_TAKING = re.compile("将(?=[^，。；于在]{3})")
_CONTEST = re.compile("(?:决赛|比赛|赛事)中")
_SOME = Cue("some_of", "(?:但|但是|而|如|也)?(?:%s)")
_ROUNDS = re.compile("了?[^，。；箭]{0,6}?(?:火箭弹|导弹|炮弹|无人机|鱼雷)")
_INSPECTORS = Cue("inspectors")
_PARTY_TO = re.compile(
    r"^(?:[^，。；]{0,8}(?:代表团|调研组|考察组|检查组|督导组|工作组|考察团|一行))[^，。；]{0,4}?(?:到|赴|来到|走进|前往)"
)
_STAFF = re.compile(r"领导小组|组成人员|小组成员|领导班子|工作分工|：$")
_SUBJECT = re.compile(r"双方|两国|我在|我到|总书记")
_ANNIVERSARY = re.compile(r"(?:实施|运行|运营)?[0-9一二三四五六七八九十百]{1,4}(?:周年|余?年)")


def _own(ctx: Context, start: int, s: int) -> str:
    """The clause before a word, from the last person on: what stands before him (学习习近平…考察) is another verb's."""
    people = ctx.people_in(start, s)
    return ctx.text[people[-1].end if people else start : s]
