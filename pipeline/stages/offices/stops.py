"""Where the name of a body begins and ends beside a title: the words that stand around it and are no part of it."""

from __future__ import annotations

import re

from pipeline.lexicon import offices, titles
from pipeline.lexicon.titles import TitleHit
from pipeline.stages.offices.bodies import INNER_ORGANS


def _verbs() -> str:
    """The verbs that no body's name holds, each unless what may follow it in a name does (希望, but 希望小学)."""
    found = offices.values("body_verb")
    return "|".join(v + (f"(?!{found[v]})" if found[v] else "") for v in sorted(found, key=lambda v: (-len(v), v)))


#: houses that have others in them, each with its own name
OVER_WORKS = re.compile(r"(?:矿务局|铁路局|农垦局|集团|公司|总厂|油田|大学)$")
#: what never belongs to the name of a body: a body's name starts after it
STOP = re.compile(
    _verbs()
    + r"|[，。；：、．.！？（）《》〈〉【】\[\]“”‘’…\s|>/]|—|[0-9]{4}年|[0-9]+月|[0-9]+日|一名|一位|这位|那位|名叫|您|阁下|以及|"
    r"根据|按照|追授|追认|成员中?还?(?:有(?!限)|包括)|"
    r"代表(?!团|处|大会|工委|工作委|资格)"
    r"|选举(?!委员会|办|工作|局|厅)|(?<![应返招])聘(?!用|礼)"
    r"|民国|[党国民]籍|时任|现任|前任|原任|曾任|历任|兼任|担任过?|不再|先后|继任|末任|首任|新任|拟任|(?<!自)由|(?<![党流学宗特左右])派(?![出驻遣系生克别])|与|(?<!埃)及(?!第)|(?<![基原])因(?!特网|私)|(?<![成造将])就(?!业|任|职|读|诊|学|近)|(?<![供补])给|让|了|的|被|据|称|说|"
    r"(?<![责常])(?<!新一)(?<!下一)任(?!丘|城|泽|免|务)|(?<![应正适担充])当(?!涂|阳|雄|地|代|选|局|红|湖)|系(?!统|列|办|主|党)|兼|向(?!阳|前|上|东|西|南|心)|同(?!志|体|仁|济|心|江|德|安|里|盟|方|乡|学|业)|"
    r"以(?!色列)|为(?!民)|是|经(?!济|营|开|贸|管|信|信委|理)|(?<!反)对(?!外|口|台|华)|从(?!江|化)|其中|(?<!土耳)其|该|之(?!江|声|光|家|窗|星|友|春|都|路)|并|请|于(?!都|洪|田)|"
    r"在(?!线|教|野)|(?<!共)和(?![\u4e00-\u9fff]{2,6}(?:分社|分行|分局|总领馆))(?!平|田|静|龙|顺|县|林格|硕|布|政|桥|改革|旅游|城乡|信息|社会|规划|计划|物资|技术|文化|体育|草原|民族|宗教|"
    r"药品|保障|国际|海洋|环境|控制|投资|司法|监督|人口|新闻|宣传|法制|华侨|港澳|卫生|防灾|统计|贸易|讯|气|谐|信|记|睦|盛|泰)"
)
TAIL = re.compile(f"(?P<status>原|前)?(?P<organ>{INNER_ORGANS})$")
#: a role noun followed by one of these is part of a longer word
NOT_AFTER = re.compile(
    r"处(?!书记|处)|席|会议|办公会|公署|办公室(?!主)|令(?!狐)|团(?!团|长|委|副|党)|馆(?!长|员)|府(?!秘|发)|级|制|负责制|信箱|热线|职务犯罪|专题|论坛|大会|培训|接待日|助学|宣讲团|会(?:开幕|闭幕|召开|举行|议)"
)


CHOSEN = frozenset(offices.words("chosen"))
STATE_HEAD = re.compile(r"(?:总统|首相|国王|女王|天皇|埃米尔|大公|总理)$")
ADDRESSED = re.compile(r"(?:先生|女士|阁下)(?![\u4e00-\u9fff]{0,1}·)")
#: who sends representatives of his own, and what those are called
STATE_CHIEF = re.compile(r"(?:总统|主席|国王|总书记|首相|总理|秘书长)$")
REPRESENTS = frozenset(("特别代表", "特使", "私人代表", "个人代表"))
STATE_AFTER = re.compile(r"国(?!家|防|务)|联盟")
BODY_AFTER = re.compile(r"会(?!长|见|同|上|后|前(?![主副总秘])|计)|长(?!沙|春|治|期)")


