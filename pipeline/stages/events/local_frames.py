"""More events told by a verb and its object together, as local histories and yearbooks tell them: 夺了…的权, 恢复…校名,
回母校作报告, 在深交所上市.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.lexicon.events import Word
from pipeline.stages.events.context import Context
from pipeline.stages.events.frame import Frame

_GAP = r"[^，。；：！？\n]"
#: how guests are met and seen off, where they arrive and leave
_AT_GATE = r"(?<=机场|车站|码头)(?:热烈|隆重|亲切)*(?:欢迎|迎接|(?:为[^，。；\n]{2,16}?)?送行|欢送|迎候)"
#: each frame, with the words without which it is in no text
_FRAMES: tuple[tuple[Frame, tuple[str, ...]], ...] = (
    (
        Frame(
            "paper sent out",
            re.compile(
                r"(?<![提指])发出了?(?=《[^》\n]{2,40}(?:决定|通知|规定|意见|指示|办法|方案|通告|布告|公告|决议|号召书|倡议书)》)"
            ),
            "publication",
            0.45,
        ),
        ("发出",),
    ),
    (
        Frame(
            "those who met",  # 到机场欢迎贵宾的有甲、乙: the names behind are theirs who meet him
            re.compile(rf"{_AT_GATE}{_GAP}{{0,24}}?(?=的还?(?:主要)?(?:有|是))"),
            "reception",
            0.6,
            "attendee",
        ),
        ("机场", "车站", "码头"),
    ),
    (
        Frame(
            "team sent",
            re.compile(
                rf"(?<![选特])(?:派|派出|派遣|抽调干部组成|组织){_GAP}{{0,10}}?工作[组队团](?:{_GAP}{{0,6}}?)(?:进驻|分赴|下到|深入|赴|到)(?={_GAP}{{2,}})"
            ),
            "inspection",
            0.42,
        ),
        ("工作组", "工作队", "工作团"),
    ),
    (
        Frame(
            "works over", re.compile(r"(?<=[日程渠坝站桥路库闸堤])收工(?=[，。；\n]|$)"), "ceremony", 0.45, act="竣工"
        ),
        ("收工",),
    ),
    (
        Frame("power seized", re.compile(rf"夺(?:取?了)?{_GAP}{{1,14}}(?:的权|大权)(?=[，。；\n])"), "history", 0.45),
        ("夺",),
    ),
    (
        Frame(
            "name restored",
            re.compile(rf"恢复(?:了)?{_GAP}{{0,14}}?(?:[校厂社站院团乡镇县市]名|原名|原称|建制|县制)"),
            "establishment",
            0.4,
        ),
        ("恢复",),
    ),
    (
        Frame(
            "lecture",
            re.compile(
                r"(?<!大)(?:[来回]|应邀到|到)(?!会)[^，。；：\n在]{1,12}?[作做](?:了)?(?:学术|形势|事迹|英模|巡回)?报告(?=[，。；\n])"
            ),
            "speech",
            0.45,
            "speaker",
        ),
        ("报告",),
    ),
    (
        Frame(
            "campaign",
            re.compile(
                r"[率随](?:[^，。；：\n]{0,8}?(?:军|师|团|队|部)|大部队)(?:从[^，。；：\n]{1,8})?"
                r"(?:强渡长江|横渡长江|渡江|西征|东征|南征|入朝|过江)(?:作战|转战|南下)?"
            ),
            "military",
            0.5,
            "other",
        ),
        ("渡", "征", "入朝", "过江"),
    ),
    (
        Frame("liaison", re.compile(r"赴[^，。；：\n]{2,18}?(?:对接|衔接)(?![会机口班])"), "visit", 0.4, "visitor"),
        ("对接", "衔接"),
    ),
    (
        Frame(
            "twinning",
            re.compile(
                r"(?:缔结|结为|结成|建立)(?:了)?[^，。；：\n]{0,8}?(?:友好(?:[^，。；：\n]{0,4}?关系|城市|省州|市州|学校)|姊妹(?:城市|学校))"
            ),
            "establishment",
            0.4,
        ),
        ("友好", "姊妹"),
    ),
    (
        Frame(
            "flotation",
            re.compile(
                r"在[^，。；：\n]{0,12}?(?:交所|证券交易所|科创板|创业板|主板|新三板|纳斯达克)(?:主板)?"
                r"(?:正式|成功)?(?:挂牌上市|上市|挂牌)"
            ),
            "other",
            0.45,
        ),
        ("上市", "挂牌"),
    ),
)


def find(ctx: Context) -> Iterator[tuple[int, int, Word]]:
    """Start, end and word of each frame, in the order of the table."""
    for frame, needs in _FRAMES:
        if any(w in ctx.text for w in needs):
            word = frame.word()
            yield from ((m.start(), m.end(), word) for m in frame.pattern.finditer(ctx.text))
