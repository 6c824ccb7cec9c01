"""What speaks against a surname and given characters being a name: words across their borders, counts, countries, posts."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.engines.forms import FUNCTION, NO, surname_scores
from pipeline.lexicon import people, surnames, words
from pipeline.lexicon.cues import LEAD, POST
from pipeline.lexicon.cues import table as cues
from pipeline.lexicon.places import countries, country_names, gazetteer, place_by_names

#: what such a reading costs
CROSSED = 7.0
#: how often a word is met that counts as one across a border
_WORD_ACROSS = 5
#: surnames that count things, and what stands before them then
_MEASURES, _COUNTED = frozenset("张段项支方章任连期届盘间幅班束"), frozenset("这那一每几两数")
#: units of land, and the larger ones that they lie in
#: what leads to a place
_TO = frozenset("在赴到来往于抵")
_UNITS_ALL, _ADVERBS = frozenset("省市县区乡镇村"), frozenset("新又也先正已刚常曾还却就都")
_UNITS, _LARGER = frozenset("县区镇乡"), frozenset("省市县州")
#: last characters that are rather part of the word behind
_LINKS = frozenset("同替向与跟对把给")
#: verbs of posts held before, whose first character ends hardly any name
_HELD = frozenset(("历任", "曾任", "调任", "改任", "转任", "就任"))
#: what 曾 stands before, as it does before verbs
_ONCE_DID = frozenset("以任在于是为获受被随赴参担主先多因")
_NUMERALS = frozenset("一二三四五六七八九十")
#: while one holds a post
_IN_OFFICE = frozenset(("任上", "任内"))
#: what ends the name of a village called after a family
_VILLAGE = frozenset("庄营洼沱沟湾坪坝岭寨垭")
#: a township with a village of it, which has a branch or people
_VILLAGE_OF = re.compile("[\u4e00-\u9fff][镇乡][\u4e00-\u9fff]{1,4}村(?:党|支部|村|民|委|第一|驻|团|妇|主任|书记)")
#: marks of a clause; a surname alone between one and a name is that name's own, unless it is a word too
_MARKS, _OWN, _CALLS = frozenset("，。；：、\n"), -8.0, FUNCTION | frozenset("于对与经令任时叫因包给查请派陪访连单")
#: what 将 stands before in 陈时中|将|赴日, and what says that a general is meant after all
_GENERAL = re.compile(
    "(?:在|于|赴|率|出[席任访]|参[加与]|前往|就任|接[任替受]|会[见晤谈]|访问|对|主[持讲]|作为|担任|带[队领])"
)
_ARMED = re.compile("军|司令|参谋|政委|国防|警备|部队|将领|战")
#: organs of a district, and one by whom something is done, from a place
_ORGANS = frozenset(("人大", "政协", "委员", "政府", "纪委", "法院", "监委", "委办", "直属"))
_BY_PLACE = re.compile("由[\u4e00-\u9fff]{1,3}[省市县区州盟旗](?![长委])")
#: arms of a service and who heads them
_ARMS = frozenset(("陆军", "海军", "空军"))
_CHIEFS = ("参谋", "司令", "总司令", "总参谋", "部队", "副司令", "政委")
#: what two states have or do, where no post follows them
_TWO_STATES = ("两国", "关系", "双方", "称")
#: what opens the clause that ends in 时
_ONCE = re.compile(
    "(?:见到|碰见|遇到|碰到|采访|谈[到及]|提[到及]|说起|问起|看到|看望|慰问|拜访|接受|陪同|会见)[^，。；：\n]{0,24}$"
)
_HAN = re.compile("[\u4e00-\u9fff\u3400-\u4dbf]")

#: bonus of a name that ends in 和 before such a predicate
PREDICATE = 8.0
#: what is done by one person, up to the end of the clause, so that 和 before it joins nothing: no 主持人, no 讲话的人
_PREDICATE = re.compile(
    r"(?:先后[发汇作]|主持(?!人)|讲话|致[辞词贺]|强调|指出|汇报|视察(?!组)|检查(?!组)|调研(?!组|室)|部署|宣布|宣读|传达|通报|听取|率[队团领]|带队|带领|深入|到会|"
    r"出任|当选|因病|因公|接受|认为|坦言|走访|慰问|看望|赶[到赴]|前往|来到|就任|逝世|去世|"
    r"作(?:了|重要|工作|动员|总结|专题|题为|主旨|表态|典型|书面)|做(?:了|好)|在座|现年|同志|亲|均|已|"
    r"赴[\u4e00-\u9fff]|为[\u4e00-\u9fff]{1,12}?(?:剪彩|揭牌|揭幕|奠基|颁奖|授牌|授旗|题词)|同(?![学事行志伴乡胞仁窗龄组桌村僚盟名人班级])(?=[\u4e00-\u9fff]{2,4}(?:举行|会[谈见晤]|通|共同|一[起道同]|签|交谈|座谈)))"
    r"(?![人员者组团稿们]|(?:慰问|调研|检查|指导)[组团])[^，。；、：\n的]{0,16}(?=[，。；：\n]|$)"
)


@lru_cache(maxsize=1)
def hosts() -> frozenset[str]:
    """States by one character, to which a guest comes (来巴, 来华)."""
    pairs = (b.form for b in place_by_names() if b.use == "state")
    return frozenset("华京").union(*(f for f in pairs if len(f) == 2))


def of_states(chars: str) -> bool:
    """Whether two characters are two states (德意|总理) or one and what its head was or is (英前|首相, 德副|总理)."""
    return chars[0] in hosts() and (chars[1] in hosts() or chars[1] in "前副")


def misread(text: str, s: int, e: int, n: int, left: float, right: float, said: str) -> float:
    """What is to be taken from the score of a name whose surname has n characters.

    `left` and `right` are what stands beside it worth, and `said` is what that on the right is.
    """
    name, before, behind = text[s:e], text[s - 1 : s], text[e : e + 1]
    three = e - s == n + 2
    cost = 0.0
    if left <= 0 and right <= 0 and (_crosses(text, s) or _crosses(text, e)):
        cost += CROSSED  # 西|周盠驹|尊; 萧绍平|原
    elif right <= 1.2 and three and name[-1] in _LINKS and _crosses(text, e):
        cost += CROSSED  # 台企同|等
    if said == "appointed" and behind in _UNITS and before in _LARGER:
        cost += CROSSED  # 担任临江市溪山|区委书记…职务
    if left <= 0 and (behind == name[-1] or before == name[0]):
        cost += CROSSED  # 金光灿|灿, 一叶|叶小舟
    if name[0] in _MEASURES and (before in _COUNTED or (name[0] == "段" and left <= 0 and _HAN.match(before))):
        cost += CROSSED  # 这张树状图; 松花江哈尔滨|段采冰
    if before in _TO and e - s == 2 and left < 2 and said != "address" and gazetteer().named(name):
        cost += 2 * CROSSED  # 在耿马|调研
    if before == "老" and e - s == 2 and left <= 0 and name[1] in _ADVERBS:
        cost += CROSSED  # 老李新|购入了两台
    if three and name[0] == name[-1] and left < 4:
        cost += CROSSED  # 依法治江护|江兴江; 常修常炼、常悟常|进
    if three and (text[e - 1 : e + 1] in _HELD or (name[-1] == "曾" and behind in _ONCE_DID)):
        cost += 4 * CROSSED  # 段松历|任, 段松曾|以特使身份
    if name[-1] == "军" and name[-2] in _NUMERALS:
        cost += 4 * CROSSED  # 红七军|政治部主任
    if behind == "着" and e - s == 2:
        cost += 2 * CROSSED  # 灵台前陈放|着花圈
    if name in _IN_OFFICE:
        cost += 4 * CROSSED  # 从县委书记|任上履新
    if name[0] in "和与及同" and left >= 5 and name[1] in _UNITS_ALL:
        cost += CROSSED  # 流域督察|和省域督察
    if three and left >= 4 and cues().get(name[:2], 0) & LEAD and name[1] not in "为系":
        cost += CROSSED  # 埃米尔|提名新王储
    if left >= 5 and right < 2.2 and name[0] in FUNCTION and e - s == 2:
        cost += CROSSED  # 外长会未就
    if name[-1] == "方" and e - s == 2 and before and not _HAN.match(before):
        cost += CROSSED  # ，黎方称
    if name[-1] == "家" and three and right <= 0:
        cost += CROSSED / 2  # 同胞吉宗|家帐篷里
    if three and name[-1] == "地" and words.count(name[:-1]) >= 20:
        cost += CROSSED  # 总书记高兴地|回应
    if name[0] == "来" and e - s == 2 and name[1] in hosts() and left >= 4:
        cost += 2 * CROSSED  # 副主席|来巴|出席
    if (name == "常务" and behind == "副") or (name[0] == "区" and name[1:] in _ORGANS):
        cost += 2 * CROSSED  # 出席：常务|副区长甲; 列席：区人大|常委会副主任
    if name[0] == "由" and _BY_PLACE.match(text, s):
        cost += 2 * CROSSED  # 由澜州市人民检察院副检察长甲代理
    if (name in _ARMS or (name[1:] in _ARMS and name[0] in hosts())) and text.startswith(_CHIEFS, e):
        cost += CROSSED  # 主席甲、陆军|参谋长; 总理甲、巴陆军|参谋长
    headed = cues().get(text[e : e + 2], 0) & POST or text.startswith(_TWO_STATES, e)
    if e - s == 2 and left < 4 and headed and of_states(name):
        cost += 4 * CROSSED  # 德意|总理会面, 英前|首相
    if three and name[-1] == "时" and behind == "，" and left >= 4 and _ONCE.search(text, max(0, s - 30), s):
        cost += 2 * CROSSED  # 记者见到青年科学家马麟|时，
    if name[1] in "镇乡" and _VILLAGE_OF.match(text, s):
        cost += 2 * CROSSED  # 彭镇拔|头村党支部书记
    if three and name[n] == "家" and name[-1] in _VILLAGE:
        cost += CROSSED  # 甄家庄歼灭战
    if (
        e - s == n + 1
        and text[s - 2 : s - 1] in _MARKS
        and surname_scores().get(before, NO) > _OWN
        and before not in _CALLS
    ):
        cost += CROSSED  # ，尤|肖虎院士
    if right <= 0 and text[e - 1 : e + 1] in surnames.native():
        cost += CROSSED  # 学生尼东|拉毛
    if name[n:] in countries() or (name[0] == "员" and (left >= 4 or _HAN.match(before))):
        cost += 2 * CROSSED  # 关键在于越南; 领导人员|说成
    if not three and e - s == n + 1 and behind == "中" and text.startswith("中将", e) and _GENERAL.match(text, e + 2):
        cost += 2 * CROSSED if _ARMED.search(text, max(0, s - 12), s) is None else 0.0  # 部长陈时|中将赴日
    if name in country_names() or (cues().get(name, 0) & POST and name not in people.people()):
        cost += CROSSED  # 秘书长苏丹|问题特别代表; 最高领袖顾问|访问
    return cost


def _crosses(text: str, at: int) -> bool:
    """Whether the characters left and right of an offset are a word (平|原)."""
    return at > 0 and words.count(text[at - 1 : at + 1]) >= _WORD_ACROSS


def alone(text: str, at: int) -> bool:
    """Whether what one person does follows, so that 和 before an offset joins nothing (县长李建和|主持会议)."""
    return _PREDICATE.match(text, at) is not None
