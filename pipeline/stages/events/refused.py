"""Verbs of events that tell none where they stand: statistics, labels, threats, what a paper prints every day."""

from __future__ import annotations

import re
from itertools import takewhile

from pipeline.lexicon.events import Cue, Word
from pipeline.stages.events.context import Context

_VOTERS = Cue("voters")
_ATTITUDE = re.compile("持[^，。；]{0,6}态")
_HEAVENLY = Cue("heavenly", "(?:%s)$")
#: a headline that asks why
_ASKS = re.compile("(?:为何|何以|为什么|为啥|缘何)[^。；\n]{1,30}[？?]")
_HEARD = re.compile("听取了?[^，。；]{0,14}$")
_THEME = re.compile("(?:主题|任务|议题)(?:是|为)[：:]?")
_SUMMED_UP = re.compile("(?:累计|共计)(?:开展|组织|进行)?$")
_IN_COURSE = re.compile("(?:过程)?中(?:，|发现|了解)|时，")
_SO_MANY_SIGN = re.compile("[0-9]余?多?(?:人次|人|名|户|家企业)[^，。；]{0,8}$")
_SIGNED_SO_MANY = re.compile("(?:亿元以上|重点|招商|产业)?(?:项目|企业|合同)[0-9]{1,5}[余多]?[个家份](?=[，。；、])")
_LABEL_OF = re.compile("(?:日期|时间|地点|年月)(?=[\\s　：:]|$)")
_TOLL = re.compile(r"[^\s　][\s　]+[^，。；\s　]{0,6}?[0-9]+余?多?人$")
_CRIME = Cue("crime")
_SCENE = Cue("wrecked", "(?:的)?(?:现场|地点|原因)|(?:%s)")
_THAT_ONE = re.compile("了?(?:该[^国]|这[架艘辆枚座])")
_THREATENED = Cue("threatens", r"(?:%s)[要将会]?(?:对[^，。；]{1,8})?(?:发动|实施|再次)?$")
_ITSELF = re.compile("(?:表明|无法|意味|旨在|显示|证明|不能)")
_PRETEXT = re.compile(r"[^，。；\n]{0,16}为(?:由|名|借口)")
_TRAVELLERS = re.compile(r"[0-9万亿多余]人次$")
_STATISTIC = re.compile(r"[^，。；\n]{0,16}?(?:(?:[0-9]{3,6}|[0-9.]{1,6}万)[余多]?[家户]|[同环]比)")
_OF_POST = re.compile(r"[一-鿿]{2,8}")
_ELECTED_ONES = re.compile("代表|人员|者|委员|的")
_NEWS = re.compile(r"(?:的)?(?:消息|信息(?![系平])|最新消息)")
_ABOLISHED = re.compile("撤销[^，。；]{0,6}$")
_FORBIDDEN = Cue("misconduct")
_CONDOLES = re.compile(r"(?:表示|致以|致|送去|送上)[^，。]{0,6}$")
_PUT_OFF = Cue("put_off")
#: 其中23架是在某州上空击落|的, 这是俄军控制|的首个居民点: of what was told already
_OF_THOSE = re.compile("(?:其中[^，。；]{0,10}|[这那])是")
_DELEGATION = re.compile(r"[团者量]|代表团|期间")
_WEATHER = Cue("weather", r"(?:%s)$")
_POST = re.compile(r"(?:（[^）]*）)?(?:同志)?(?:等)?(?:兼任|担任|[为任](?![免命]))")
_CARRIES = re.compile(
    r"的(?:[^，。；《]{0,12}《[^》\n]{2,20}》|[一-鿿]{2,8}(?:报|杂志|期刊))[^，。；]{0,10}?(?:发表|刊发|刊登|刊载|推出|登载)"
)
_BUILDS = Cue("rebuilds", "(?:%s)")
_OUTLET = re.compile(r"[（(【\[]?(?:来源[：:])?[一-鿿“”]{2,8}")
_ISSUED = re.compile(r"[）)】\]]|[ 　]*(?:20[0-9]{2}|[0-9]{1,2}月|[0-9]{1,2}:)|$", re.M)
_TELLS = re.compile("(?:介绍|汇报|通报|听取|交流|说明)了?[^，。；]{0,10}$")
_MATTERS = re.compile("了?(?:以下|如下|有关|相关|其他)(?:事项|情况|工作)")
_AT_ONCE = re.compile("(?:同志|应邀|到会|现场|先后|分别|会上|还|就[^，。；]{2,20})*")
_ITS_REPORT = re.compile("情况的?(?:汇报|报告|说明)")
_SOUGHT = Cue("sought", "(?:%s)[^，。；]{0,6}被$")
_WELCOMES = Cue("welcomes")
_LEAVES_WORK = Cue("leaves_work", "(?:%s)")
_WORKERS = Cue("workers", "(?:的|返乡)?(?:老)?(?:%s)")
_FOUNDATION = re.compile("[^，。；]{0,6}(?:打下|奠定|打好|创造|提供)[^，。；]{0,8}(?:基础|条件|保障|支撑)")
#: （某次会议通过）: by whom a law was passed
_PASSES = frozenset(("通过", "表决通过", "审议通过", "会议通过", "批准", "修订", "修正"))


