"""Nouns of occasions that name none where they stand: an officer, a craft, a place in a fair, a policy called a battle."""

from __future__ import annotations

import re

from pipeline.lexicon.events import Cue, Word
from pipeline.stages.events import modality
from pipeline.stages.events.context import Context

_OFFICER = Cue("officer_after")
_NOT_HELD = re.compile("(?:不|不再|未|没有|未能|取消|停止|暂停)(?:举行|举办|召开|开展|进行|组织)?$")
#: what has not come of it, or may: 不会引发|海啸, 极易再次引发|坍塌
WOULD = re.compile(
    "(?:不会|不致|不至于|未必|未|没有|极?易|容易|极可能|或将|避免|防止|以防|以免)(?:再次|再度|进一步|直接)?(?:引发|诱发|造成|导致|发生|形成|出现)$"
)
#: activities of which nothing is told but that they are many
_ANY_FORM = Cue("any_form")
_MEMORIAL = re.compile("纪念[馆碑园塔地]|旧址|遗址|陈列馆|博物馆|展览馆")
_ON_DUTY = Cue("battle_of")
_UNFOLDS = frozenset("开示现出露望翅")
_POLICY_WAR = Cue("policy_war")
_YET = re.compile(
    "(?:尚未|还未|未能|无意|拒绝|不会|停止|终止|中断|中止|暂停)(?:就|与|同)?[^，。；]{0,10}(?:举行|召开|开展|进行|展开)?$"
)
_SOME = re.compile("(?:一些|有些|不少|许多|个别|有的)(?:地方|地区|国家|城市|企业|单位)[^，。；]{0,12}$")
_CRAFT = Cue("craft")
_BY_PLAN = re.compile("的?(?:统一|总体|有关|相关|工作){0,3}(?:安排|部署|要求|方案|计划|规定)")
_ACCORDING = re.compile("(?:根据|按照|依照|遵照)[^，。；]{0,40}$")
_COMPARED = re.compile("(?:起数|总数|数量|次数)?(?:同比|环比|较|比)[^，。；]{0,16}?(?:下降|减少|上升|增加|增长|降低)")
_MANY_OF = re.compile("[近约超上逾数][数几十百千0-9]*[十百千0-9][余多]?[场次个项]")
_ATHLETES = re.compile("(?:冠军|金牌)?(?:选手|运动员|获得者|得主|爱好者)")
_PLACES_IN = re.compile("(?:[四八]强|[十0-9]+强|席位|资格|参赛|门票)")
_TAKES_PART = re.compile("(?:征战|出战|参加)[^，。]{2,6}$")
_MEANWHILE = re.compile("(?:其间|期间)，?(?:还)?将(?:举办|举行|开展|组织)[^，。；]{0,24}$")
_SOME_OF = re.compile("[多数几0-9]+[名位]")
_SO_MANY = re.compile("[0-9一二三四五六七八九十百]+余?多?起")
_IN_ALL = re.compile("(?:共|累计|总计|合计)(?:发生|出现|报告)?[^，。；]{0,6}$")
_TIMES = re.compile("(?:研讨)?(?:共计?|达)?[0-9一二两三四五六七八九十百]+[余多]?[次场期](?!会)")
#: 获得大赛金牌的选手: whatever contest it was
_MEDAL = re.compile("(?:金|银|铜|奖)[牌奖]|[冠亚季]军|[一二三特]等奖|优胜奖")
_SHOWN = re.compile("[示销播]|览展示|展示")
_UNDERTAKEN = frozenset(("行动", "整治", "治理", "检查"))
_ITS_PLAN = re.compile("的?(?:工作|实施|总体|活动)?(?:方案|计划|指引|指南)")
_RESOLUTION = re.compile("的?第?[0-9]{2,5}(?:（[^）]{1,8}）)?号决议")
#: 地震局, 地震波及区: what only holds the word
_OF_SCIENCE = frozenset("声物性区局台学科研库")

