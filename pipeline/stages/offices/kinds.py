"""Which posts go with which bodies: what a title says of the body it needs."""

from __future__ import annotations

import re

from pipeline import hosts
from pipeline.lexicon import offices
from pipeline.stages.offices.bodies import Body, local
from pipeline.stages.offices.post import Post

UNIT = re.compile(
    r"(省|市|县|区|州|盟|旗|镇|乡|街道|自治区|地区|村|社区)(?=委|党|政府|人民政府|人大|政协|纪委|监|人武|武装|法院|检察院|中级|中院|高院|[\u4e00-\u9fff])"
)
PARTY_TITLE = re.compile(r"(?:书记|委员|常委|党组成员|书记处书记|常务委员|候补委员)$")
LOCAL_ORGAN = re.compile(f"(?:{offices.either('local_organ_end')})$")
ABBREVIATED = offices.values("abbreviated")
ANY_COUNTRY = offices.words("any_country")
#: who names no one state: 成员和嘉宾国|外长
GENERIC_STATE = offices.words("generic_state")
OLD_UNITS = offices.values("old_unit")
MINISTERS = offices.values("minister")
MINISTRIES = re.compile(offices.either("ministry"))
#: how a text calls the body that it speaks for (我院, 校, 集团), and a part of it
OWN = re.compile(
    r"(?:我|本|该)?(?:新一届|新届|本届|上一?届)?(?P<unit>学校|学院|校(?!友)|医院|院|集团公司|集团|公司|总行|行|厂)(?:第[一二三四五六七八九十]+届|新一届|本届)?(?P<part>[\u4e00-\u9fff]{2,8}[处部室办会委队])?"
)
OWN_ENDS = {
    "校": ("学", "学院", "校", "中", "职院", "专"),
    "学校": ("学", "学院", "校", "中", "职院", "专"),
    "学院": ("学院",),
    "院": ("院",),
    "医院": ("医院", "卫生院", "院"),
    "总行": ("行", "银行股份有限公司"),
    "集团": ("集团", "公司"),
    "集团公司": ("集团", "公司"),
    "公司": ("公司", "集团", "股份", "科技", "控股", "银行", "药业", "能源"),
    "行": ("行", "银行股份有限公司"),
    "厂": ("厂",),
}
#: posts that only a group made for one task has, never a government
OF_GROUP = frozenset(offices.words("task_group_head"))
GROUP = re.compile(f"(?:{offices.either('task_group_end')})$")
#: the 政委 of a division that is a city too is the division's (第六师五家渠市党委书记、政委)
DIVISION = re.compile(r"(?:新疆生产建设兵团|兵团)?(第?[一二三四五六七八九十\d]{1,3}师)(?=[\u4e00-\u9fff]{2,5}市)")
#: the name of the division before that of its city
DIVISION_BEFORE = re.compile(r"(?:新疆生产建设兵团|兵团)?第[一二三四五六七八九十\d]{1,3}师$")
COMMISSIONS = ("行政公署", "专员公署", "行署", "专署")
#: a conference by its full name: 政协昆山市委员会
COUNCIL = re.compile(
    r"(?:政协|中国人民政治协商会议)(?:第?[一二三四五六七八九十]{1,3}届)?([\u4e00-\u9fff]{2,9}[省市县区州旗])委员会"
)
COMMISSIONER = re.compile(
    r"(?:(?![任在])[\u4e00-\u9fff]{2,3}省)?(?:第[一二三四五六七八九十]{1,2}(?:行政区|区)?|(?!成立|建立|设立|担任|督察)[\u4e00-\u9fff]{2})(?:行政督察|督察)?"
    r"(?:专员公署|行政公署|专署|行署)"
)
COMMUNE = re.compile(
    r"(?:成立|建立|组成|改为|改称|并为|任|在|[，。；、：\n])((?:(?![任在为了各立恢复到原])[\u4e00-\u9fff]){2,4}(?:人民)?公社)(?!社员)"
)
#: the room or branch that a bracket with its head stands behind (下设金属材料系（主任：甲）)
ROOM = re.compile(
    r"(?:下设|设有|设立|内设|设|含|包括|[，。、；：）\s]|^)(?P<name>[\u4e00-\u9fff]{1,12}"
    rf"(?:{offices.either('inside_end', 'house_end')}|部|中心|院|所|站|厂|队|局|办|会|社|支部|村|社区|校|班|组))$"
)
SET_UP = re.compile(
    r"([\u4e00-\u9fff]{2,24}?(?:办公室)?)(?:下设办公室(?:在|于|，)|(?<=办公室)，?(?:设在|设于|挂靠))[^。；\n]{2,30}"
)
#: the organs that every place has
OF_PLACE = frozenset(("委", "党委", "工委", "党工委", "人大常委会", "政协", "纪委", "监委", "法院", "检察院"))
#: what an autonomous division's own head is called by: 大理白族|自治州州长
AUTONOMOUS = frozenset(("自治区", "自治州", "自治县"))
PREFECTURE = frozenset(("行署", "专署", "行政公署", "专员公署"))
#: 安徽省六安地区|行署: the seat of a prefecture, with its province
PREFECTURE_SEAT = re.compile(
    r"[\u4e00-\u9fff]{2,3}省(?P<place>[\u4e00-\u9fff]{2,4}地区)(?P<organ>行署|专署|行政公署|专员公署)"
)
#: units with a number, whose chief's title names what they are: 二野53|师长
NUMBERED = frozenset(("师长", "军长", "旅长", "团长", "营长", "连长"))
NUMERALS = frozenset("0123456789一二三四五六七八九十百")
PREFECTURE_PARTY = re.compile(r"(?:中共)?([\u4e00-\u9fff]{2,4}?)(?:地区)?(?:地委|工委)")
#: departments of a committee, which have neither 书记 nor 秘书长
NO_SECRETARY = re.compile(r"委(?:组织部|宣传部|统战部|办公室|农工部|农村工作部|城工部|财贸部|文教部|研究室|政研室)$")
#: members of a Party committee by the work they do
BRANCH_MEMBER = re.compile(r"(?:组织|宣传|统战|政法|纪检|纪检监察|群团)委员$")
#: 经审委一次会议选举甲为主任, 新一届委员会第一次全体会议选举乙为主任委员
MET = re.compile(
    r"(?:新一届|新当选的|本届)?(?P<name>(?:中国人民政治协商会议第?[一二三四五六七八九十]{1,3}届)?[\u4e00-\u9fff]{0,14}?(?:委员会|常委会|理事会|监事会|经审委|纪委))"
    r"(?:第?[一二三四五六七八九十]{1,3}次)?(?:全体)?(?:委员)?会议?(?:上)?选举(?!产生)"
)
PARTY_CONGRESS = re.compile(
    r"(?P<name>(?:民革|民盟|民建|民进|农工党|致公党|九三学社|台盟)[\u4e00-\u9fff]{2,8}?[省市县区州]?)第[一二三四五六七八九十]{1,3}次(?:代表|会员)?大会"
)
#: 成立党支部，乙兼任书记
BRANCH_RAISED = re.compile(r"(?:成立|建立|组建|恢复)了?[\u4e00-\u9fff]{0,4}?(党支部|党总支|党委)，")
#: 选派到黄坝村任|第一书记
SENT_TO = re.compile(r"(?:到|赴|往|派驻|驻)(?P<name>[\u4e00-\u9fff]{2,5}?(?:村|社区))(?:担任|挂任|任)$")
#: the chiefs of works, farms and shops, which a chronicle names once
CHIEFS_OF_WORKS = frozenset(("厂长", "矿长", "场长", "社长", "站长", "馆长", "台长", "店长"))
TERM = re.compile(r"^(?:首|第?[一二三四五六七八九十]{1,3}|本|新一)届(?=人大|政协|人民代表|委|党委|$)")
#: posts of a mission abroad, and the missions
STATIONED = re.compile(r"驻([\u4e00-\u9fff]{2,8}?)(大使|总领事)(?!馆)")
MISSION_HEADS = ("参赞", "领事", "武官", "等秘书", "公使", "代办")
MISSIONS = ("大使馆", "使馆", "领事馆", "领馆", "使团", "代表团", "代表处")
HEADED = offices.values("headed")
NATIONAL = offices.values("national_title")
#: who heads what in a special region: 廉政专员 the 廉政公署
REGION_OFFICES = offices.values("region_office")
STATE_HEADS = re.compile(f"(?:{offices.either('state_head')})$")