#: 很荣幸同甲|会面, 期待与乙|会晤: what is felt of one told, what is hoped for
_GLAD = re.compile(r"(?:荣幸|高兴|期待|期盼|希望|愿意?|盼望)(?:能够?|再次|尽快|早日|有机会)*[与同和][^，。；]{0,20}\Z")
_FRUITS = re.compile("(?:成果|课题|选题)")
#: 这是恢复外交关系后的第一次|会面
_NTH_TIME = re.compile("(?:是|的)[^，。；]{0,20}次(?:正式|直接|面对面|线下)?$")

#: 没有嫌疑人|被捕
_NOBODY = re.compile("(?:没有|尚无|并无|暂无)[^，。；]{1,8}$")
_GOES_ON = re.compile("(?:仍未|仍在|还在|仍)(?:停止|停息|继续|持续|进行)")
_ELECT = re.compile("(?:副?总统|[副总]理|首相)")
#: 全国政协办公厅视察考察调研相关组织协调工作办法
_RULES = re.compile("[^，。；、《》]{0,16}(?:办法|制度|规则|细则|规定)(?:（|等|[，、。；])")
#: 该片讲述了…成立合作社的故事
_PLOT = re.compile("讲述了?[^。；]{0,60}$")
_STRIKE = re.compile("(?:罢工|游行|示威|集会|静坐)[^。；\n]{0,8}[， ]$")
#: 建成山区有绿屏、城市有绿景的宜居城市
_STATE = re.compile("了?[^。；，]{4,40}?的[^。；，的]{2,8}(?:城市|体系|格局|社会|机制)(?=[。；，])")
_ARRANGED = re.compile("作出(?:安排|部署)|进行了?(?:安排|部署|动员)")
_LETTERS = frozenset(("回信", "致信", "复信", "来信"))
_TOLL_OF = re.compile("[0-9一二三四五六七八九十百千]+余?多?人$")
_CAUSED = re.compile("(?:造成|导致|致)[^，。；]{0,10}[0-9一二三四五六七八九十]+余?多?人$")
_PRIZES = re.compile("了?(?:全部|该项目|本项目)?(?:前三|冠亚|金银|[金银铜]牌|[冠亚季]军|[0-9一二三四五六七八]枚)")
_SINCE = re.compile("[^，。；]{2,24}以来(?=，)")
_INTERVIEW = re.compile("[^，。；]{0,40}(?:专访|访谈|采访)")
_SEVERAL = re.compile("多[项场部个]|一?系列|一场场|各类|各地")
_INTO_FINAL = re.compile("[^，。；]{0,14}决赛")
_ATTEMPT = re.compile("[^，。；]{1,30}的(?:企图|图谋)")
_REPORTER = re.compile("记者[^，。；]{0,14}$")
_ENDS = re.compile("[，。；\n]|以来")
_CREST = re.compile("(?:洪峰|洪水|冷空气|沙尘|台风(?:“[^”]{1,6}”)?)$")
#: 设立外资银行等审批时限，由180天缩短至120天
_TERMS = re.compile("[^，。；]{2,36}(?:时限|门槛|条件|手续|程序|费用|标准)，?[由从]")
#: 协会成立16年半，…: how old it is
_OF_AGE = re.compile("(?:已有?|近|将近|整整)?[0-9一二三四五六七八九十]{1,3}(?:年半|年零)")
#: 受省委|委派: on whose behalf
_BY_ORDER = re.compile("受[^，。；]{1,16}$")
_THAT_DAY = re.compile("当[天日晚](?:即|就|便|立[刻即])")

