"""The words and patterns by which bodies are read off the text."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.lexicon import cues
from pipeline.lexicon import words as usage
from pipeline.lexicon.bodies import bodies, body_index
from pipeline.lexicon.body_words import alternatives, full_names, longest_first, words
from pipeline.lexicon.places import Place
from pipeline.lexicon.surnames import transliteration
from pipeline.stages.organizations.organs import TITLE, VERB_INSIDE

UNIT = re.compile(
    r"社区|自治[区州县旗]|街道|苏木|人民公社|公社(?![员章])|[地专]区|地(?=委)|[省市县区州盟旗镇乡村](?!场|民(?!政|族|宗|代表会)|长)"
)
NO_UNIT = {
    "市": "一辖城都超夜门股上楼菜早集闹街黑各某每多",
    "区": "分社小地城片园开技税假范创合景灾辖特战军山库牧林矿校厂各某每新发疆郊郡市禁选政",
    "县": "各某每郡市",
    "镇": "城集乡各某每县村",
    "乡": "城家老故各某每返下回水",
    "村": "农乡各某每新山",
    "州": "九神各",
    "省": "各某每节",
    "旗": "红国锦党团军升各",
    "盟": "联同结东欧加民台",
    "街道": "各某每",
}
#: organs of a prefecture of old, whatever place of another kind was named before
PREFECTURAL = re.compile(r"地委|行政公署|行署|专员公署|专署|军分区")
GENERIC = re.compile(
    r"(?:各级|各地|两级|三级|四级|各|每个?|有的|有关|相关|一些|某些?|各?省区|(?:各设区的?市|各[省市县区州旗镇乡、]{1,5})(?:(?:[市县区镇乡]|党工?)委、?)?|上级|下级|基层|同级|地方|当地|省份|[0-9一二三四五六七八九十百数几多]名)\Z"
)
SCHOOL = re.compile(r"学?校(党委|纪委|工会|团委|党政办公室|办公室)")
THAT = re.compile(
    r"(?<![一-鿿])领导小组(?=办公室)|该(村委会|居委会|支行|分行|分局|支队|大队|医院|大学|学院|研究院|研究所|协会|学会|商会|基金会|合作社|委员会(?!议)|局(?![面势部])|院(?![子士])|委(?!员|托)|公司|集团|学校|校|社(?![会区团交])|厅|办(?![法理事公])|中心(?!思想)|"
    r"行(?![业为政动程列])|所(?![有在谓])|单位|机关|部(?![分门队位件])|组织|党(?![员派内外建务性史校课章委]))"
)
#: what 该组织, 该党 have: 该党|中央委员会
WITHIN = re.compile(
    r"中央(?=总书记|候补委员|委员(?!会)|[副主]主?席)|[一-鿿]{2,8}?(?:委员会|局|部|办公室|书记处|委(?=主席|副主席|书记|委员))"
)
#: what the people of a village elect
OF_VILLAGE = re.compile(r"村(?:民委员会|委会)")
COORD = re.compile(r"[、和及与]|以及")
BOUNDARY = frozenset("、，。；：（）！？“”‘’《》〈〉 \n\u3000和兼任为及原由从时现代是与以向对")
#: of one or the other, whichever
EITHER = re.compile(r"[省市县区州旗盟]（[省市县区州旗盟](?:、[省市县区州旗盟]){0,3}）\Z")
BEFORE = re.compile(
    r"(?:担任|现任|时任|兼任|原任|历任|曾任|先后任|兼|任|原|由|和|及|为|听取|会见|免去其|任命其为|当时称|根据|按照)\Z"
)

SMALL = frozenset(("镇", "乡", "街道", "苏木", "村", "社区", "公社", "人民公社"))
ALONE = frozenset(words("alone"))
UNITS = re.compile(r"(?:第?(?:[一二三四五六七八九十百]{1,4}|\d{1,5})(?:师|团|旅|连队|连|军(?!事|人|队|分?区)))+")
LONGER = words("longer")
#: 当选为|新一届|学院党委委员: which term of it, and no name
TERM_BEFORE = re.compile(r"(?:新一届|新届|本届|上届|上一届|第[一二三四五六七八九十]+届)\Z")
NOT_START = re.compile(rf"第?[一二三四五六七八九十]+届|{alternatives('not_start')}")
#: bodies whose names join two fields (土木与建筑工程学院)
JOINT = frozenset(("学院", "研究院", "研究所", "研究中心", "实验室", "系"))
FIRM = frozenset(words("firm"))
STRONG = words("strong")
#: what stands before a place and makes its committee another body: 民革北京市委会, 政协昆山市委员会, 共青团南通市委
PREFIX = re.compile(
    r"(中共|中国共产党|中国共产主义青年团|共青团|九三学社|政协|中国人民政治协商会议|人民政协|"
    rf"{longest_first((*full_names('prefix'), *full_names('prefix').values()))})"
    r"(?:第?[一二三四五六七八九十]{1,3}届)?\Z"
)
COMMITTEE = re.compile(
    r"[省市县区州]?(?:第?[一二三四五六七八九十]{1,3}届)?委(?:员会|会)?(?!员)|"
    r"(?P<low>基层委员会|总支部委员会|支部委员会|总支部|总支(?:委员会)?|支部)"
)
#: the division of 新疆生产建设兵团 that is one with its city: 第六师|五家渠市
DIVISION = re.compile(r"(?<!兵团)第[一二三四五六七八九十\d]{1,3}师\Z")
#: what the code of every such city begins with
DIVISION_CITY = "6590"
#: what is an assembly and has a standing committee
ASSEMBLY = ("政协", "中国人民政治协商会议", "人民政协")
STANDING = re.compile(r"常务委员会|常委会(?!议)")
_OF_UNIT = re.compile(r"(?:自治区|自治州|[省市县区州盟旗])(?:委(?!员(?!会)|托|派|任)|党委)")


def of_unit(text: str, at: int) -> bool:
    """Whether a committee follows at a unit word without its place: 民革|市委会, 中共|省委."""
    return _OF_UNIT.match(text, at) is not None


COMPANIONS = frozenset(words("companion"))
ALSO_LISTED = frozenset(words("also_listed"))
#: words that stand around names and marks
_NO_PART = (
    "的了在与及或对向从将把被是为就到由给让使着也都又还很最更这那其各等并而且但因所如若则即"
    "说称赴听看走召参访见迎送请，。；：、！？“”"
)
LEFT = re.compile(rf"[^\W_{_NO_PART}]+\Z")
VERB = re.compile(alternatives("verb"))
SMALL_CUT = re.compile(alternatives("small_cut"))
_SUB_CHAR = rf"[^\W\d_{_NO_PART}（）]"
#: two fields may be joined in it (教育与青年工作部), two departments not (新闻司和亚洲司)
SUB = re.compile(
    rf"(?![副正原]|代理|国务部)(?:{_SUB_CHAR}{{2,6}}(?<![司局厅处室院所科庭部委办长记任事席员理])[与和及])?{_SUB_CHAR}{{1,12}}?"
    rf"(?<![副正])(?:[司局厅处室院所科庭]|部(?<!(?<!医)学部)|分行|支行|中心|委员会|办公室|研究所|支队|总队|工作组|指导组)(?=(?:党组|党支部|党委)?(?:{TITLE.pattern}))"
)


def department(text: str, at: int) -> re.Match[str] | None:
    """The department of a body that stands behind its name before a post: …第一医学中心|神经外科医学部|主任."""
    m = SUB.match(text, at)
    return None if m is None or VERB_INSIDE.search(m[0]) or NOT_PART.match(m[0]) else m


_MINISTRY = longest_first(words("ministry"))
FOREIGN = re.compile(
    r"(?:过渡|临时|看守|联邦|地方|自治|民族统一|民族团结|全国团结|联合)政府|"
    r"(?![驻总国防和与、等])(?:(?![兼任原前的其])[一-鿿]){2,6}?部(?=部?长(?!级|会(?!见)|特别会)|副部长|发言人|国务)|"
    rf"(?:联邦|国家)?(?:{longest_first(words('foreign_prefixed'))})(?![门派势]|基地|人党)|"
    rf"(?:联邦|国家)?(?:{_MINISTRY})(?:[和与及、]?(?:{_MINISTRY}))*部(?![队门分落长署])|"
    rf"(?:{_MINISTRY})(?:[和与及、]*(?:{_MINISTRY}))*[和与及、](?:{_MINISTRY})+部(?=长)"
)
#: what a minister does and no ministry is called after
MEETS = re.compile(r"举行|召开|出席|陪同|递交|会见|率领")
#: the societies by which compatriots, trades and towns live abroad: 泰国|潮州会馆, 纽约|华人社团联席会
ASSOCIATION = words("association")
#: what else of a foreign country bears its name: 日本|国立感染症研究所
ABROAD = (*ASSOCIATION, "研究所", "研究院", "大学", "医院", "学院", "实验室")
_INNER = r"[^\W\d_的了在与及或对向从将把被是为就到由给让使着也都又还各等并而称]"
#: trade unions, parties before a post, and state bodies of a foreign country: 英国|火车司机工会, 智利|国家灾难预防和响应中心
UNION = re.compile(
    rf"(?!各|多|主要|一些|[两三四五六七八九]){_INNER}{{2,10}}?(?:工会(?:联合会|总会)?|工人联合会)(?![议会成])|"
    rf"{_INNER}{{1,12}}?(?:党|阵线)(?=(?:中央)?(?:[副总]?主席|总书记|书记|领袖|领导人|名誉|总裁|发言人|秘书长|全国))|"
    rf"(?!国家|皇家|国立|联邦|中央|各|多|主要|一些|[两三四五六七八九]){_INNER}{{2,8}}?(?:管理局|管理厅|管理署|监管局|调查局)|"
    rf"(?!国家|联邦|各|多|主要){_INNER}{{2,4}}[与和]{_INNER}{{2,6}}?管理[局厅署]|"
    rf"(?:国家|皇家|国立|联邦|中央){_INNER}{{2,12}}?(?:管理局|监管局|局(?![势面限部域])|署|中心(?![城区任])|委员会(?![议])|研究所|研究院|图书馆|博物馆|美术馆)"
)
#: a mission that a country has in another, which may be named by one character: 伊朗|驻叙使馆
MISSION = re.compile(r"(?:常?驻)[一-鿿]{1,8}?(?:大使馆|使馆|总领事馆|总领馆|使团|代表团|代表处)")
#: missions in several countries at once
MANY = re.compile(r"驻(?:[多各两三四五]国|世界|海外|有关)")
#: what a movement or party of another country has: 哈马斯|政治局
PARTY_ORGAN = re.compile(r"(?:中央)?政治局|(?:全国|中央|执行)委员会|中央协商会议")
#: the institutes of a state group, by their number: 航天科技集团|六院, 中国电科|第十四研究所
INSTITUTE = re.compile(
    r"(?:集团(?:有限)?(?:公司)?)?第?(?P<nth>[一二三四五六七八九十百〇零]{1,4})(?P<kind>(?:研究)?[院所])(?!校|长期|有|在)"
)
ZONE_WORD = re.compile(longest_first(words("zone_word")))
#: forms of national bodies that a unit word before makes local
LOCAL_TOO = frozenset(words("local_too"))
#: what names of bodies begin with in every state
OF_A_STATE = ("国家", "中央", "最高", "全国")
#: a branch called by the place it serves
BRANCH = re.compile(
    r"[^\W\d_A-Za-z要求和与向对及各在将会同由其下辖所属原党副的]{2,6}?(?:分局|分院|分公司|分行|支行|分中心|税务所|供电所|人民法庭)"
)
#: what discipline bodies send into others
STATIONED = re.compile(r"(?:派出|派)?驻[一-鿿（）]{2,22}?(?:纪检监察组|纪检组|纪工委)")
#: what belongs to a body named before it without a title behind
ATTACHED = re.compile(
    r"(?:[^\W\d_A-Za-z和与及在]{2,8}?学院)?(?:第[一二三四五六七八九十]+)?附属[一-鿿]{0,8}?(?:医院|中学|小学|学校|幼儿园|学院)|"
    r"[^\W\d_A-Za-z和与及在叫是名前以原曾由向的了到从对将]{2,10}?(?:学院|医院|医学中心|研究院|研究所|实验室)"
    r"(?=[^一-鿿]|[的和与及等]|副?[院所主书]|教授|研究员|工作|团队|牵头|近日|今天)"
)
#: what a national body has at a place: 国家税务总局|无锡市|税务局, 中国银行|江苏省|分行, 外交部驻|香港|公署
OUTPOST = re.compile(
    r"[省市县区州]?(?:中心支行|分行|支行|分公司|直属库|支公司|税务局|监管局|监管分局|分局|分社|分部|总站|海关|调查总队|调查队|管理局|电力公司|"
    r"特派员?办事处|专员办|公署|分署|办事处|联络办|代表处|记者站)"
)
STAFF = re.compile(r"军部|总部|司令部|政治部|总前委|前委")
#: a unit of an army of old, called after its task or where it fought: 红军|挺进师, 新四军|军部特务团, 八路军|东进抗日挺进纵队
_OF_ARMY = alternatives("army_unit")
ARMY = re.compile(
    r"第[一二三四五六七八九十百\d]{1,4}军(?![事人队区官长委分团])(?:第?[一二三四五六七八九十百\d]{1,4}(?:师|旅|团))*|"
    rf"驻?(?:(?:{alternatives('army_word')}|第?[一二三四五六七八九十百\d]{{1,4}}(?=[\u4e00-\u9fff]{{1,4}}))+(?:{_OF_ARMY})|(?![师旅团营连大中])(?:{_OF_ARMY}))"
    r"(?:第?[一二三四五六七八九十百\d]{1,4}(?:支队|大队|师|旅|团|营|连))*(?:司令部|政治部|政治处|参谋处|供给部|卫生部|后勤部)?"
)
#: the departments of the governments of the great regions: 东北人民政府|工业部, 陕甘宁边区政府|教育厅
GREAT = ("人民政府", "军政委员会", "边区政府", "行政委员会")
DEPARTMENT = re.compile(
    rf"(?:{longest_first((*words('ministry'), *words('great_field')))})"
    r"(?:部(?![门队分署])|厅|局(?![面势部])|委员会)"
)
#: what a joint mechanism sends: 国务院联防联控机制|工作组
TEAMS = ("工作组", "综合组", "专家组", "指导组", "督导组", "督查组")
#: groups that a city or a province owns, whole without a mark: 营口|港集团, 山东|港口集团
CITY_GROUPS = frozenset(words("city_group"))
#: the institutes and works of a ministry, between its name and a post or a mark: 水利电力部|成都勘测设计院
OF_MINISTRY = re.compile(
    rf"(?![和与及直所下原的在等各向对关](?!平)|部署|组织|安排|主持|批|审|要求)[^\W\d_的了在与和及等各]{{2,8}}?(?:勘测设计院|勘察设计院|规划设计院|设计院|工程局|勘探局|研究院|研究所|制造厂|机车厂|干部学校)"
    rf"(?=任|当|工作|(?:党委|革委会|革命委员会)|(?:{TITLE.pattern})|[^一-鿿]|$)"
)
#: a date and what was done then before the name of a body: 112年1月6日補選之|北岡鎮民代表會
DATED = re.compile(r"\d{1,4}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:[一-鿿]{0,6}[之的])?")
#: what a region's committee of the Party had: 太岳区党委|党校, 晋绥分局|土改工作团
OF_COMMITTEE = re.compile(rf"(?:{longest_first(words('party_part'))})|土改工作[团队]")
#: who has founded a school: 國立|高雄科技大學
FOUNDERS = ("国立", "省立", "市立", "县立", "私立")
#: the stations and units of a fire or police detachment: 上饶市消防救援支队|鄱西大队荷塘站
DETACHED = re.compile(
    r"[^\W\d_的和与及在向对各等将]{1,4}?大队(?:[^\W\d_的和与及在向对各等将]{1,4}?(?:站|中队))?|"
    r"(?:[^\W\d_的和与及在向对各等将]{1,4}(?<!总)(?:消防(?:救援)?站|特勤站)|特勤[一二三四五六七八九]?站|[^\W\d_的和与及在向对各等将]{1,3}路消防站)"
)
#: armies of old by whose name their units are called
ARMIES = frozenset(words("army"))
#: the services of a military region: 南京军区|空军
SERVICE = re.compile(
    r"(?:空军|炮兵|装甲兵|工程兵|海军)?(?:司令部|政治部|后勤部|联勤部|装备部)|空军|炮兵|装甲兵|工程兵|总医院"
)
#: a part of an army by its number: 联勤保障部队|第900医院, 解放军总医院|第一医学中心
NUMBERED = re.compile(r"第[\d一二三四五六七八九十〇零]{1,4}(?:医院|医学中心|基地|干休所)")
#: what does not begin a part of a body: the next one in a list, how many they are (海航|四家航空公司)
NOT_PART = re.compile(
    r"(?:财经)?[A-Z]*(?:上市|跨国)公司|新增|督导|代表(?!资格)|当[天日]|要求|和|[一二三四五六七八九十\d]+[家个大]|等|轮值|成员国|主席国|框架|长(?![江春沙治安征城])"
)
#: what makes the last character of a body's short form another word (发展改革委|员, 网信办|理)
NO_END = re.compile(r"门|长级|队|级|下属|下辖|属|里|员(?!会)|员会|托|派|公|法|理|事")
#: what a firm is called at law between its name and its branch: 中国农业银行|股份有限公司|江苏省分行
LEGAL = re.compile(r"(?:集团)?(?:股份)?有限(?:责任)?公司")
#: units of the armed police behind a place: 武警|江苏省|总队南京支队
CONTINGENT = re.compile(
    r"[省市县区州]?(?:边防|消防|森林|水电|黄金|交通|机动)?(?:总队|支队|大队|中队)(?:[一-鿿]{2,5}?(?:支队|大队|中队))?(?!长)"
)
#: military ranks behind the name of a service
RANK = re.compile(r"[大上中少][校将尉]|元帅|[一二三四]级[军上中]")
#: organs that regions have had: 皖南行署, 苏北区党委
OF_REGIONS = frozenset(words("of_region"))
#: zone organs that a text which has named a zone means without its name
ZONE_ORGANS = frozenset(("管委会", "党工委", "管理委员会"))
#: 该局 is one body where it stands, whatever follows
THAT_ALONE = frozenset(words("that_alone"))
MEMORIAL = re.compile(
    r"(?:纪念馆|博物馆|纪念堂|故居|干部学院|党性教育学院|基金会|纪念园|图书馆|艺术馆|美术馆|红军小学|希望小学|实验小学|中学)(?!生)"
)
MILITARY = re.compile(
    r"(?:解放军|陆军|海军|空军|火箭军|武警)?(?<!\d)\d{4,5}部队|"
    r"红第?[一二三四五六七八九十]{1,3}(?:方面军|军团|军(?![事人民]))(?:第?[一二三四五六七八九十\d]{1,3}(?:纵队|师|团|旅))*|"
    r"(?<!\d)第\d{1,3}(?:军(?![事人队衔礼委区训分])|师(?![生傅范资长]))(?:第?\d{1,3}(?:师|旅|团))*|"
    r"(?:陆军|海军|空军|火箭军)?第[\d一二三四五六七八九十]{1,4}集团军|(?:海军)?第[\d一二三四五六七八九十]{1,4}批护航编队"
)
#: between two bodies of which the second is another place's: 苏州市委巡察组向|市委反馈
ACROSS = re.compile(r"[向给对为同与]|要求|传达|反馈|通报")
#: the bureaux of the Central Committee in the great regions, called so only by what is theirs: 华东局|书记, no 民航|华东局
BUREAU = re.compile(r"[东西南北华中原方]{2}局")
OF_BUREAU = re.compile(
    r"(?:第[一二三四]|副|候补)*书记|常委|委员|秘书长|(?:宣传|组织|统战|城工|社会|农村工作|联络)部|(?:扩大)?会议|指示|电报|机关"
)
#: a body and its head: 调查总队|总队长
TWICE = frozenset(("总队总队", "支队支队", "大队大队", "中队中队"))
#: what makes a unit word an adjective or another word: 市属, 县级, 区域, 市民
OF_UNIT = frozenset("属级直管里内外域区民辖场中心城各多面长委镇乡村市县校级两三四五所")
MARKS = frozenset("、，。；：（）\n")
SENTENCE = re.compile(r"[。！？；\n]")
PARTY = re.compile(rf"(?:{longest_first(words('party_part'))})")
CELLS = re.compile(longest_first(words("part")))
_NTH = r"第?[一二三四五六七八九十]{1,3}届"
#: 第七届、八届, 第七、八届: one house of several terms
_TERMS = rf"(?:第?[一二三四五六七八九十]{{1,3}}届?[、和]){{0,4}}{_NTH}"
NTH = re.compile(_TERMS)
_PARTIES = {
    n: b.name
    for b in bodies()
    if (b.type == "democratic-party" and b.parent is None) or b.name == "中国共产主义青年团"
    for n in b.names
}
#: national assemblies by their session: 政协第十四届全国委员会, 中国共产党第二十届中央委员会
SESSION = re.compile(
    rf"(?P<party>{longest_first(_PARTIES)}){_NTH}中央(?:常务)?委员会|"
    rf"(?:中国人民政治协商会议|人民政协|政协)(?:{_TERMS})?全国委员会|{_NTH}全国(?:人民代表大会常务委员会|人大常委会|政协)|"
    rf"(?:中国共产党|中共|党的){_NTH}中央(?:委员会|政治局|纪律检查委员会|纪委)"
)


def session_of(m: re.Match[str]) -> str:
    """The lexicon form of an assembly named by its session."""
    text = m[0]
    if m["party"]:
        return f"{_PARTIES[m['party']]}中央委员会"  # 中国致公党第十五届中央委员会
    if "人大" in text or "人民代表" in text:
        return "全国人大常委会"
    if "政协" in text or "政治协商" in text:
        return "全国政协"
    return "中央纪委" if "纪" in text else "中央政治局" if "政治局" in text else "中共中央"


#: zones that are no district, and what only a district has
_NO_DISTRICT = ("保税区", "度假区", "园区", "港区", "风景区", "名胜区", "开发区")
_OF_DISTRICTS = re.compile(r"人大|政协|(?:人民)?(?:政府|法院|检察院)|监委")


def no_division(zone: str, organ: str) -> bool:
    """Whether 区人大, 区政府 cannot be a zone's (外高桥保税区)."""
    return zone.endswith(_NO_DISTRICT) and (
        _OF_DISTRICTS.match(organ) is not None or (organ == "委" and not zone.endswith("开发区"))
    )