#: 某中学总务处: a 校长 is of the school
_INSIDE_SCHOOL = re.compile(r"(?:处|科|室|组|部|工会|办公室|团委)$")
_SCHOOL = re.compile(r".*(?:大学|学院|中学|小学|学校|高中|师范|职院|[师医高]专|[一二三四五六七八九十]中|医院|研究院)")
_UNIT_OF = offices.values("unit_of")


def cut(body: Body, head: str) -> Body:
    """动物营养室副主任、所长: the 所 is the institute that the room stands in."""
    if head in ("校长", "院长") and _INSIDE_SCHOOL.search(body.shown) and (m := _SCHOOL.match(body.name)) is not None:
        school = [s[0] for n in body.names if (s := _SCHOOL.match(n)) is not None]
        return Body(m[0], None, tuple(school[1:]), "school", body.place, body.derivation)
    unit = "办公室" if head == "主任" and body.shown.endswith(("科", "股")) else _UNIT_OF.get(head)
    if unit is None or body.shown.endswith(unit) or unit not in body.shown[2:]:
        return body
    find = str.index if unit == "部" else str.rindex  # 组织部|干部科
    cut = [n[: find(n, unit) + len(unit)] for n in body.names if unit in n]
    return Body(cut[0], None, tuple(cut[1:]), body.type, body.place, body.derivation)


