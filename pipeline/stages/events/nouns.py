"""Occasions named by a noun: how far the name reaches to the left (全市援外干部人才座谈会), and whether it is one of its own
or takes up one named before (会议, 会上, 此次活动).
"""

from __future__ import annotations

import re

from pipeline.lexicon import events as lexicon
from pipeline.lexicon.events import Cue, Word
from pipeline.stages.events import modality, speeches, triggers
from pipeline.stages.events.context import Context
from pipeline.stages.events.joined import SOFT, announced_at, from_first, within
from pipeline.stages.events.model import Trigger
from pipeline.stages.events.no_occasion import WOULD, no_occasion
from pipeline.stages.events.own_words import own_words
from pipeline.stages.events.predicates import MAKES, held, scheduled, to_come
from pipeline.stages.events.speeches import word_trigger
from pipeline.stages.events.years import PREPARATION
from schemas.layers import ParticipantRole

_HARD = re.compile(r".*[，。；：！？\n】]", re.S)
#: what makes an occasion of the noun behind it: 召开, 举行, 夺得, 遭受
#: but 纪念某战爆发88周年|仪式 is no occasion that breaks out
_CREATED_LEFT = Cue(
    "creates",
    r".*(?:%s)(?:了|的|召开|举行|开(?![工幕业学馆播机镰园班营赛])|过(?![渡程境]))?(?![0-9一二三四五六七八九十百]{1,4}周年)",
    re.S,
)