FIELD = re.compile(offices.either("field"))
#: the field of a post right before it, behind the firm's name
FIELD_END = re.compile(f"(?:{offices.either('chief_field')})$")
WORK = frozenset("作会厂业程艺")
OFFICE = frozenset("科处室股组")
SEAT_HEAD = re.compile(r"[县市区镇乡里会]长")
PLACE_ENDS = frozenset("县市区镇乡村里州")
CHIEF_AFTER = re.compile(r"([县市区镇乡村里州])(?:原|前|代|代理)?(?:常务)?副?\1长")
SEAT_AFTER = re.compile(
    r"地委|行署|专署|地区|[省市县州盟旗](?:首届|委|人民政府|政府|人大|政协|革委会|纪委|[\u4e00-\u9fff]{2,6}局)|军分区"
)
UNIT_AFTER = re.compile(r"某(?=[部师旅团营连排])")
EDITORS = ("主编", "编辑", "社长", "编委", "总编", "记者")
SEATS = frozenset("省市县区州盟旗镇乡府署村国治任")
UNITS = frozenset(("省", "市", "县", "区", "州", "盟", "旗", "镇", "乡", "街道", "村", "社区"))
ENVOY = re.compile(r"(?:大使|总领事|领事|公使|代表|武官)$")
#: those who live abroad, before the name of their association
SOJOURN = re.compile(r"旅[菲美日英法德加澳港台新马泰印韩欧意俄巴阿墨]{1,2}$")
STATIONED = re.compile(r"(?:特命全权|常)?驻[\u4e00-\u9fff·（）]{1,14}$")
CALLED = re.compile(r"(?:同志|先生|女士)")
IN_NAME = re.compile(r"（(?:集团|中国|控股|[\u4e00-\u9fff]{2})）$")
FIRM = re.compile(r"[\u4e00-\u9fff]{0,6}(?:有限|股份|公司|集团|大学|学院)")
AFTER_VERB = re.compile(r"(?<![责主前继现历兼信])任((?![命了过原前该其本我职])[\u4e00-\u9fff]{1,4})$")
SESSION = tuple(sorted((*offices.words("session_committee"), *offices.words("joint_bureau")), key=len, reverse=True))
COUNTED = re.compile(r"[两二三四五六七八九十几\d]+[位名]$")
#: 市政协|多名|前副主席甲、乙
MANY = re.compile(r"[多数几两三四五六七八九十][位名]$")
#: 中共|冀南区|南宫县委: the region that the Party's committee was under
PARTY_REGION = re.compile(r"(?:中共|中国共产党)(?:[\u4e00-\u9fff]{2,4}(?:省|区|州)|(?:中央)?[\u4e00-\u9fff]{1,4}局)$")
#: a room of an office, right behind its name
ROOM_IN = re.compile(r"[\u4e00-\u9fff]{2,6}[办室科股处]")
#: the army or area that a numbered unit is of, behind a mark
OF_TROOPS = re.compile(r"(?<=[、，；。\n任])(?![历曾担兼])[\u4e00-\u9fff]{2,6}(?:军区|军|纵队)$")
#: offices of the armies, called by where they sit
OF_ARMIES = re.compile(r"(?:八路军|新四军|红军|解放军)[\u4e00-\u9fff]{0,4}(?:办事处|联络站|通讯处|交通站)")
#: 省委|第1|书记
NTH_SECRETARY = re.compile(r"第(?P<n>[123])$")
NAME_CHAR = re.compile(r"[\u4e00-\u9fff]")
FORMER_INNER = re.compile(f"原(?:{INNER_ORGANS}|[省市县区州]委)$")
HELD_TOO = re.compile(r"兼任?[\u4e00-\u9fff]{2,16}")
POLICY = re.compile(r"[\u4e00-\u9fff]{1,6}[与和及][\u4e00-\u9fff]{2,6}(?:政策|事务|委员会|部|局|办公室)")
#: 中国科学院|甲能源与过程研究所产业处: 与 inside the name of an institute
INSTITUTE = re.compile(
    r"[\u4e00-\u9fff]{1,9}[^院所学处部厅局室心司校系][与和及][\u4e00-\u9fff]{2,8}(?:研究所|研究院|研究中心|实验室|学院|工程系)"
    r"[\u4e00-\u9fff]{0,8}"
)
CHILD = re.compile(r"(?:全资|控股|参股|旗下|下属|所属)*[子孙]公司$")
MINISTRY = re.compile(r"[\u4e00-\u9fff]{1,6}(?<![外财防]长)[与和及][\u4e00-\u9fff]{0,6}")
#: 中央组织部|原副部级|巡视专员: the rank that he has, no part of the body
GRADE = re.compile(r"(?P<was>原)?[正副]?(?:[部厅局处科县师团]|省部|厅局|县处|乡科)级$")
ABSORB = re.compile(f"(?:{offices.either('absorbing')})$")
WAS = re.compile(r"(?<=[省市区县行局司院校部会团])原(?=[\u4e00-\u9fff]{2})")
MATTER = re.compile(rf"[\u4e00-\u9fff（）]{{2,8}}(?:事务|问题)|{offices.either('adviser')}")
ORGAN_LIKE = re.compile(r"(?!籍)[\u4e00-\u9fff“”0-9A-Za-z·]{1,16}$")


def absorbs(hit: TitleHit, matter: bool) -> bool:
    return (bool(hit.title.organ) and not matter) or bool(ABSORB.search(hit.title.head))


def organ_like(rest: str) -> bool:
    return bool(ORGAN_LIKE.match(rest)) and not STOP.search(rest.replace("“", "").replace("”", ""))