#: the posts of the central bodies; no other title that stands alone is theirs
CENTRAL = {
    "中共中央": ("总书记", "委员", "候补委员", "秘书长"),
    "中共中央政治局": ("常委", "委员", "候补委员"),
    "中国人民解放军": ("总司令", "总参谋长"),
    "国务院": ("总理", "国务委员", "秘书长"),
    "中央军委": ("主席", "委员"),
    "全国人大常委会": ("委员长", "秘书长", "委员"),
    "全国政协": ("主席", "秘书长", "常委", "委员"),
}


COMMITTEE = re.compile(r"[省市县区州旗盟]委")
PARTY_DEPARTMENT = re.compile(r"委(?:组织部|宣传部|统战部|政法委|办公室|办公厅|社会工作部|网信办)$")
#: committees of a congress or a consultative conference, which texts name without it
SESSION_COMMITTEE = re.compile(offices.either("session_committee"))
#: departments that stand inside a house and say nothing of which
INSIDE = re.compile(
    f"{offices.either('board_committee')}|(?!第|中共|[^第]{{0,6}}地委)[^省市县区镇乡村国州旗团师旅军某舰]{{1,8}}(?:{offices.either('inside_end')})"
)
HOUSE = re.compile(f".{{2,}}(?:{offices.either('house_end')})$")
_OWN_WORLDS = frozenset(("school", "military", "religion", "media"))
#: an office of the state by its name, whatever its kind is taken to be (市国资委)
_BUREAU = re.compile(r"[省市县区州盟旗府](?:[\u4e00-\u9fff]{2,12}(?:委员会|局|厅)|[\u4e00-\u9fff]{2,6}委)$")
_STATE_TYPES = frozenset(("party", "government", "congress", "cppcc", "discipline"))


def central(body: Body) -> bool:
    """The Centre, a country, the army's head: no firm's 党委 is theirs."""
    return body.type == "country" or body.shown in CENTRAL


def of_state(body: Body) -> bool:
    """The Centre, but no country: 国务委员兼国防部长."""
    return central(body) and body.type != "country"


#: what only a factory, a firm, a bank or a press has
HOUSE_HEADS = frozenset(offices.words("house_head"))


_SCHOOL_NAME = re.compile(r"校(?!友)|大学|学院|师范$|书院|中学|小学|高中|学堂|[一二三四五六]中$")


