"""Which posts go with which bodies: what a title says of the body it needs."""

from __future__ import annotations

import re

from pipeline.stages.offices.bodies import Body
from pipeline.stages.offices.tokens import Post

UNIT = re.compile(
    r"(省|市|县|区|州|盟|旗|镇|乡|街道|自治区|地区)(?=委|党|政府|人民政府|人大|政协|纪委|监|人武|武装|法院|检察院|中级|中院|高院|[\u4e00-\u9fff])"
)
PARTY_TITLE = re.compile(r"(?:书记|委员|常委|党组成员|书记处书记|常务委员|候补委员)$")
LOCAL_ORGAN = re.compile(
    r"(?:局|厅|委|办|委员会|办公室|公安|法院|检察院|总工会|妇联|管委会|党工委|政府|人大常委会|政协|人武部|武装部)$"
)
ABBREVIATED = {
    "俄": "俄罗斯",
    "美": "美国",
    "韩": "韩国",
    "日": "日本",
    "法": "法国",
    "德": "德国",
    "英": "英国",
    "乌": "乌克兰",
    "印": "印度",
    "以": "以色列",
    "伊": "伊朗",
    "朝": "朝鲜",
    "越": "越南",
    "加": "加拿大",
    "澳": "澳大利亚",
    "意": "意大利",
    "菲": "菲律宾",
    "泰": "泰国",
    "土": "土耳其",
}
ANY_COUNTRY = ("政府", "新任", "该国", "国家", "新一任", "联邦政府", "临时政府", "过渡政府", "现政府", "两国", "前任")
OLD_UNITS = {
    "知县": "县",
    "县令": "县",
    "知事": "县",
    "县知事": "县",
    "县丞": "县",
    "民事长": "县",
    "典史": "县",
    "知府": "府",
    "知州": "州",
    "刺史": "州",
}
MINISTERS = {"外长": "外交部", "财长": "财政部", "防长": "国防部"}
MINISTRIES = re.compile(
    r"(?:外交|国防|公安|国家安全|民政|司法|财政|人力资源和社会保障|自然资源|生态环境|住房和城乡建设|交通运输|水利|农业农村|商务|"
    r"文化和旅游|科技|工业和信息化|工信|退役军人事务|应急管理|教育|铁道|卫生|冶金|煤炭|石油)部"
)
#: how a text calls the body that it speaks for (我院, 校, 集团), and a part of it
OWN = re.compile(r"(?:我|本|该)?(?P<unit>校|院|集团|公司|行|厂)(?P<part>[\u4e00-\u9fff]{2,8}[处部室办会])?")
OWN_ENDS = {
    "校": ("学", "学院", "校", "中"),
    "院": ("院",),
    "集团": ("集团", "公司"),
    "公司": ("公司", "集团"),
    "行": ("行",),
    "厂": ("厂",),
}
#: posts that only a group made for one task has, never a government
OF_GROUP = frozenset(("组长", "指挥长", "总指挥"))
GROUP = re.compile(r"(?:组|专班|指挥部|委员会|党组|巡察|大队|支队|队|站|所|科|室|村|社区|厂)$")
#: the 政委 of a division that is a city too is the division's (第六师五家渠市党委书记、政委)
DIVISION = re.compile(r"(?:新疆生产建设兵团|兵团)?(第?[一二三四五六七八九十\d]{1,3}师)(?=[\u4e00-\u9fff]{2,5}市)")
#: the name of the division before that of its city
DIVISION_BEFORE = re.compile(r"(?:新疆生产建设兵团|兵团)?第[一二三四五六七八九十\d]{1,3}师$")
COMMISSIONER = re.compile(
    r"(?:[\u4e00-\u9fff]{2,3}省)?(?:第[一二三四五六七八九十]{1,2}(?:行政区|区)?|(?!成立|建立|设立|担任|督察)[\u4e00-\u9fff]{2})(?:行政督察|督察)?"
    r"(?:专员公署|行政公署|专署|行署)"
)
COMMUNE = re.compile(r"(?:成立|建立|组成|改为|改称|并为|任|在|[，。；、：\n])([\u4e00-\u9fff]{2,5}公社)")
HEADED = {"理事长": "理事会", "董事长": "董事会", "监事长": "监事会"}
NATIONAL = {"总书记": "中共中央", "委员长": "全国人大常委会"}
STATE_HEADS = re.compile(
    r"(?:总统|首相|国王|女王|天皇|埃米尔|苏丹|大公|皇储|王储|总理|外长|防长|财长|国务卿|贸易代表|外相|大臣|议长|参议长|众议长|元首|联邦主席|国务委员长|总督|国家安全顾问)$"
)


