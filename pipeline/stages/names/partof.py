"""Names that are part of something else where they stand: of a doctrine, a house, a prize, a ship, a reign, a list of towns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from pipeline.engines.borrowed import foreign_core
from pipeline.engines.lattice import Found
from pipeline.lexicon import words
from pipeline.lexicon.bodies import bodies_named
from pipeline.lexicon.cues import LEAD, POST
from pipeline.lexicon.cues import table as cues
from pipeline.lexicon.named_after import any_of
from pipeline.lexicon.people import eras, people
from pipeline.lexicon.places import gazetteer
from pipeline.signs import begins_sign

#: what an appointment says after a name is worth as much as a known name
APPOINTED = 5.0
#: what stands before a name, in log odds, from which that silence says nothing (人大代表白雪)
TOLD = 4.0
#: the same right after a post
POSTED = 5.0
#: what stands behind a name that is a word too, in log odds, from which it is one
SUBJECT = 2.2
#: who heads the place whose foreign name stands before
_HEADS_OF_PLACES = frozenset(("市长", "州长", "省长", "区长", "镇长"))
#: what follows makes the string part of a doctrine, a place, a body, a prize, a ship
_PART_OF = re.compile(
    rf"(?:{any_of('honour')})?(?:{any_of('memorial')})|"
    rf"(?:{any_of('prize_word')}){{0,4}}(?:奖(?![励金给项惩品])|大奖(?!赛)|奖学金|奖教金)|金?杯赛|"
    rf"(?:{any_of('unit_word')}){{0,3}}(?:{any_of('unit')})(?![长员]|政委|干部|指导员|教导员)|"
    r"(?:同志)?(?:故居|纪念馆|墓|基金会)|"
    r"新时代|学说|学派|(?:外交|法治|强军|经济|生态文明|文化|教育|党建|军事|关于)?思想|理论|主义|精神(?!抖擞|焕发|饱满)|"
    r"[东西南北中]?[路街](?!过|上)|大街|大道|大学|中学|小学|医院|杯|公园|广场|同志为核心|》|陵|”?号(?:航母|航空母舰|舰|驱逐舰|轮|船|列车)|"
    rf"号(?=[、，。；”）\n]|[\u4e00-\u9fff]{{0,4}}(?:{any_of('vessel')}))|舰(?![长队员载艇上]|政委|机)|"
    r"连(?=[、，。；”）\n]|官兵|战士|的官兵|的战士|荣誉室)|"
    r"干部学院|(?:文|美术|艺术|师范|职业技术)?学院(?!院)|草堂|博物馆|研究[院会所]|文学院|管理区|部队|支队(?!长)|纵队|独立团|式(?:的)?(?:好|干部|人物)|祠|墓|庙|(?:教学|科技|图书)?楼(?=[、，。；）\n])|(?:长江|黄河|跨海|特)?大桥|(?:国际)?机场|清真寺|大厅|大厦|集团|公司|家族|体育场|图书馆|(?:文化)?艺术中心|文化中心|(?:空军|海军|军事)基地|难民营|通讯社|大坝|班[，。；、”]|大?草原|沙漠|戈壁|湿地|冰川|山脉|盆地|群岛|海峡|半岛|高原|至[一-鿿]{2,8}(?:铁路|高铁|高速|公路|航线|段)|[村镇乡县](?!长|委|党|支|干|第一|医|里|书记|主任)|(?:嘎查|苏木)(?!长|书记|党|达)|文化(?=[彩陶遗、，。”类])"
)
#: a house, a works, a firm behind the name that it has, words for its kind between (何塞·马蒂|反帝广场)
_HOUSE = re.compile(
    rf"(?:{any_of('house_word')}){{0,2}}(?:{any_of('house')})(?![长员]|负责|董事|总经理|经理|工作人员|发言人|员工)"
)
#: a part of a country or a town behind its name
_PART = re.compile(r"[东西南北中]部(?![长委队门战])|以[东西南北]|郊外|近郊")
#: the last members of a list of works, sights, kinds (古贤、黑山峡等水利枢纽)
_OF_WORKS = re.compile(
    rf"(?:、[\u4e00-\u9fff]{{1,6}}){{0,12}}等(?:重大|重点|大型|一批|多[个座条处]|[几数][个座条处])?(?:{any_of('works')})(?!负责|经理|建设者|公司|[长员]|管理|工程师)"
)
_MEMORIAL = re.compile(rf"(?:{any_of('honour')})?(?:{any_of('memorial')})")
#: what says that the prize behind a name is the bearer's
_AWARDED = re.compile(r"(?:授予|颁给|颁发给|奖给|获得者|得主)$")
#: what a firm or a brand is known for
_PRODUCT = re.compile(rf"(?:牌)?(?:{any_of('product')}|酒(?=[、，。；”（\n]))")
#: the name of an estate, a sight, a product begins so (石圳白|茶庄园)
_ESTATE = re.compile(
    r"[\u4e00-\u9fff]{0,3}?(?:庄园|山庄|茶园|茶山|果园|景区|风景区|度假区|度假村|公园|水库|林场|农场|古镇|古村|古街|遗址|茶场|酒庄|牧场|渔港|码头|产业园|示范园|园区)"
)
#: the last members of a list of townships or other units (熊山、星溪等乡镇)
_OF_UNITS = re.compile(
    r"(?:、[\u4e00-\u9fff]{1,5}){0,12}(?:等(?:地|[\d一二两三四五六七八九十]{0,3}个?)?|[\d两三四五六七八九十]{1,3}个?)"
    r"(?:乡镇|镇|乡|村|街道|社区|县|市|区(?!长)|州|省|城市|景区|片区|流域|河流|水库|林区|国家|民族|品牌|(?:中华)?老字号|企业|品种|产品|大山|山脉|高地|家(?!庭)|[条处]|座(?!谈))"
    r"(?!委|政[府协]|人大|纪|领导|长[、，。]|[四几]套|主要|有关|直|级|属|部门|负责|干部)"
)
#: what follows the name of a township and no person's
_TOWN_ORGAN = re.compile(r"党委|政府|人民政府|人大|纪委|代理?[镇乡]长|副?[镇乡]长|财政所|派出所|武装部")
_HAN = re.compile("[\u4e00-\u9fff]")
#: what goes on in a life behind where somebody is from
_NATIVE = re.compile(
    r"，(?:(?:19|20)\d\d年|[\u4e00-\u9fff]{1,5}族|[\u4e00-\u9fff]{0,4}(?:学历|文化)|中共党员|大学|大专|中专|研究生|生于)"
)
#: years of a reign: 康熙十三年 is no person
_REIGN = re.compile(r"[元\d一二三四五六七八九十]{1,4}年|年间|初年?|末年?|中叶|时|朝(?!廷)")
#: what stands behind the quoted name of a ship or a train
_VESSEL = re.compile(
    r"[^“”‘’，。\n]{0,8}[”’](?:[号轮舰]|[的型]?[^“”‘’，。、\n]{0,8}?(?:导弹|火箭弹?|无人机|战机|坦克|卫星|雷达|防空系统|潜艇|鱼雷))"
)
_TITLE_OPEN = re.compile(r"《[^》\n]{0,40}$")


def part_of(text: str, f: Found) -> bool:
    """Whether what stands around a name makes it part of something that is no person."""
    if f.left < POSTED and f.right < SUBJECT and (_ESTATE.match(text, f.end) or _OF_UNITS.match(text, f.end)):
        return True
    if f.left < POSTED and f.right < SUBJECT and (_HOUSE.match(text, f.end) or _OF_WORKS.match(text, f.end)):
        return True
    placed = f.kind in ("foreign", "press", "marked", "known") and f.left < TOLD
    if placed and (text[f.end : f.end + 2] in _HEADS_OF_PLACES or _PART.match(text, f.end)):
        return True  # 克拉马托尔斯克|市长, 澳大利亚达尔文|北部
    if f.start and text[f.start - 1] in "“‘" and _VESSEL.match(text, f.end):
        return True  # “亚伯拉罕·林肯”号, “戈尔什科夫海军元帅”号
    if "·" in text[f.start : f.end] and (text.startswith("号", f.end) or _house(text, f.end)):
        return True  # 乔治·华盛顿|号, 卡迈勒·阿德|万医院
    if (
        f.end - f.start == 2
        and f.left < TOLD
        and text[f.end - 1] in "路街巷桥"
        and words.count(text[f.start - 1 : f.end - 1])
    ):
        return True  # 和|平路
    if (
        f.right < APPOINTED
        and not _AWARDED.search(text, max(0, f.start - 4), f.start)
        and (_PART_OF.match(text, f.end) or _of_two(text, f.end))
    ):
        return True
    if f.left < POSTED and f.right < SUBJECT and _PRODUCT.match(text, f.end):
        return True  # 张裕|葡萄酒
    if f.end - f.start < 4 and begins_sign(text, f.start, f.end):
        return True  # 汪政发〔2018〕8号
    if f.end - f.start == 2 and cues().get(text[f.start : f.end], 0) & LEAD and text[f.end : f.end + 1] in "，、：":
        return True  # 根据总经理|提名，
    if _arm(text, f):
        return True
    if text[f.start] in "任兼" and cues().get(text[f.start + 1 : f.end], 0) & POST:
        return True  # 罗书记任理事长
    if f.start and text[f.start - 1] == "《":
        return True
    if text[f.end - 1] in "镇乡" and f.end - f.start == 3 and _TOWN_ORGAN.match(text, f.end):
        return True  # 兰家镇|党委书记
    if text[f.end - 1] in "省市县区州" and gazetteer().named(text[f.start : f.end], bare=False):
        return True  # 现任|吴忠市|政协…
    if (
        text[f.end - 1] == "人"
        and f.left < TOLD
        and _HAN.match(text, max(0, f.start - 1))
        and _NATIVE.match(text, f.end)
    ):
        return True  # 云岭|普溪人，1983年…
    if text[f.start : f.end] in eras() and _REIGN.match(text, f.end):
        return True
    if f.end - f.start == 3 and text[f.end - 1] == "姓" and text[f.end - 2] in "两二三四五六七八九十":
        return True  # 汪、余、郑三姓
    return _TITLE_OPEN.search(text, max(0, f.start - 40), f.start) is not None


def _arm(text: str, f: Found) -> bool:
    """Whether it is an arm of the forces with its officer behind it: 海军政委甲、|陆军|政委乙, but 局长|陆军|书记."""
    if not any(b.type == "military" for b in bodies_named(text[f.start : f.end])) or (
        f.start and _HAN.match(text[f.start - 1]) is not None
    ):
        return False
    return any(cues().get(text[f.end : f.end + n], 0) & POST for n in (4, 3, 2))


def shared_with(text: str, found: Iterable[Found], parts: set[int]) -> set[str]:
    """What is part of something else twice and more often than not, and nowhere said to be somebody (查果拉|哨所, 查果拉)."""
    of: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    people: set[str] = set()
    for f in found:
        if f.kind not in ("han", "native", "foreign", "marked"):
            continue  # 邓小平故居, 邓小平
        name = "".join(text[f.start : f.end].split())
        (of if f.start in parts else alone)[name] += 1
        if f.start not in parts and (f.left >= TOLD or f.right >= SUBJECT):
            people.add(name)
    return {name for name, n in of.items() if n > 1 and n >= alone[name] and name not in people}


def _of_two(text: str, end: int) -> bool:
    """Whether another known name follows and then what is named after both (周恩来|邓颖超纪念馆)."""
    known = people()
    return text[end : end + 1] not in ("", "\n") and any(
        text[end : end + n] in known and _MEMORIAL.match(text, end + n) is not None for n in (2, 3)
    )


def _house(text: str, end: int) -> bool:
    """Whether a dotted name goes on for some characters to the head of a hospital, an airport, a prize."""
    core = foreign_core()
    return any(core.issuperset(text[end : end + n]) and _PART_OF.match(text, end + n) is not None for n in (1, 2, 3, 4))
