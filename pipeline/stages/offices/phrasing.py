"""How a chain of titles and a group of names are joined: what may stand between, before and behind them."""

from __future__ import annotations

import re

from pipeline.lexicon import offices
from pipeline.stages.offices.chains import NOTE

#: 原副专员，享受正厅级待遇的离休干部|甲
RETIRED = r"[、，](?:享受[^，。、；\n]{2,12}待遇的?)?(?:离休|退休|离退休)老?干部"
BEFORE_NAME = re.compile(
    r"（[^（）\n]{1,8}级）的|"
    rf"(?:{NOTE})?(?:、[\u4e00-\u9fff]{{2,4}}党人)?(?:{RETIRED})?(?:[ \u3000]*|[ \u3000]*[：:][ \u3000]*|分别?为|先后为|为|是|有)"
)
BETWEEN = re.compile(
    rf"^(?:{NOTE})?(?:同志|先生|女士|等)?(?:（[^（）\n]{{1,14}}）)?"
    r"(?:[，,]?(?:于|自|从|在|已于|今年|去年|此前|当年|同年)?[^，。；：、！？\n]{0,14})?$"
)
LIST_GAP = re.compile(rf"(?:{NOTE})?(?:[ \u3000]+|[：—]+)")
LABEL_END = re.compile(r"[：:]\s*$")
GOES_ON = re.compile(rf"(?:{NOTE})?(?:[，；、](?:[^。；，\n]{{2,20}}[，；、])?(?:国家)?|及|和|以及|，?兼任?)")
PLURAL_NOTE = re.compile(r"^[等 ]*[两二三四五六七八九十几\d]+[位名]$")
ADDRESSEE = re.compile(r"(?:您|阁下|你|我|我们|大家|谁)(?:再次|成功|当选|今后)?$")
OF_CLASS = re.compile(r"的(?!职务|请求|决定|议案)")
OPEN = re.compile(rf"^(?:{NOTE})?(?:同志|先生|女士)?（[^（）\n]{{0,10}}$")
ADDRESS = re.compile(f"(?:{offices.either('addressed')})$")


TAKEN = re.compile(offices.either("lead_removed"))
TAKES_UP = frozenset(("当选", "就任", "连任", "当选连任", "出任", "任", "担任", "升任", "接任"))
#: 率前总统、议长、外长|等众多政要: posts of a kind of people, and no one's
OTHERS = re.compile(
    r"等(?:众多|多位|多名|一批|各级|有关)?[\u4e00-\u9fff]{0,4}(?:政要|官员|高官|要员|领导人|人员|负责人)"
)
#: who it is that serves, where the clause names him by no name: 选派年轻干部到村|担任第一书记, 你曾长期|担任院长
#: 习近平|为|美国总统举行欢迎宴会: for whom something is held, 祝贺|甲当选…: whose name is not read, 同|当选总统先生
HELD_FOR = re.compile(r"(?:先生|女士|阁下)?(?:及|和|夫妇|夫人|[^，。；、\n]{0,8}?)(?:举行|颁授|授予|举办|颁发|送行)")
CONGRATULATES = re.compile(r"(?:祝贺|电贺)(?![他她其])|[同与和对向]$|新聘$")
OWN_SUBJECT = re.compile(
    r"(?:[你您]们?|人员|干部|[多各双中]方|党组织|组织负责人|学生|青年|村民|党员|教师|专家)"
    r"(?:曾|长期|将|继续|再次|也|共同|轮流|先后|分别|正式|[在于到][^，。；：、]{1,8})*$"
)
BY = re.compile(r"(?:一职|职务)?(?:先后|分别|仍|继续|改|暂)?由(?:原|前|时任|现任)?")
#: 政委由|挺进师派来的江西人|老钟担任
BY_ONE = re.compile(r"由[^，。；：、\n]{2,16}[的人]")
TAKES = re.compile(
    rf"(?:{NOTE})?(?:同志|先生|女士|教授|研究员|院士|博士|医师)?(?:暂时|暂)?(?:兼任|担任|出任|接任|继任|升任|接掌|代理|代行|兼代|暂代|充任|兼)"
)
#: 曾任大队长的老红军甲
DESCRIBED = re.compile(r"的(?:老(?:八路|战士|党员|干部|同志|兵|人|将军)|烈士)?")
#: 我|于1950年来到甲县，…先后担任: the one who tells
SAYS_I = re.compile(r"(?:^|[，。；：\n \u3000])我(?=[于在从自被便就又还也曾即则先后由随和与任当是调参入到来])")
#: what stands outside a body's name as it was read: 湘乡|八路军办事处, 八路军|贵阳交通站
OUTSIDE = re.compile(
    r"[，；、](?P<name>(?P<army>八路军|新四军|红军|[\u4e00-\u9fff]{2,6}军区)|(?P<place>[\u4e00-\u9fff]{2,4}))$"
)
#: 甲同志|是某省某县人，: his life is told from here on
BORN_HERE = re.compile(
    r"(?:同志|先生|女士)?(?:是|，|系)[^，。；、\n]{2,12}[省市县区州旗镇乡村]?人(?=[，。])|(?:同志|先生|女士)?[^，。；\n]{0,12}(?:出生|生于)"
)
#: 副秘书长|目前至少有7人，分别是|甲、乙、丙
COUNTED_AS = re.compile(
    r"(?:目前|现|至少|共|已|一共|总共)*有?[\d一二两三四五六七八九十]{1,3}[名位人]，(?:他们)?(?:分别|依次)?(?:是|为)[：:]?"
)
#: 以|省委常委|身份公开亮相
AS_WHICH = re.compile(r"的?(?:新)?身份(?!证|认)")
#: 市领导|甲、乙、丙副市长: a row of people of many posts
MIXED = re.compile(r"(?:领导|领导人|负责人|同志|代表|嘉宾|委员|等)[^，。；：\n]{0,4}$")
CLASS_BODY = re.compile(offices.either("class_body"))
NTH_TERM = re.compile(r"第[一二三四五六七八九十\d]{1,3}任$")
ANY = re.compile("各|有关|部分|相关|全体|所有|其他")
#: the column of a table that says who has left
LEFT = re.compile(r"[ \u3000\t|]{1,8}(?:离任|离职|卸任|辞任|退休)(?=[ \u3000\t|\n]|$)")
#: 首任系主任为|冶金学家|甲教授
LINKING = frozenset(("为", "是", "系", "兼", "代理", "当"))
NAMED_ONLY = re.compile(rf"(?:{NOTE})?(?:同志|先生|女士|等同志|教授|博士|院士|研究员|医师)?(?:{NOTE})?")

#: 当选|新一届|社区党委委员: which term it is, between the verb and the body
TERM_BEFORE = re.compile(r"(?:新一届|本届|首届|上一?届|第?[一二三四五六七八九十]{1,3}届)$")
#: 甲|以867票|当选村委会主任
BY_VOTES = re.compile(r"(?:同志|先生|女士)?(?:以|[全高]票|经[^，。；\n]{2,10}，?)[^，。；\n]{0,14}")
#: 如果甲再度|当选总理: nobody holds it yet
IF = re.compile(r"(?:如果|倘若|假如|一旦|要是|能否|是否|有望|或将)[^，。；\n]{0,20}$")