GRASSROOTS = frozenset(words("grassroots"))
CHAMBER = re.compile(longest_first(words("chamber")))
PLACE_ONLY = re.compile(r"(?:人民)?政府|人大.*|政协.*|.*法院|.*检察院|.*监委|.*局|.*厅")

#: firms of a foreign country and what opens the name of one that a state owns
_FIRM_ABROAD = ("公司", "集团", "银行", "电视台", "通讯社", "广播电台")
_STATE_OWNED = re.compile(r"(?:国家|皇家|全国|联邦|中央|公共|国立|国营|国际)(?!级)")
#: a word met so seldom is none: the end of a name in foreign sounds
_SOUNDS = 3
_WORD = 20
_COMMON = 200


def firm_abroad(core: str) -> bool:
    """Whether a firm's own name follows a country (国家石油公司, 蒂森克虏伯公司) and no kind of firms (科技公司, 多家银行)."""
    head = next((w for w in _FIRM_ABROAD if core.endswith(w)), None)
    if head is None:
        return False
    stem = core.removesuffix(head).removesuffix("航空").removesuffix("汽车").removesuffix("石油")
    if _STATE_OWNED.match(core):
        return len(core) > len(head) + 2
    if usage.count(stem[-3:]) >= _SOUNDS or len(stem) < 2:
        return False
    sounds = all(c in transliteration() for c in stem) and usage.count(stem[-2:]) < _WORD
    common = any(usage.count(stem[i : i + 2]) >= _COMMON for i in range(len(stem) - 1))  # 媒体曾报道…
    return sounds or (len(stem) >= 3 and usage.count(stem[-2:]) < _SOUNDS and not common)