#: what makes 对外开放 a policy, and nothing opened to the public
_AS_POLICY = Cue("as_policy", "(?:%s)$")


def _elect(ctx: Context, start: int, s: int, e: int) -> bool:
    """向某国当选副总统平托致电: whom a country has chosen and who is not yet in office; the choice is not told here."""
    place = any(b == s for _, b, _ in takewhile(lambda p: p[0] < s, ctx.places_from(start)))
    if place and _ELECT.match(ctx.text, e):
        return True  # 会见某国当选总统
    people = ctx.people_in(e, e + 12)
    if not people or not _OF_POST.fullmatch(ctx.text, e, people[0].start):
        return False
    if (
        _ELECT.fullmatch(ctx.text, e, people[0].start)
        and not ctx.text.startswith(("。", "，"), people[0].end)
        and not ctx.people_in(start, s)
    ):
        return True  # 但当选总统甲18日宣布
    return place


def _decides(ctx: Context, e: int) -> bool:
    """决定李强为国务院总理, 决定：甲同志任…: a post given by a body's decision."""
    e += ctx.text.startswith("：", e)
    people = ctx.people_in(e, ctx.clause(e)[1])
    return bool(people) and people[0].start == e and bool(_POST.match(ctx.text, people[-1].end))


#: the label of the one who did it, and the line of what is added to a paper
#: the readiness to fall, what is given up
_NO_DEATH = re.compile(
    "(?:不畏|不怕|不惜|勇于|敢于|甘于|甘愿|乐于|流血|自我|[作做付]出|巨大|重大|最大|极大|随时准备|无谓的?|怕)了?$"
)
_NO_DEATH_AFTER = re.compile("精神|奉献|了?(?:自己的?)?(?:个人|小我|休息|节假|业余|时间|利益|健康|环境|一切)")
_READ_OUT = re.compile("宣读|宣布|颁发|传达")
_MAILBOX = re.compile("了?(?:举报|意见|投诉|监督)?(?:信?箱|电话|邮箱|热线|信箱)")
_WHO_SIGNS = re.compile(r"人[ \u3000]{0,4}：")
_ATTACHED = re.compile(r"[ \u3000]*附[ \u3000]{0,4}件?(?:[一二三四五六七八九十\d]{0,2})[：:．.][^。；\n]*$")


#: 启动了|这一改革的进程, 启动|追责程序: what an act set going, told of no day
_NO_START = re.compile(r"[^，。；\n]{0,16}(?:进程|程序|引擎)")
#: 两县并为|清江县: what became of those united
_ONE_OF_MANY = re.compile(
    "(?:新的)?(?:(?!他|她|其|老|大家|当地|全)[^，。；]{1,16}(?:[县市区乡镇村社校厂所局部院队旗州省科团站委会班馆系]|公司|集团|中心|学校)|[一二三四五六七八九十两][^，。；]{1,4})"
)