_INNER_CUT = Cue("occasion_head", r".*(?:%s)(?:、|和|以及|及|并)", re.S)
_AT = re.compile(r".*(?<![存所现实内潜正旨])在(?=[一-鿿“]{0,12}$)(?![线外建读岗职校野座])", re.S)
#: what stands before a name and is no part of it: 此次, 上午, 为期五天的
_LEADING = Cue(
    "leads_in",
    r"^(?:%s|（[^）]*）|为期[^，。的]{1,5}的|(?:历时)?约?[0-9.]+多?个?多?小时的|[0-9]{1,2}日(?:[上下]午|[早晚]上?|凌晨|中午)?|(?:举行|进行|举办)的|[0-9]{1,2}时许?)+",
)
_TAKES_UP = re.compile(r"(?:此次|这次|本次|本届|该|上述|此|这场|本|这)$")
_RIGHT_PLACE = Cue("occasion_after")
_RIGHT_TALK = Cue("refers_after")
_RIGHT_ACTS = re.compile(r"(?:达成|发布|展现|聚焦|吸引|汇聚|围绕|以“|于[0-9])")
_ORDINAL = re.compile(
    r"第[〇零一二三四五六七八九十百0-9]{1,4}(?:次|届|轮|季|场|号|期)|20\d\d|^[“‘]|[一二三四五六七八九十]{1,3}[届次]|首届|首次"
)
_REGULAR = Cue("regular")
_SPOKEN_AT = re.compile(r"上的?(?:发表的?)?(?:重要)?讲话")
_LEARNING = Cue("learning")
_ACTS = re.compile(r"(?:同志|总书记|主席|总理|先生)?(?:在|作|就|同(?!志)|与|率|到|主持|发表|致信|致函|致电)")
_AND_OTHERS = re.compile(r"等(?=座谈|交流|会谈|会见)")  # 与青年创业者甲、乙等座谈
_WISHED = re.compile(r"(?:预祝|祝愿|祝)(?:本次|此次|这次)?$")
_LESSENED = Cue("lessened", r"(?:%s)[一-鿿]{0,3}$")
_SO_MANY = re.compile(
    "[^，。；]{0,24}?[0-9一二三四五六七八九十百千]+(?:余|多)?(?:个国家|个地区|个国家和地区|名|位|个|家|支)"
)
_TEAM = Cue("team_after", r"(?:体育)?(?:%s)")
_LEARNERS = re.compile(
    "(?:[省县厅市乡]|中青年|中管|新任|全[省市县]|年轻)[一-鿿]{0,10}(?:干部|党员|委员)(?:学习(?:宣传)?(?:贯彻)?)?$"
)
#: who learns what, with the name of whose words they are
_COURSE = re.compile(
    "(?:[省市县厅]部?级?管?主要|[省市县]管|新任|全[省市县])[一-鿿]{0,4}领导干部学习(?:宣传)?贯彻[^，。；、“”]{4,60}(?:精神|思想)$"
)
_CARRY_ON = ("进行", "进行了", "开展", "开展了")
#: 春节期间|召开座谈会: when, and no part of a name
_AT_FEAST = re.compile(
    "[”’]?(?:假期|小长假|长假|黄金周|假日)?(?:期间|[前节]夕|当[天日晚]|[前后上下里中早晚，、]|之?际|来临|到来|的|举行|召开|举办)"
)
#: 紧急会商 is one word: no 会|商务
_CONSULTS = re.compile("商会?(?![人户家业务贸品量讨圈城场标界])")
_NTH_OF = re.compile("第[一二三四五六七八九十0-9]{1,3}[届次]$|首届$")
_ARMIES = re.compile("(?:军|武装|部队)[^，。；]{0,8}[与和同][^，。；]{0,10}(?:军|武装|部队|组织)")
#: no body's name: 甲出席新开发银行
_VERB_IN = re.compile("出席|参加|会见")
_VERB_GOOD = re.compile("落实|贯彻|学习|宣传|传达|筹备|组织|[开办用]")
#: what a predicate says of the occasion told of
_IS_ONE = re.compile(
    "(?:这|本[届次]|这次|此次)[^，。；的]{0,8}是[^，。；]{0,60}的(?:首|第|又一|一)[次届场个]?[^，。；的]{0,8}$"
)
#: 确认一起禽流感疫情
_OUTBREAK = re.compile(
    "(?:确认|报告|通报|发生|出现|[暴爆]发)了?[^，。；]{0,4}?[一两三四五六七八九十0-9]+起[^，。；]{0,20}$"
)
_RISK = Cue("risk_after", r"[^，。；“”]{0,8}(?:%s)")
_NEVER = re.compile(r"(?:不|未|没有|零|杜绝|避免|防止|遏制)(?:再)?发生[^，。；]{0,10}$")
_BEFELL = re.compile(r"(?:已|共|已经)?(?:发生(?:于|后|时|以来)|造成|导致|致使|致[0-9]|波及|影响|夺走)")
_ASIDE = re.compile(r"(?:开始)?(?:前|后|期间|结束后)[，进与，]")
_MADE_NOW = re.compile(r"(?:举行|召开|举办)$")
_JUBILEE = re.compile(r"周年(?:系列|纪念|庆祝|主题)*$")
_THIS_IS = re.compile(r"^[\s　]*(?:报道称，|[^，。；]{1,8}(?:宣称|称|表示|说))?(?:这|此次|这次)(?:也|还|次)?是")
_HELD = re.compile(r"(?:召开|举行|举办|发表|作|发生|遭遇|引发|爆发)(?:了|重要)?$")
_NTH = re.compile(
    r"(?:(?:20[0-9]{2}年)?(?:第[〇零一二三四五六七八九十百0-9]{1,4}[届期场季次轮]|首[届期场])|20[0-9]{2}年?)$"
)
_WHICH = re.compile(r"(?:20[0-9]{2}年?度?)?(?:第[〇零一二三四五六七八九十百0-9]{1,4}[届期场季次轮]|首[届期场])?$")
_COUNT = re.compile(r"[0-9一二三四五六七八九十]+(?:多|余)[场次个项]")
_TICKETS = Cue("tickets_after")
_ADJECTIVES = re.compile(r"^(?:简短|庄严|隆重|盛大|简朴|简单|热烈|而|又|、|的)+")
_REFERRED = Cue("referred", r"(?:%s)$")
_PASSED_ON = re.compile(r"(?:传达|学习|贯彻|落实)[^，。；]{0,120}$")
_SPIRIT = re.compile(r"[^，。；]{0,30}精神")
_MANY = re.compile(
    r"所有|全部|任何|多[场次个项]|一?系列|各[类种]|有关|相关|这些|那些|许多|每[场次年]|历次|历届|各项目|\d+多?[场次个项]"
)