def suits(body: Body, post: Post) -> bool:
    """May the body named last have this post too, by the kinds of body that the title needs?"""
    needs = post.hit.title.needs
    if post.hit.title.head in ("校长", "校长助理"):
        if body.shown.endswith(("委员会", "革委会")):
            return False
        if hosts.university_of(body.shown) is not None:
            return False  # 商学院的大会，常务副|校长到会: of the university
        return any(_SCHOOL_NAME.search(n) for n in (body.shown, body.name))  # 北师大 is 北京师范大学
    if post.hit.title.domain == "school" and body.shown.endswith(("商会", "协会", "学会", "联合会")):
        return False
    if post.hit.title.head == "会长" and FIRM.search(body.shown) and not body.shown.endswith("会"):
        return False
    if post.hit.title.head == "会长" and body.type in _STATE_TYPES and not body.shown.endswith(("会党组", "会党委")):
        return False  # 县卫健委主任甲当选为常务副会长: of the society that elects
    if post.hit.title.head in HOUSE_HEADS and (body.type in _STATE_TYPES or _BUREAU.search(body.name)):
        return False
    if post.hit.title.head == "院长" and body.type in _STATE_TYPES and "院" not in body.shown:
        return False
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


#: whose association is called by them and 会 (农救会, 妇女会, 学生会, 同乡会)
_PEOPLE_OF = frozenset("救农妇女青工商生乡")
#: bodies that have sections and are none
_HAS_ROOMS = frozenset("部厅局署院")
#: heads of sections, which a text often names without 科, 处, 股 before the title (政训处组织|股长)
SECTION_HEADS = frozenset(("科长", "处长", "股长"))
SHARED = offices.values("shared_unit")


def shared(rest: str, head: str) -> str:
    """县委民运|部长: the unit is written once for body and title; 民运 → 民运部."""
    unit = SHARED.get(head)
    if unit == "会" and rest[-1:] not in _PEOPLE_OF:
        return rest  # 作协会长
    if unit in ("科", "处", "股") and rest[-1:] in _HAS_ROOMS and len(rest) > 2:
        return rest  # 滨海军区供给部|科长: one of its sections
    return rest + unit if unit is not None and not rest.endswith(unit) else rest


ASSOCIATION_ENDS = offices.words("association_end")
#: the association whose election or inauguration the first lines report
ABOUT = re.compile(
    rf"(?:^|[\n，。：；“（、]|(?<=日))([\u4e00-\u9fff（）]{{1,20}}?(?:{offices.either('association_end')}|同乡会|宗亲会|商会|总会))"
    r"(?=第[一二三四五六七八九十]{1,3}届|[一二三四五六七八九十]{1,3}届|\d{1,2}(?:月|日)|新一届|换届|举行|召开|隆重|成立|举办|在|于)"
)
ASSOCIATION_HEADS = frozenset(offices.words("association_head"))
#: the arms whose units a text goes on to call 支队, 大队
ARMS = offices.words("arm")
_ARMED = re.compile(rf"(?:{'|'.join(ARMS)})|舰$")
MEN = frozenset(offices.words("troop"))
#: units large enough to have a political commissar
LARGE = MEN | {"师", "军"}
AREAS = ("军分区", "警备区", "省军区")
#: every unit that a title with 长 may be of
UNITS = tuple(sorted((*LARGE, "营", "连", "舰"), key=len, reverse=True))
OF_UNIT = re.compile(rf"(?P<unit>{'|'.join(UNITS)})(?P<rest>[\u4e00-\u9fff]{{0,8}})")
TROOP_HEADS = frozenset(offices.words("troop_head"))
#: 控股子公司|甲能源有限公司: whose the firm is stands before its name
CHILD = re.compile(r"(?:全资|控股|参股|旗下|下属|所属|原)*[子孙]公司(?=[\u4e00-\u9fff（）]{2})")
#: the organs that every township or street has
TOWN_ORGANS = frozenset(offices.words("town_organ"))
#: the organs that every unit of the army has
STAFF = frozenset(offices.words("troop_staff"))
TROOP_PART = re.compile(
    rf"(?P<unit>{'|'.join((*MEN, '军分区', '警备区'))})(?P<part>{offices.either('troop_staff')}|党委|纪委)|"
    rf"(?P<part2>第?[一二三四五六七八九十\d]{{1,2}}(?:大队|中队|营|连))"
)
#: a party branch, which a village or a body may have
BRANCHES = frozenset(("支部", "党支部", "总支", "党总支"))
OF_STAFF = re.compile(rf"(.{{2,}}?)(?:{offices.either('troop_staff')})")
BARE_HOUSE = frozenset(offices.words("bare_house"))
COURT_OF = offices.values("court_organ")
TASK_GROUP = re.compile(offices.either("task_group"))
YOUTH = re.compile(r"团(省|市|县|区|州|盟|旗)委")