def refused(ctx: Context, s: int, e: int, word: Word, left: str, right: str) -> bool:
    """Whether the words beside a verb at s..e say that it tells no event; `left` is its own part of the clause."""
    start, line = ctx.clause(s)[0], ctx.line(s)
    if _LABEL_OF.match(right) and not ctx.text[ctx.lines[line][0] : start].strip():
        return True  # 逝世日期 at the head of a line: the label of a form
    if ctx.headings[line] and _ASKS.search(ctx.text, *ctx.lines[line]):
        return True  # 三名局长为何赴京？: a headline that asks, above the report that tells it
    if word.act in ("会晤", "会面") and (_NTH_TIME.search(left) or _GLAD.search(ctx.text, start, s)):
        return True
    if word.type == "inspection" and _FRUITS.match(right):
        return True  # 就开展的考察调研|成果进行协商
    if word.text in ("遇难", "罹难", "丧生") and _TOLL_OF.search(left) and not ctx.people_in(start, s):
        return True  # 684人遇难: a toll, and nobody named before it
    if word.text.endswith("慰问") and right[:1] in "金品信物袋包箱" and right:
        return True  # 发放春节慰问金: what is given
    if word.text == "驻军" and right[:1] not in ("于", "在") and not ctx.places_at(e):
        return True  # 慰问驻军, 驻军某部: the troops, not that they came
    if word.text == "并为" and not _ONE_OF_MANY.fullmatch(ctx.text, e, ctx.clause(s)[1]):
        return True  # 会见外宾，并为他们举行宴会; 出席仪式并为医院揭牌: what is done for them
    if word.text == "牺牲" and (_NO_DEATH.search(left) or _NO_DEATH_AFTER.match(right)):
        return True  # 不怕困难、不畏牺牲; 作出巨大牺牲; 牺牲精神
    until = left.lstrip("，").startswith(("直至", "直到"))
    if word.text in ("解放", "全境解放") and (until or ctx.text[s - 1 : s] == "为"):
        return True  # 为解放某县牺牲: what for
    if right.startswith("人") and _WHO_SIGNS.match(right):
        return True  # 签发人：甲
    if word.type in ("inspection", "visit", "publication") and _ATTACHED.match(ctx.text, ctx.lines[line][0], s):
        return True  # 附件：督查分组表
    if word.type == "military" and right.startswith("的") and _OF_THOSE.match(ctx.text, start):
        return True
    if word.type == "signing" and right.startswith("的") and _READ_OUT.search(ctx.text, start, s):
        return True  # 甲宣读了乙签署的命令: the order is read now
    if word.type == "establishment" and _MAILBOX.match(right):
        return True  # 设立了举报箱和举报电话
    if word.type == "establishment" and _ATTITUDE.match(right):
        return True  # 对与甲国建立外交关系持开放态度
    if word.text == "巡视" and _HEAVENLY.search(ctx.text, max(0, s - 6), s):
        return True  # 小行星巡视
    if word.text == "过境" and ctx.text[s - 1 : s] == "“":
        return True  # 会见“过境”的…: a word held at arm's length
    if word.type in ("election", "personnel") and (
        _HEARD.search(ctx.text, start, s) or _THEME.search(ctx.text, ctx.sentence(s)[0], s)
    ):
        return True  # 听取各代表团推选团长情况汇报; 大会的主题是：…，选举产生新一届县委
    if word.type in ("visit", "inspection") and _SUMMED_UP.search(left):
        return True  # 年内累计|督导检查60人次: what a year came to
    if word.type in ("visit", "inspection") and _IN_COURSE.match(right) and not ctx.people_in(start, s):
        return True  # 在走访中，一些家长希望…
    if word.text == "建制" and _ABOLISHED.search(ctx.text, max(0, s - 8), s):
        return True  # 撤销乡建制 is told by 撤销
    if word.text.startswith("代理") and not any(p.end in (s, s - 2) for p in ctx.people_in(max(0, s - 12), s)):
        return True  # 代理检察长职务, without who does
    if word.text == "进行表决" and not _VOTERS.search(ctx.text, ctx.sentence(s)[0], s):
        return True  # of a meeting's agenda
    if word.text in _PASSES and ctx.text[e : e + 1] in ("）", ")"):
        return True
    if word.text == "决定" and not _decides(ctx, e):
        return True
    if word.text == "出版" and _CARRIES.match(ctx.text, e):
        return True  # 今天出版的《人民日报》发表文章: the paper comes out every day
    if word.type == "publication" and _NEWS.match(right):
        return True  # 省纪委发布消息: what follows is what happened
    if word.text == "当选" and _ELECTED_ONES.match(right) and len(left.strip()) < 2:
        return True  # 当选代表总体上符合条件
    if word.type == "establishment" and _STATISTIC.match(ctx.text, e):
        return True  # 新设立企业4588家，同比增长…: a statistic
    if word.text == "委派" and _BY_ORDER.search(left):
        return True  # 甲受省委委派宣布决定
    if word.text == "当选" and _elect(ctx, start, s, e):
        return True
    if word.type == "establishment" and (
        _TERMS.match(ctx.text, e) or (word.text == "成立" and _OF_AGE.match(ctx.text, e))
    ):
        return True
    if word.text.startswith("被") and _NOBODY.search(left):
        return True
    if word.type == "inspection" and left.endswith("对") and _ARRANGED.search(ctx.text, e, ctx.sentence(s)[1]):
        return True  # 对巡视政法、科技等领域单位作出安排
    if word.text in _LETTERS and ctx.text[s - 1 : s] == "、" and ctx.text[e : e + 1] == "、":
        return True  # 报告、讲话、回信、批示等文献
    if word.type in ("inspection", "visit") and _RULES.match(ctx.text, e):
        return True
    if word.type in ("inspection", "visit") and right.startswith("组") and right[1:2] != "织":
        return True  # 考核|巡查|组: who
    if word.type != "publication" and _PLOT.search(ctx.text, ctx.sentence(s)[0], s):
        return True
    if word.text == "抗议" and _STRIKE.search(ctx.text, ctx.sentence(s)[0], s):
        return True  # 举行罢工，|抗议物价上涨: what for
    if word.text == "遇难" and _CAUSED.search(left):
        return True  # 地震造成当地113人|遇难
    if word.text == "失踪" and _TOLL_OF.search(left):
        return True  # 造成114人死亡，|127人失踪: what came of it
    if word.text == "交付" and not _ENDS.match(ctx.text, e):
        return True  # 交付能力, 交付周期
    if word.text == "包揽" and not _PRIZES.match(ctx.text, e):
        return True
    if word.text == "抗议" and right.startswith(("人群", "民众", "者", "浪潮")):
        return True
    if word.type in ("establishment", "ceremony") and _SINCE.match(ctx.text, e) and not ctx.dates_in(*ctx.clause(s)):
        return True  # 我国启动…交易机制以来
    if word.text == "播出" and (right[:1] in ("）", ")") or _INTERVIEW.match(ctx.text, e)):
        return True  # （播出）; 播出对某某的专访 is told by the interview
    if word.text == "拉开帷幕" and _SEVERAL.search(left):
        return True  # 多项赛事拉开帷幕
    if word.text.endswith("晋级") and _INTO_FINAL.match(ctx.text, e):
        return True  # 晋级全省运动会决赛 is told by the final
    if word.type == "military" and _ATTEMPT.match(ctx.text, e):
        return True  # 挫败乌军袭击核电站的企图
    if word.type in ("visit", "inspection") and _REPORTER.search(left) and not ctx.people_in(start, s):
        return True  # 央视记者8日在重灾区探访
    if word.text == "亮相" and left.endswith(("集体", "悉数", "纷纷", "惊艳")):
        return True
    if word.text == "建成" and _STATE.match(ctx.text, e):
        return True
    if word.text == "过境" and _CREST.search(left):
        return True  # 洪峰|过境: the flood told of
    if word.act == "抵达" and _THAT_DAY.match(ctx.text, e):
        return True
    if word.text == "对外开放" and _AS_POLICY.search(left):
        return True  # 高水平|对外开放: the policy
    if word.text == "通报" and _MATTERS.match(ctx.text, e):
        return True  # 会议还通报了以下事项
    if word.text == "通报" and (who := ctx.people_in(start, s)[-1:]) and _AT_ONCE.fullmatch(ctx.text, who[0].end, s):
        return True  # 甲（应邀）通报情况 is said at a meeting
    if word.text == "通报" and left.endswith(("会议", "会上")) and right.startswith(("了", "全", "去", "上", "20")):
        return True  # 会议通报了整改落实情况: what a meeting hears
    if _BUILDS.fullmatch(word.text) and right.startswith(("工程", "项目")) and not right[2:].startswith(("，", "。")):
        return True  # 改建工程竣工通车 is told by the rest
    if word.text == "发布" and _OUTLET.fullmatch(ctx.text, ctx.lines[line][0], s) and _ISSUED.match(ctx.text, e):
        return True  # （石嘴山发布 2024-03-07）: the medium
    if left.endswith("被") and _SOUGHT.search(left):
        return True  # 搜寻被击落飞行员
    if word.text == "执行逮捕" and right.startswith("令"):
        return True  # 执行逮捕令: of an attempt
    if word.text in ("履新", "到任") and _WELCOMES.search(ctx.text, start, s):
        return True  # 甲欢迎使节们来华履新
    if word.type == "inspection" and right.startswith("情况") and (_TELLS.search(left) or _ITS_REPORT.match(right)):
        return True  # 介绍了专题调研情况; 听取关于干部考察情况的汇报
    if _LEAVES_WORK.fullmatch(word.text) and _WORKERS.match(right):
        return True  # 农机厂退休职工
    if left.endswith("早日") or (_FOUNDATION.match(ctx.text, e) and "为" in left):
        return True  # 为高速公路早日通车打下基础
    if word.type == "ceremony" and right.startswith("以来") and not ctx.dates_in(start, s):
        return True  # 刷新开通以来的纪录: of a day that is not told
    if word.text == "建成" and right.startswith("区"):
        return True  # 城市建成区
    if word.act == "抵达" and right.startswith("现场"):
        return True
    if _PUT_OFF.match(right) or right.startswith("过"):
        return True  # 他工作、调研过的地方
    if (
        word.type == "publication"
        and not left.strip("（( 　")
        and re.match(r"[ 　）)]|一审", right)
        and not ctx.headings[line]
    ):
        return True  # （2025-01-11 08:30 发布 一审：…）
    if word.text == "慰问" and _CONDOLES.search(left):
        return True
    if left.endswith("以") and _PRETEXT.match(ctx.text, e, ctx.clause(s)[1]):
        return True  # 以打击犯罪为由: what is given as the reason
    if word.type == "visit" and _DELEGATION.match(right):
        return True
    if word.type == "military" and (_WEATHER.search(left) or _THREATENED.search(left)):
        return True
    if word.text == "遇难" and ctx.headings[line] and _TOLL.search(ctx.text, max(ctx.lines[line][0], s - 20), s):
        return True  # 一小飞机坠海 12人遇难: what came of it
    if word.type == "signing" and _SO_MANY_SIGN.search(left):
        return True  # 超过4600人次签订意向协议: a statistic
    if right.startswith("之日") and not ctx.dates_in(*ctx.clause(s)):
        return True  # 自印发之日起施行
    if word.type == "signing" and right.startswith(("金额", "总额", "合同额", "额")):
        return True  # 签约金额2300万元: of what was signed before
    if word.type == "signing" and _SIGNED_SO_MANY.match(ctx.text, e):
        return True  # 全市共签约项目42个: a statistic
    if word.type in ("inspection", "visit") and left.startswith("包括"):
        return True  # 包括产品一致性监督检查
    if word.text == "驻扎" and right.startswith("在") and ctx.text[s - 1 : s] == "了":
        return True  # 袭击了|驻扎在某地的部队
    if word.type == "election" and right.startswith("是") and not ctx.people_in(start, s):
        return True  # 选举是人民享有民主权利的一个方面
    if word.type == "disaster" and _SCENE.match(right):
        return True  # 在坠毁现场, 坠毁运输机: the one told before
    if word.type == "military" and _GOES_ON.match(right):
        return True  # 在警察抵达后，交火仍未停止
    if word.text == "启动" and _NO_START.match(ctx.text, e):
        return True  # 启动了改革的进程, 启动追责程序
    if word.text in ("开幕", "闭幕") and right[:1] in ("词", "辞"):
        return True  # 致开幕|词: what is said there
    if word.text in ("开幕", "闭幕", "开班", "启幕") and right.startswith("的"):
        return True  # 今天开幕的|软件发展大会
    if word.type == "military" and _ITSELF.match(right) and not right.startswith("了"):
        return True  # 袭击表明…, 袭击无法阻止…: what is said of one told
    if word.type == "military" and _THAT_ONE.match(right):
        return True  # 击落该运输机的导弹
    if word.text == "打击" and _CRIME.search(ctx.text, start, ctx.clause(s)[1]):
        return True  # 对毒品犯罪实施打击: no act of war
    if word.type == "visit" and _TRAVELLERS.search(left):
        return True  # 半年里3218万人次抵达西藏
    if word.type == "publication" and right[:1] == "：" and (len(left) < 4 or left[-1] in " 　"):
        return True  # 发布：党委宣传部 is a label
    if word.text == "公开发布" and ctx.text[e : e + 1] in "）)":
        return True  # （此件公开发布） says how the paper may be used
    if word.type in ("visit", "inspection") and re.match(
        "[经据][^，。]{0,14}$|从[^，。；]{2,16}到[^，。；]{0,6}$", left
    ):
        return True  # 经公安机关走访核实; 从出席会议到地方调研
    return word.text == "宴请" and _FORBIDDEN.search(left + right) is not None