_UNIT_OF = {
    "所长": "所",
    "院长": "院",
    "局长": "局",
    "厅长": "厅",
    "馆长": "馆",
    "行长": "行",
    "台长": "台",
    "社长": "社",
    "处长": "处",
    "厂长": "厂",
}


def cut(body: Body, head: str) -> Body:
    """动物营养室副主任、所长: the 所 is the institute that the room stands in."""
    unit = _UNIT_OF.get(head)
    if unit is None or body.shown.endswith(unit) or unit not in body.shown[2:]:
        return body
    cut = [n[: n.rindex(unit) + 1] for n in body.names if unit in n]
    return Body(cut[0], None, tuple(cut[1:]), body.type, body.place, body.derivation)


#: the posts of the central bodies; no other title that stands alone is theirs
CENTRAL = {
    "中共中央": ("总书记", "委员", "候补委员", "秘书长"),
    "中共中央政治局": ("常委", "委员", "候补委员"),
    "国务院": ("总理", "国务委员", "秘书长"),
    "中央军委": ("主席", "委员"),
    "全国人大常委会": ("委员长", "秘书长", "委员"),
    "全国政协": ("主席", "秘书长", "常委", "委员"),
}


COMMITTEE = re.compile(r"[省市县区州旗盟]委")
PARTY_DEPARTMENT = re.compile(r"委(?:组织部|宣传部|统战部|政法委|办公室|办公厅|社会工作部|网信办)$")
#: committees of a congress or a consultative conference, which texts name without it
SESSION_COMMITTEE = re.compile(
    r"(?:提案|经济|农业和农村|人口资源环境|教科卫体|社会和法制|民族和宗教|港澳台侨|外事|文化文史和学习|文史和学习|民族|宪法和法律|法制|"
    r"监察和司法|财政经济|教育科学文化卫生|华侨|环境与资源保护|农业与农村|社会建设|代表资格审查)委员会"
)
#: departments that stand inside a house and say nothing of which
INSIDE = re.compile(
    r"[^省市县区镇乡村国州旗第]{1,8}(?:处|科|室|股|系|学院|教研室|车间|分厂|支队|大队|中队|项目部|财务部|人事部)"
)
HOUSE = re.compile(r".{2,}(?:大学|学院|学校|中学|小学|党校|公司|集团|医院|法院|检察院|研究院|研究所|银行|报社)$")
_OWN_WORLDS = frozenset(("school", "military", "religion", "media"))
_STATE_TYPES = frozenset(("party", "government", "congress", "cppcc", "discipline"))


def central(body: Body) -> bool:
    """The Centre, a country, the army's head: no firm's 党委 is theirs."""
    return body.type == "country" or body.shown in CENTRAL


def of_state(body: Body) -> bool:
    """The Centre, but no country: 国务委员兼国防部长."""
    return central(body) and body.type != "country"


def suits(body: Body, post: Post) -> bool:
    """May the body named last have this post too, by the kinds of body that the title needs?"""
    needs = post.hit.title.needs
    if post.hit.title.head == "校长":
        return bool(re.search(r"[校院]|大学|中学|小学|高中", body.shown))
    if post.hit.title.domain in _OWN_WORLDS and body.type in _STATE_TYPES and body.type not in needs:
        return False
    if body.shown in CENTRAL:
        return post.hit.title.head in CENTRAL[body.shown]
    return not (central(body) and needs and body.type not in needs)


def fits(body: Body, post: Post) -> bool:
    """May the body have such a post, by its kind?"""
    if PARTY_TITLE.search(post.hit.title.head) and post.hit.title.head.endswith("书记"):
        return body.type in ("party", "discipline", "people", "other")
    return body.type not in ("country", "international", "foreign")


_SHARED = {
    "部长": "部",
    "局长": "局",
    "科长": "科",
    "处长": "处",
    "厅长": "厅",
    "司长": "司",
    "所长": "所",
    "站长": "站",
}


def shared(rest: str, head: str) -> str:
    """县委民运|部长: the unit is written once for body and title; 民运 → 民运部."""
    unit = _SHARED.get(head)
    return rest + unit if unit is not None and not rest.endswith(unit) else rest