_HAPPENS = Cue("happens", r".*(?:%s)", re.S)


#: 对…发动了空袭, 126架无人机袭击了多地, 林火再度蔓延
_DEALT = re.compile(r"(?:发动|实施|展开|进行|发起)(?:了|的)?$")
_OCCURS = Cue("occurs", r"(?:%s)了?$")
_STRUCK = re.compile("(?:袭击|空袭|轰炸|打击|炮击|导弹|无人机|火箭弹)[^，。；]{0,40}(?:引发|诱发|酿成)了?$")
_GIVES = re.compile("作了?(?=(?:题为|关于|学习|贯彻|习近平|党的)[^，。；]{2,60}$)")
_IF = re.compile(r"(?:^|[，。；\n])(?:如果?|若|凡|一旦|万一|每当|每逢)")
_SPREADS = re.compile(r"了|(?:仍在|正在|再度|持续|迅速|继续)*(?:蔓延|肆虐)")
_IS_HELD = re.compile(r"[^，。；]{0,24}?(?:举行|举办|启动)")
_AGAIN = re.compile(r"多次[^，。]{0,4}(?:地震|余震|爆炸|喷发|滑坡|泥石流)")  # 接连发生多次地震: one sequence
_FORECAST = Cue("forecast")
_LEADS = re.compile("(?:同志)?(?:率队|带队|率|带领|率领)[^，。；]{0,24}(?:来|到|赴|前往|深入|组|队|一行)")
_ON_MATTER = re.compile("就[^，。；]{4,60}(?:进行|开展)$")
#: how far back a meeting was told that its short name takes up
_TOLD_WITHIN = 600
_SUMS_UP = re.compile("(?:系统|全面|认真|深刻)?(?:总结|回顾)了?(?=[省市县区州旗镇乡第])")
_CALLER = re.compile("(?:各代表团|各组|各界别|代表团)?(?:召集|主持|负责|联系)$")
_GONE_TO = re.compile("(?:深入|来到|前往|到|赴)[^，。；]{1,16}、[^，。；]{1,24}[省市县区州旗镇乡村道]$")
_TAKE_PART = re.compile("(?:开展|参加|参与)了?$")
_THERE = re.compile(
    "(?:等[^，。；]{0,12})?(?:一起|共同|带领|带头|率领|与|和|来到|前往|深入|到|赴|在|[，、])[^。；]{0,70}"
)
#: who goes on a round that a noun names
_GOES = re.compile(
    "(?:同志)?(?:一行(?:[0-9一二三四五六七八九十]{1,3}人)?)?(?:带队|率队|带领|率领|深入|到|赴|前往|来到|走进)"
)
_TALKS = frozenset(("座谈", "座谈交流", "交流座谈"))
_TALKS_WITH = re.compile(r"[与同和][^，。；]{2,40}$")
_SITS_WITH = re.compile(r"[与同][^，。；]{2,30}举行$")
_BEGINS = re.compile(r"[^，。；]{0,6}(?:启动|部署|动员|拉开)")


def _storm(ctx: Context, s: int, e: int, word: Word, line: int) -> Trigger:
    """台风“韦帕”: named by its own name."""
    return word_trigger(ctx, s, e - 1 if ctx.text[s] == "“" else e, word, line, "noun", 0.7)


_PRACTISED = re.compile("各地|各级|部署|要求|(?:广泛|普遍|积极|深入|持续|大力|扎实|常态化|陆续|纷纷)(?:组织)?开展")