_INSPECTORS = re.compile("(?:督导|督查|督察|检查|工作|领导|指导|巡查|验收|调研|专项){0,2}(?:小?组(?!织)|专班|指挥部)")
_DECIDED = re.compile("(?:决定|推定|推选|通过|确定|听取|审议)了")
_WITH_WHOM = re.compile("[与同和][^，。；]{2,40}$")
_ALL_YEAR = re.compile("(?:今年|近年|去年|入[春夏秋冬汛])(?:以?来)?，")
_CARRIES_ON = re.compile("(?:全力|深入|扎实|持续|大力|全面|强力|进一步)*(?:推进|推动|落实|抓好|做好|配合|打好)")
#: what makes a congress part of the name of a meeting that prepares it
OF_IT = re.compile(
    r"(?:主席团|各?代表团|预备|筹备|各?界别|组织工作)(?:(?!举行|召开)[一-鿿]){0,10}(?:会议|汇报会|动员会|推进会)"
)
#: 十二大是新时期召开的|第一次全国代表大会: said of the one told
_IS_SUCH = re.compile(r"是[^，。；！\n]{0,30}(?:召开|举行|举办)的(?:第[一二三四五六七八九十]+次|首次|一次)?\Z")
_HOLDS = re.compile("(?:召开|召开了)$")
#: 为年底召开|总结会、制定计划|做好准备: what is made ready for
_FOR_IT = re.compile("(?:^|[，。；：\n])为(?!期)[^，。；]{0,16}(?:召开|举行|举办|开好|办好)好?$")
_MAKES_READY = re.compile(
    "[^。；]{0,40}?(?:做好|做足|作好|打下|奠定|提供|创造|打好|营造)[^，。；]{0,12}(?:准备|基础|保障|条件|氛围|支撑)"
)
_SITTING_ENDS = re.compile("(?:[，。；、]|专题|传达|研究|学习|听取|审议)")