def armed(body: Body) -> bool:
    """Is this a unit or a ship of the armed forces?"""
    return body.type == "military" or _ARMED.search(body.shown) is not None


def one_of_two(body: Body, head: str) -> Body:
    """纪委监委 are two bodies with one staff: the 书记 is of the one, the 主任 of the other."""
    if not body.shown.endswith("纪委监委") or body.place is None:
        return body
    if head in ("书记", "常委", "常务委员"):
        return local(body.place, "纪委", body.derivation)
    return local(body.place, "监委", body.derivation) if head == "主任" else body


_REPUBLICAN_SEAT = re.compile(r"[乡镇]$")


def seat_of_republic(body: Body) -> Body:
    """A township's government in a paper of the Republic: 乡公所, no 人民政府."""
    if body.place is None or not _REPUBLICAN_SEAT.search(body.place) or not body.shown.endswith("政府"):
        return body
    return local(body.place, "公所", body.derivation)


#: a government of another regime by what stands before its chief's title
REGIME = re.compile(
    r"[省县市区乡镇]?(?P<whose>国民党|[日汪]?伪|伪满)(?P<place>[\u4e00-\u9fff]{1,8}[省县市区])?(?:[省县市区乡镇]|政府)?"
)
#: who learns or learnt in a school holds no post in it
STUDENTS = frozenset(offices.words("student"))
CLAUSE = re.compile(r"[，。；：\n]")
#: a verb of holding, or of calling somebody to a post, right before a title that names no body
WHERE_VERB = re.compile(
    r"(?P<him>(?:委任|委派|聘请|任命|委|聘|邀|推|举|请|派)(?:其|他|之)(?:为|任|担任))$|"
    r"(?:(?:挂职锻炼|挂职|工作|任职|任教)?(?:，|期间|期间，)?(?:并|后|先后|曾)?(?:担任|历任|兼任|任|当))$"
)
#: a room of a ministry or office: 法规司法律法规处, 禁毒局
ROOM_WORD = re.compile(r"[^省市县区镇乡村国州旗]{1,14}[司局处室厅]")
#: what leads to the body where somebody goes or serves
GONE = re.compile(r"[在到赴入回调往去进转至]$")
#: the body that calls somebody, right before the verb
BEFORE_CALL = re.compile(
    r"(?<=[，。；\n])(?:事后|其后|嗣后|后|嗣|遂)?(?P<body>[\u4e00-\u9fff]{2,14}?(?:委员会|公会|协会|学会|商会|书院|学堂|公司|报馆|局))$"
)
GONE_TO = re.compile(
    rf"(?:调任|调到|调|到|赴|入|转|进)(?P<body>[\u4e00-\u9fff（）]{{3,20}}(?:{offices.either('house_end')}|局|厂|所|站|社|处))$"
)
#: a body that no mention covers, where it opens its sentence and a post in it follows
UNLISTED = re.compile(
    r"(?:(?<![\u4e00-\u9fff])(?:在|到|赴)|来到|走进|走访|到访|深入)([\u4e00-\u9fff]{2,16}?)(?:考察|调研|参观|时|上)?，"
    r"(?:[^，。；\n]{2,16}，)?$"
)
#: where an office of a group sits, its head behind
SEATED = re.compile(r"(?:设在|设于|挂靠在?)(?![省市县区州])(?P<b>[\u4e00-\u9fff]{2,10}[处科部室中心院所])，(?:由)?$")
#: 曾就职于某公司，历任…
SERVED = re.compile(
    rf"(?:就职|任职|供职|服务|工作)于(?P<body>[\u4e00-\u9fff（）]{{2,20}}(?:{offices.either('house_end')}|局|厂|所|社))，"
    r"(?:先后|曾)?(?:历任|担任|曾任|任)$"
)
#: what stands in a firm and is called 部 (制造部)
FIRM_ROOM = re.compile(r"[^省市县区镇乡村国州旗团师旅军]{1,8}部")
FIRM = re.compile(r"(?:公司|集团|厂|银行|分行|支行|报社|股份)")
#: 中国人民政治协商会议第七届、|九届全国委员会
NATIONAL_TERM = re.compile(r"第?[一二三四五六七八九十]{1,3}届全国委员会")