def _on_its_day(ctx: Context, start: int) -> bool:
    """12月4日，在滨河广场开展普法宣传活动: of one day, no practice."""
    days = ctx.dates_in(ctx.sentence(start)[0], start)
    return not _PRACTISED.search(ctx.text, ctx.clause(start)[0], start) and any(len(d.edtf) >= 10 for d in days)


_SENT_TO = re.compile("的(?:代表团|代表队|代表名单|候选人|人选|名单)")
_GOES_TO = re.compile("(?:出席|参加)$")
_OUTCOME = Cue("outcome_after")
#: 市长办公会议纪要, and under it 时间：…
_MINUTES = re.compile(
    r"纪要[^\n]{0,12}\n\s*(?:[^\n]{0,40}\n\s*){0,3}(?:会议)?(?:时[\s　]?间|主[\s　]?持|地[\s　]?点|出[\s　]?席)"
)


def read(ctx: Context, s: int, e: int, word: Word, named: list[Trigger]) -> Trigger | None:
    """The trigger of an event noun at s..e, or None where it is in no way an event."""
    text, masked = ctx.text, ctx.masked
    zone = ctx.reading.zone(s, e)
    aside = zone is not None and zone.kind in ("chrome", "contact", "copyright", "share")
    if zone is not None and zone.rule == "zones.image":
        return None  # the name of a picture's file
    if aside and zone and (zone.kind != "chrome" or not (triggers.related(ctx, s) or ctx.dated_title(s))):
        return None
    if word.group == "disaster" and text[e : e + 1] == "罪":
        return None  # 因重大责任事故|罪
    if word.type in ("ceremony", "reception") and text[e : e + 1] == "厅":
        return None  # 人民大会堂宴会|厅
    if word.text.endswith("会议") and text[e : e + 1] == "室":
        return None  # 在县政府常务会议|室会见客商
    if word.text == "宣讲会" and text.startswith("议精神", e):
        return None  # 宣讲|会议精神
    if text[e : e + 1] == "议" and word.text.endswith("会"):
        e += 1  # 动员部署会议
    elif word.text.endswith("会") and (consults := _CONSULTS.match(text, e)) is not None:
        e = consults.end()  # 紧急会|商, 防汛会|商会
    elif word.group == "exhibition" and word.text[-1] == "展" and text[e : e + 1] in ("览", "演"):
        e += 1  # 成果展|览, 艺术展|演
    line = ctx.line(s)
    heading, quoted = ctx.headings[line], 0.0
    if word.text == "疫情" and not _OUTBREAK.search(text, ctx.clause(s)[0], s):  # those with names: the lexicon's
        return word_trigger(ctx, s, e, word, ctx.line(s), "back", 0.0)
    if word.text == "博会" and not "一" <= text[s - 1 : s] <= "鿿":
        return None
    if ctx.quoted[s] == "□":  # inside quotation marks: only where the quotation is the name (“…论坛”)
        if text[e : e + 1] not in "”’":
            return None
        opening = text.rfind("“" if text[e] == "”" else "‘", ctx.lines[line][0], s)  # “完成‘十四五’规划发布会”
        if opening < 0 or s - opening > 50:
            return None
        start = opening + 1
        if nth := _NTH.search(text[max(0, opening - 8) : opening]):  # 第五届“阿拉伯艺术节”
            start, e = opening - len(nth[0]), e + 1
        before = _WHICH.sub("", text[max(0, opening - 16) : opening])
        created = MAKES.search(before.removesuffix("的")) is not None
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
            soft = SOFT.match(segment)
            offset = soft.end() if soft else 0
            if soft and (announced := announced_at(segment[:offset])) is not None:
                offset = announced
        start = low + base + offset
        bodies = [x for x in within(ctx.bodies_from(low + base), s) if not _VERB_IN.search(text, x[0], x[1])]
        body = next((a for a, b, _ in bodies if a < start == b), None)
        start = next((a for a, b, _ in bodies if a < start < b), start)  # 共同 in 国家共同体 parts nothing
        if created and body is not None and text.endswith("组织", 0, start):
            start, created = (
                body,
                MAKES.search(text, max(low, body - 8), body) is not None,
            )  # 教科文组织|…委员会第19届常会: no verb
        if not created:
            start = from_first(ctx, start, low + base, s)
        # 在同|一日的记者会上: not cut within a date
        start = next((d.end for d in ctx.dates_in(max(low, start - 8), s) if d.start < start < d.end), start)
        left = text[low + base : start]
        lead = _LEADING.match(text[start:s])
        if lead:
            start += lead.end()
        for d in ctx.dates_in(start, s):
            if d.feast and d.start == start and not _AT_FEAST.match(text, d.end):
                continue  # 市委举行|春节招待会: what it is called by
            if d.start - start <= 1 and not text[d.end : d.end + 1].isdigit() and len(d.edtf) > 4:
                start = d.end
        lead = _LEADING.match(text[start:s])
        if lead:
            start += lead.end()
        while start < s and text[start] in "”’》）】、　 —了":
            start += 1
        start = own_words(ctx, word, start, s)
        for p in ctx.people_in(start, s):
            if p.end == s and (word.type == "inspection" or word.text in _TALKS):
                start = s  # 与董事长甲现场办公
            if (verb := _ACTS.match(text, p.end, s)) or (verb := _AND_OTHERS.match(text, p.end, s)):
                start = verb.end()
    if word.text in _TALKS and start < s and _TALKS_WITH.search(text, ctx.clause(s)[0], s) is not None:
        start = s  # 与部队师以上|军政主官|座谈
    if word.type == "study" and start < s and text.endswith(_CARRY_ON, start, s):
        start, created = s, False  # 围绕作风建设，深入学习有关规定进行|专题学习
    if text[start - 1 : start] == "在" and text[max(0, start - 3) : start - 1] in ("出席", "参加"):
        start, created = start - 1, True  # 出席|在巴西中资企业座谈会
    who = _LEARNERS.search(text, max(ctx.clause(start)[0], start - 24), start) if word.type == "study" else None
    if who is not None and ("学习" in who[0] or text.startswith("学习", start)):
        start = who.start()  # 省部级主要领导干部学习贯彻|全会精神专题研讨班
    elif word.type == "study" and (course := _COURSE.search(text, max(ctx.lines[line][0], s - 80), s)) is not None:
        start, created = course.start(), False  # 省管主要领导干部学习贯彻习近平总书记在甲省考察时的讲话精神|专题研讨班
    if word.type == "congress" and (summed := _SUMS_UP.match(text, start, s)) is not None:
        start, created = summed.end(), False  # 系统总结|县第十二次党代会以来的工作
    if text[start] == "人" and (calls := _CALLER.search(text, max(ctx.clause(s)[0], start - 10), start)) is not None:
        start = calls.start()  # 各代表团召集|人汇报会议
    if word.type == "inspection" and start < s and _GONE_TO.search(text, ctx.clause(s)[0], s):
        start, created = s, True  # 深入甲镇、乙区丙镇|督导检查春耕生产
    if word.type == "inspection" and _ON_MATTER.search(text, ctx.clause(s)[0], s):
        start, created = s, True  # 就新修改的地方组织法|进行执法检查
    if nth := _NTH_OF.search(text, max(0, start - 6), start):
        start = nth.start()  # 第二届|上海合作组织国家电视节
    behind = start  # where 召开, 举行 ends: before 简短而庄严的
    if adjectives := _ADJECTIVES.match(text[start:s]):
        start += adjectives.end()
    if text[start] == "好" and start < s and _VERB_GOOD.search(text, max(0, start - 2), start):
        start += 1  # 落实好|全会部署
    name = text[start:e]
    if name.count("（") != name.count("）") or (
        name[0] == "好" and (text[start - 1 : start] in ("做", "抓", "搞") or PREPARATION.match(text, e))
    ):
        return None  # 做|好出舱活动各项准备工作
    body_only = word.type == "meeting" and not created and not modality.sharp(ctx, s)
    if body_only and any(a == start and b == e for a, b, _ in within(ctx.bodies_from(start), e)):
        return None  # 在联合国大会上提出…: a body, and no day
    if no_occasion(ctx, s, e, word, start):
        return None
    if word.group == "military" and _OUTCOME.match(text, e):
        return word_trigger(ctx, s, e, word, line, "back", 0.0)  # 正在调查空袭结果: the one told before
    if _IS_ONE.search(text, ctx.clause(s)[0], s):
        return word_trigger(ctx, s, e, word, line, "back", 0.0)  # 本届论坛是扩员后举行的首次议会论坛
    if word.group == "military" and (often := re.match(r"多次|数次|再次|多轮|[一两三]轮", name)):
        start += often.end()
        name = text[start:e]
    if name.startswith("系列") and text[start - 1 : start] == "”" and (opened := text.rfind("“", low, start)) >= 0:
        start, name = opened, text[opened:e]  # “高质量发展”系列主题新闻发布会
    shaken = word.group == "disaster" and _AGAIN.match(name) and modality.sharp(ctx, s)
    if (_MANY.match(name) and not shaken) or _COUNT.search(name) or (word.group == "match" and _TICKETS.match(text, e)):
        return None
    if word.text in ("台风", "强台风", "超强台风") and (named_storm := re.match(r"“[^”]{1,6}”", text[e : e + 9])):
        return _storm(ctx, s, e + named_storm.end(), word, line)
    if word.group == "speech" and word.weight == 0:
        return speeches.speech(ctx, s, e, word, line, named)
    if word.group == "disaster" and (
        _NEVER.search(text, ctx.clause(s)[0], s) or _LESSENED.search(text, max(0, s - 6), s) or _RISK.match(text, e)
    ):
        return None  # 不发生较大以上事故, 减少冻害, 发生山洪的风险较高
    if _WISHED.search(text, max(0, start - 4), start):
        return None  # 预祝大会圆满成功
    if word.group == "disaster" and _FORECAST.search(text, ctx.sentence(s)[0], s):
        return None
    undertaken = (
        word.group == "occasion"
        and text[s - 1] not in "周月日节"
        and text.endswith(("开展", "开展了"), 0, start)
        and _on_its_day(ctx, start)
    )
    jubilee = word.group == "occasion" and _JUBILEE.search(text, max(0, s - 10), s) is not None
    if (
        word.group == "occasion"
        and not jubilee
        and (
            s - start < (2 if undertaken else 3)
            or start >= s
            or not (undertaken or _HELD.search(text[max(0, start - 4) : start]) or _IS_HELD.match(text, e))
        )
    ):
        return None
    if word.group == "match" and (text[e : e + 1] == "日" or (_SO_MANY.match(name) and _TEAM.match(text, e))):
        return None  # 第一个比赛日, 40余名|大运会|运动员
    if text[start - 1 : start] == "[" and text[e : e + 1] == "]":
        return None  # [会见] before an item of a list
    if "或" in name:
        return None  # 党代表大会或党代表会议: of each kind some
    if name.startswith(("一次", "一场", "一个")) and text[start - 1 : start] == "的":
        return None  # 是在关键时期召开的一次重要会议
    if word.group in ("military", "disaster") and (verb := _HAPPENS.match(text[start:s])):
        start += verb.end()
        name, left = text[start:e], text[max(ctx.clause(s)[0], start - 40) : start]
    if word.group in ("military", "disaster"):
        dealt = _DEALT.search(text[max(0, start - 6) : start]) or _SPREADS.match(text, e)
        befell = word.group == "disaster" and _OCCURS.search(text, max(0, start - 4), start)
        if befell and WOULD.search(text, max(0, start - 14), start):
            return None  # 不会引发|海啸
        befell = befell if not _STRUCK.search(text, ctx.clause(s)[0], start) else None  # 袭击了电站并引发火灾
        supposed = befell and _IF.search(text, max(0, ctx.clause(s)[0] - 1), start)
        created = created or dealt is not None or bool(befell and not supposed)
    tail = e + 1 if quoted and text[e : e + 1] in ("”", "’") else e  # 在“创新论坛”上
    right = text[tail : tail + 40]
    led = _LEADING.match(text[start:s])
    bare = start >= s or (led is not None and led.end() == s - start)
    clause_start, _clause_end = ctx.clause(s)
    clause_left = text[clause_start : start if name[0] == "“" and "系列" in name else s]
    if bare:
        start, name = s, text[s:e]
    fought = modality.still(left) if word.type == "military" else left
    score = word.weight + quoted + 0.6 * jubilee + modality.context_score(ctx, s, e, fought, line)
    if created and word.type == "congress" and to_come(ctx, start):
        created = False  # 会议决定召开四中全会
    if created and not bare and _SENT_TO.match(text, tail) and _GOES_TO.search(text, max(0, start - 2), start):
        created = False  # 组成出席东北区劳模大会的代表团
    if created:
        score += 0.35
    elif word.group == "military" and (quoted or text[s - 1 : s] == "“") and ctx.places_at(tail):
        created, score = True, score + 0.35  # 某部“清剿”浙西南
    elif held(ctx, tail):
        score += 0.35
        created = True
    timed = scheduled(ctx, start, tail, line)
    if timed:
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
    if word.text.startswith("专项") and not modality.sharp(ctx, s) and not heading and not _BEGINS.match(right):
        score -= 0.4  # 全年开展…专项行动 is a year's work
    if not shaken and (_REGULAR.search(clause_left) or _REGULAR.match(right)):
        score -= 0.6
    met: tuple[tuple[str, ParticipantRole, int], ...] = ()
    sits = word.text == "会议" and _SITS_WITH.search(clause_left) is not None
    if bare and (sits or (word.text in _TALKS and _TALKS_WITH.search(clause_left))):  # 与青年创业者甲、乙等座谈
        created, met = True, tuple((p.name, "attendee", p.start) for p in ctx.people_in(clause_start, s))
        score += 0.35
        if _TALKS_WITH.match(clause_left) is not None:  # 甲到访乙公司，与丙座谈
            first = ctx.people_in(ctx.sentence(s)[0], clause_start)[:1]
            met = (*((p.name, "attendee", p.start) for p in first), *met)
    fighting = word.text.endswith("冲突") and _ARMIES.search(clause_left) is not None
    trigger = Trigger(
        start=start,
        end=e,
        kind="noun",
        type="ceremony" if jubilee else "military" if fighting else word.type or "other",
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
        reported=created or (heading and not right.startswith("精神")) or bool(_RIGHT_PLACE.match(right)),
    )
    if met:
        trigger.people = list(met)
        return trigger
    if word.type in ("visit", "inspection") and created:
        goes = [p for p in ctx.people_in(clause_start, start) if _GOES.match(text, p.end, start)]
        if not goes and not ctx.people_in(clause_start, start):
            earlier = ctx.people_in(ctx.sentence(s)[0], clause_start)
            goes = [p for p in earlier if _LEADS.match(text, p.end, clause_start)]  # 甲率检查组来我区，就…进行执法检查
        trigger.people = [(p.name, "visitor", p.start) for p in goes[:1]]  # 甲带队开展走访慰问活动
    if (
        name.endswith("活动")
        and word.type == "ceremony"
        and created
        and not trigger.people
        and _TAKE_PART.search(text, clause_start, start)
    ):
        some = [p for p in ctx.people_in(ctx.sentence(s)[0], start) if not ctx.in_speech(p.start)]
        if len(some) > 1 and _THERE.fullmatch(text, some[-1].end, start):
            trigger.people = [(p.name, "attendee", p.start) for p in some]  # 书记甲，县长乙等来到某地开展义务植树活动
    if word.group in ("study", "speech") and re.search(r"(?:[作做]了?|讲|发表了?)$", text[max(0, start - 3) : start]):
        trigger.people = [(p.name, "speaker", p.start) for p in ctx.people_in(clause_start, start)[-1:]]
    elif word.group == "study" and (gives := _GIVES.search(text, clause_start, start)):
        trigger.people = [(p.name, "speaker", p.start) for p in ctx.people_in(clause_start, gives.start())[-1:]]
    if right.startswith("纪要"):
        minutes = heading or line in ctx.leads
        minutes = minutes and _MINUTES.match(text, e, min(len(text), e + 160)) is not None
        trigger.score += 0.5 if minutes else -0.2
        trigger.reported = trigger.reported or minutes
    if _SPOKEN_AT.match(right) and not heading and _LEARNING.search(clause_left):
        trigger.reported = False
    if not created and not bare and _REFERRED.search(text, max(0, start - 4), start):
        trigger.score += 0.2  # 落实全国水旱灾害防御工作会议部署
    if word.group == "disaster" and _BEFELL.match(right):
        trigger.reported = True  # 山体崩塌发生后, 地震造成…
    if not created and _RIGHT_ACTS.match(right):
        trigger.reported = True
    elif not created and (_RIGHT_TALK.match(right) or _REFERRED.search(left)):
        trigger.reported = False
    if not created and not heading and _PASSED_ON.search(text, clause_start, start) and _SPIRIT.match(right):
        trigger.reported = False  # 传达学习省委全会、某研讨班和市委会议精神
    if word.group in ("disaster", "match", "military") and _THIS_IS.match(ctx.text[clause_start:start]):
        trigger.kind = "back"  # 这是9年来发生的最大规模漏油事故
        return trigger
    if not created and not heading and ctx.in_speech(start):
        trigger.reported = False  # 甲表示，纪念活动隆重盛大: spoken of
    if bare and word.type == "study" and not created and text.endswith(_CARRY_ON, 0, s):
        trigger.kind = "back"
        return trigger
    if bare:
        if word.text not in lexicon.taken_up():
            longer = (
                re.compile(f"{word.text[:-1]}[一-鿿]{{0,4}}大?会")
                if word.type == "meeting" and len(word.text) > 2
                else None
            )
            if longer is not None and text.startswith("上", e) and longer.search(text, max(0, s - _TOLD_WITHIN), s):
                trigger.kind = "back"  # 召开…动员大会。动员会上，甲讲话
                return trigger
            if not created and not heading and not _RIGHT_PLACE.match(right) and word.group != "military":
                trigger.score -= 0.3
            return trigger
        if word.type == "ceremony" and any(d.end == s and len(d.edtf) >= 10 for d in ctx.dates_in(max(0, s - 12), s)):
            trigger.score += 0.3  # 十五日闭幕式上: on a day of its own
            trigger.created = trigger.reported = True
            return trigger
        taken_up = bool(_TAKES_UP.search(text[max(0, s - 2) : s]))
        if timed:
            return trigger  # 开幕式：10月2日上午9时 in a programme
        anew = _HELD.search(text[max(0, behind - 6) : behind]) if behind < s else _HELD.search(text[max(0, s - 6) : s])
        if (
            created
            and not taken_up
            and anew
            and not (_ASIDE.match(text, e) and not _MADE_NOW.search(text, max(0, behind - 3), behind))
        ):
            return trigger
        trigger.kind = "back"
    return trigger