def acts(stem: str) -> bool:
    """Is this a verb before a unit word and no name (负责|县政府…工作, 代表|镇党委)?"""
    kinds = cues.table()
    return bool((kinds.get(stem, 0) | kinds.get(stem[-2:], 0)) & ~(cues.POST | cues.NOUN | cues.ADDRESS))


#: 控股子公司|甲能源有限公司: whose the firm is stands before its name
CHILD = re.compile(r"(?:全资|控股|参股|旗下|下属|所属|原)*[子孙]公司(?=[\u4e00-\u9fff（）]{2})")

#: what a national firm is called at a place without another word: 中国移动|江苏|公司
FIRM_AT = re.compile(r"[省市]?(?:公司|电力|石油|销售分公司)(?![与和的])")


@lru_cache(maxsize=1)
def national_firms() -> frozenset[str]:
    """Every form of the firms of the lexicon."""
    return frozenset(n for b in bodies() if b.type == "company" for n in b.names)


@lru_cache(maxsize=1)
def of_state() -> frozenset[str]:
    """Every form of the bodies of the state."""
    return frozenset(n for b in bodies() if b.type == "government" for n in b.names)


@lru_cache(maxsize=1)
def ministries_short() -> frozenset[str]:
    """Short forms of ministries and commissions which say of no state (外经委): behind 市 they are the city's own."""
    return frozenset(
        n
        for b in bodies()
        if b.type == "government"
        for n in b.names
        if n[-1] in "委局办" and len(n) < 6 and not n.startswith((*OF_A_STATE, "国", "中", "政务院"))
    )


@lru_cache(maxsize=1)
def state_groups() -> frozenset[str]:
    """Every form of the groups of the arms industries, whose institutes go by numbers."""
    groups = frozenset(words("numbered_institutes"))
    return frozenset(n for b in bodies() if b.name in groups for n in b.names)


def foreign_party(form: str) -> bool:
    """Whether a form of the lexicon is a party or movement of another country."""
    b = body_index()[form][0]
    return b.type == "foreign" and b.name.endswith(("党", "运动", "阵线", "组织", "联盟"))


def starts_known(core: str) -> bool:
    """Whether a name is or begins with that of a national body, which stands at no place (北京|中国科学院…所)."""
    index = body_index()
    return core in index or (
        core.startswith(("中国", "国家", "中央")) and any(core[:n] in index for n in range(4, min(len(core), 10)))
    )


def another(core: str, land: Place) -> bool:
    """Whether a name behind a country is a listed body's own; a party of the same name may be each country's (加拿大|自由党)."""
    known = body_index().get(core)
    return known is not None and (not core.endswith("党") or land.name in known[0].name)