def no_occasion(ctx: Context, s: int, e: int, word: Word, start: int) -> bool:
    """Whether what stands beside the noun at s..e, whose name begins at `start`, says that it is no occasion."""
    text, name = ctx.text, ctx.text[start:e]
    c0 = ctx.clause(s)[0]
    if word.type == "meeting" and _OFFICER.match(text, e):
        return True  # 世界经济论坛主席: a body
    if word.group == "exhibition" and text[e : e + 1] in ("区", "馆", "台", "位", "品", "厅", "团", "商"):
        return True
    if word.text[-1] == "展" and _SHOWN.match(text, e):
        return True  # 开展集中展览|展示, 到会上看展|示: many a show, or half a word
    if word.text.endswith("运动") and text[e : e + 1] in ("员", "会", "队"):
        return True  # 大学生运动|会
    if word.text[-2:] in _UNDERTAKEN and _ITS_PLAN.match(text, e):
        return True  # 发布旅游产业攻坚行动|方案: a paper
    if word.text[-1] == "战" and text[e : e + 1] in ("略", "术"):
        return True  # 建立中海战|略伙伴关系
    if _RESOLUTION.match(text, e):
        return True  # 联合国大会|第2758号决议
    if name == word.text and _MEDAL.match(text, e):
        return True
    if word.type in ("inspection", "visit") and (
        "累计" in name or (_ALL_YEAR.search(text, ctx.sentence(s)[0], s) and not modality.sharp(ctx, s))
    ):
        return True  # 年内累计督导检查60人次; 今年以来，县领导深入企业开展督导检查: what a year came to
    if word.text.startswith("专项") and _CARRIES_ON.match(name):
        return True  # 为全力推进“百日攻坚”专项行动: what goes on
    if word.type == "inspection" and _INSPECTORS.match(text, e):
        return True  # 率领的执法检查组, 安全生产大检查|督导组: who, not what
    if word.type in ("meeting", "congress") and _IS_SUCH.search(text, c0, start):
        return True
    if name.endswith(("党代会", "代表大会")) and OF_IT.match(text, e):
        return True  # 县第十三次代表大会|各代表团召集人汇报会议: another meeting
    if word.type in ("meeting", "congress") and _DECIDED.search(name):
        return True  # 推定执行主席分组名单、决定了大会|副秘书长
    if word.text == "座谈交流":
        side = _WITH_WHOM.search(text, c0, s)
        if side is None or not ctx.people_in(side.start(), s):
            return True  # 双方座谈交流: of the meeting told
    if (
        word.text == "常委会"
        and text[s:e] == word.text
        and not (_HOLDS.search(text, max(0, start - 4), start) and _SITTING_ENDS.match(text, e))
    ):
        return True  # a committee, unless it is called: 县委召开常委会，
    if _FOR_IT.search(text, max(0, c0 - 1), start) and _MAKES_READY.match(text, e):
        return True
    if _NOT_HELD.search(text, max(0, start - 6), start):
        return True  # 不举行遗体告别仪式
    if word.group == "disaster" and WOULD.search(text, max(0, start - 14), start):
        return True
    if name.endswith("活动") and _ANY_FORM.match(name):
        return True
    if word.group == "military" and text[e : e + 1] == "化":
        return True  # 行动战斗|化
    if word.group == "military" and _MEMORIAL.match(text, e):
        return True  # 起义纪念馆
    if word.text == "战斗" and _ON_DUTY.match(text, e):
        return True  # 正在进行战斗值班
    if word.group == "exhibition" and word.text[-1] == "展" and text[e : e + 1] in _UNFOLDS:
        return True  # 以“…”这一主题|展开
    if word.text in ("战役", "战斗", "会战") and _POLICY_WAR.search(name):
        return True  # 打好污染防治标志性战役
    if word.type in ("meeting", "inspection") and _YET.search(text, ctx.clause(s)[0], start):
        return True  # 尚未就举行三方会谈展开讨论
    if word.group == "disaster" and _SOME.search(text, ctx.clause(s)[0], s):
        return True  # 一些地方发生洪涝、地震
    if word.text == "巡逻" and _CRAFT.match(text, e):
        return True  # 巡逻机冲出跑道
    if word.text == "政府工作报告" and (text.endswith("关于", 0, s) or text.startswith(("稿", "（征求"), e)):
        return True  # 关于政府工作报告的决议草案, 讨论政府工作报告|稿
    if word.type in ("meeting", "study") and _TIMES.match(text, e):
        return True  # 全年召开学习会12次
    if _BY_PLAN.match(text, e) and _ACCORDING.search(text, ctx.clause(s)[0], s):
        return True  # 根据年度巡查统一安排部署
    if word.group == "disaster" and _COMPARED.match(text, e):
        return True  # 交通事故较“十三五”同期下降34%: a statistic
    if _MANY_OF.search(name) or "领导的部长会议" in name:
        return True  # 将举办…等近百项活动; a cabinet
    if word.group == "match" and (_ATHLETES.match(text, e) or (_SOME_OF.match(name) and text.startswith("冠军", e))):
        return True  # 多名残奥会|冠军
    if word.group == "exhibition" and text.startswith(("举办者", "举办方", "主办方", "承办方", "参展"), e):
        return True
    if "、" in name and text[e : e + 1] == "等" and text[start - 1 : start] not in "”》":
        return True  # 节庆、展会、论坛等违法违规行为
    if word.text.endswith("任务") and _TIMES.match(name):
        return True  # 在完成的两次发射任务中
    if word.group == "match" and (_PLACES_IN.match(text, e) or _TAKES_PART.search(name)):
        return True  # 晋级该项目的冬奥会四强, 第三次征战冬奥会
    if _MEANWHILE.search(text, ctx.clause(s)[0] - 6, start):
        return True  # 其间将举办开放日活动
    if text[start - 1 : start] == "从" and text[e : e + 1] == "到":
        return True  # 从足球联赛到乡村赛事
    if word.group == "disaster" and _SO_MANY.match(text, e) and _IN_ALL.search(text, ctx.clause(s)[0], start):
        return True  # 全国共发生较大事故12起
    if word.text == "审查调查" and text.startswith(("中", "期间"), e):
        return True  # 审查调查中还发现: of the one told
    if word.group == "disaster" and text.startswith(("教训", "案例", "警示"), e):
        return True  # 结合近期事故教训: what is learnt from many
    if word.group == "disaster" and text.startswith("隐患", e):
        return True  # 排查重大事故隐患20处: what has not happened
    return word.group == "disaster" and text[e : e + 1] in _OF_SCIENCE