STATUS_WORDS = offices.values("status_before")


#: 目前|某部副部长至少有5人
_NOW = ("目前", "当前", "日前", "眼前", "此前", "之前", "以前", "生前", "年前", "战前", "空前")
#: a membership, which is no post, between the word and the first post: 时任省委委员、|省政府秘书长
_MEMBER_FIRST = re.compile(r"(?P<word>时任|原)[\u4e00-\u9fff]{1,12}(?:委员|代表)、\Z")


def status_before(text: str, start: int, end: int, floor: int, status: str | None) -> tuple[int, str | None]:
    """原南通市…: the word before (or at the head of) the body's name in start..end says that the post is past."""
    for word, value in STATUS_WORDS.items():
        if text.endswith(word, floor, start) and not text.endswith(_NOW, floor, start):
            return start, status or value
        if start == end and word in titles.LEVEL_WORDS:
            continue  # 副区长、|代理区长: part of the post
        if text.startswith(word, start) and (
            len(word) > 1 or text[start + 1 : start + 2] not in "阳平州郭门海沿城卫进旗线"
        ):
            return start + len(word), status or value
    if status is None and (m := _MEMBER_FIRST.search(text, max(0, start - 20), start)) is not None:
        status = STATUS_WORDS.get(m["word"])
    return start, status


#: words that stand right before a body and are no part of its name: 拉赫蒙|率|议会上院
LEADS = re.compile(r"(?:率(?!先)|已|他们?|她们?|仍)(?=[\u4e00-\u9fff]{2})")
#: 日本|新|首相, 英国|前|驻美国大使: what says which holder is meant, between the body and the title
_WHICH = re.compile(r"(?P<which>新|前|原|候任|时任|现任|新任|首[位名任](?:女性?|华人|华裔)?)$")
_RANK = re.compile(f"(?:{offices.either('rank_word')})$")
#: 教科文组织|促进女童和妇女教育|特使: what somebody is sent for
_SENT_FOR = re.compile(r"(?![和与及派的])(?:(?![了见])[\u4e00-\u9fff]){2,14}")
SENT = offices.words("sent_for")
#: the matter that an errand is about is called after a country: 叙利亚|问题, 乌克兰|事务
ABOUT = re.compile(r"(?:问题|事务|危机|和平|局势|冲突)")
#: 联合国|负责人道主义事务的|副秘书长
CHARGED = re.compile(r"(?:负责|主管|分管)(?:[\u4e00-\u9fff、](?!的)){1,16}[\u4e00-\u9fff]的$")
#: how far back the country of a minister is looked for, and what its minister is for; what is no organ (英国商业贸易部|国务大臣)
FIELDS = 18
FIELDS_OF = re.compile(
    r"(?P<past>[前原])?(?P<of>[\u4e00-\u9fff]{2,8}(?:、[\u4e00-\u9fff]{2,5})*(?:[与和及][\u4e00-\u9fff]{0,8})?)(?<![部署局厅])"
)
OWN_FIELDS = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<house>政府)(?P<of>[\u4e00-\u9fff]{2,6}(?:、[\u4e00-\u9fff]{2,5})*[与和及])\Z"
)
#: 县（市、区）, 市（州）: a place of some kind
OR_OTHERS = re.compile(r"（[省市县区州盟旗乡镇街道、]{1,8}）")
OF_ANY_PLACE = re.compile(r"[省市县区州乡镇]（[省市县区州盟旗乡镇街道、]{1,8}）\Z")
#: the part of the body that sends: 白宫|国家安全委员会|战略沟通协调员
OFFICE_OF = re.compile(r"[\u4e00-\u9fff]{1,10}(?:委员会|办公厅|办公室|总署)")
_UNDER_TITLE = re.compile(f"》(?:{offices.either('under_title')})$")
_PRESS_FLOOR = 40


def which(text: str, start: int, end: int) -> tuple[int, str | None]:
    """Where the body really ends, and the status that the word behind it says."""
    m = _WHICH.search(text, start, end)
    if m is None or m.start() <= start:
        return end, None
    return m.start(), STATUS_WORDS.get(m["which"])


def rank_word(text: str, start: int, end: int) -> str:
    """北约欧洲盟军|最高|司令: the word before the title that is part of the post."""
    m = _RANK.search(text, start, end)
    return m[0] if m is not None and m.start() > start else ""


def sent_for(text: str, start: int, end: int) -> bool:
    return _SENT_FOR.fullmatch(text, start, end) is not None


def under_title(text: str, floor: int, end: int) -> int | None:
    """《福布斯》杂志|顾问: where the name that begins with a title in 《》 starts."""
    if _UNDER_TITLE.search(text, max(floor, end - 6), end) is None:
        return None
    open_ = text.rfind("《", max(floor, end - _PRESS_FLOOR), end)
    return open_ + 1 if open_ >= 0 else None


#: 香港|冯氏|集团: what makes a name part of a firm's
FIRM_NAMED = re.compile(r"[^，。；、和与及\n]{0,6}?(?:集团|公司|股份|银行|实业|厂|工作室|基金会)")
