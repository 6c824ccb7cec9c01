"""Whether a person is of the day of the text or of history, and what says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline.lexicon import leaders, people
from schemas.layers import PersonMention

_DYNASTY = re.compile(
    r"(?:北宋|南宋|西汉|东汉|秦代|汉代|三国|魏晋|西晋|东晋|南朝|北朝|隋代|唐代|盛唐|晚唐|五代|宋代|元代|明代|明末|清代|清末|晚清|清初|民国|近代|古代|"
    r"春秋|战国|先秦|商朝|周朝|秦朝|汉朝|隋朝|唐朝|宋朝|元朝|明朝|清朝|宣统|光绪|同治|咸丰|道光|嘉庆|乾隆|雍正|康熙|顺治|崇祯|万历|嘉靖|洪武|永乐)"
    r"[^，。；！？、\n]{0,14}$"
)
#: offices of states today
_OF_STATE = re.compile(r"总统|副总统|总理|首相|国王|王储|外长|外交大臣|部长|议长|大使|主席")
_OF_STATE_BEFORE = re.compile(r"(?:总统|总理|首相|国王|王储|外长|大臣|部长|议长|大使|主席)$")
_BEFORE = re.compile(r"(?:先知|圣人|烈士|先烈|先贤|先驱|革命家|名臣|丞相|宰相|知县|知府|县令|巡抚|诗人|词人|文学家)$")
#: who is called so is dead, unless others of his are meant (王德胜烈士亲属)
_BEHIND = re.compile(r"(?:（[^（）\n]{0,20}）)?(?:革命)?(?:烈士|先烈)|（(?:革命)?烈士[），]")
#: the years of a whole life: （1898—1943）
_LIFE = re.compile(
    r"（(?:[^（）\n]{1,14}[，,；])?(?:约|公元)?(\d{3,4})(?:年|[.．]\d{1,2})?[^（）\n]{0,12}?[—–~～－-]{1,2}"
    r"(?:约|公元)?(\d{3,4})(?!\d)[^（）\n]{0,12}[），]"
)
#: what says that the years behind a name are those of a term
_TERMS = re.compile(
    r"(?:历任|历届|先后任|(?:书记|主任|校长|院长|[镇乡县区市局厂场村社]长|会长|经理|主席)[：:])[^。\n]*$"
)
_YEAR = re.compile(r"-?\d{1,4}X{0,2}")
#: others named in a row before a name, behind what they all are
_MATES = r"(?:[\u4e00-\u9fff]{2,4}[、和]){0,5}$"
#: what a name that others of our day bear too has before it: 村民|王明; and, where it is a short one, 县民政局局长|王明
_OF_TODAY = re.compile(
    r"(?:村民|社员|居民|同学|学生|职工|员工|游客|市民|网友|业主|司机|店主|选手|队员|民警|记者|通讯员|工人代表|农民代表|"
    rf"人大代表|党代表|[一二]十[一二三四五六七八九]?大代表|政协委员|航天员|运动员|志愿者|博士生|护士)：?{_MATES}"
)
#: what even those of history entered by hand have not before them: 航天员陈冬、王杰
_OF_NOW = re.compile(rf"(?:航天员|网友|博士生|游客|运动员|选手|志愿者|[一二]十[一二三四五六七八九]?大代表)：?{_MATES}")
_IN_POST = re.compile(
    r"[县区镇乡村局办司校社厂站所][^，。；、\n]{0,5}(?:书记|主任|经理|负责人|会计|干部|[科处股]长)$|(?:局|镇|乡|县|区|厂|站|所|科|处|村|队)长$|[支分]行副?行长$"
)
#: …、王杰|三名航天员
_THREE_OF = re.compile("(?:等)?[一二两三四五六七八九十\\d]{1,3}[名位](?:航天员|选手|运动员|代表|学员|志愿者)")
#: posts that there are only since the Party is, right before a name, and how its members are called
_CADRE = re.compile(
    r"(?:党委|党组|党支部|党总支|党工委|纪委|[省市县区州]委|政治部|组织部|宣传部|统战部|办公室|人大|政协|政府|管委会|公司|集团|医院|大学|学校|党校|中心|法院|检察院)"
    r"[^，。；、\n]{0,8}(?:书记|主任|常委|委员|成员|部长|董事长|经理|主席|秘书长|院长|校长|检察长|庭长|科长|处长)$"
    r"|(?:副[省市县区州局厅处科院校]长|常务副[省市县区]长|副书记|副主任|副部长|党组成员|党委委员)$"
)
_COMRADE = re.compile(r"同志(?![们会])")
_FIRST_CADRES = 1905
#: begins the reason of whoever only bears a name of history
NAMESAKE = "namesake"
#: where heroes entered by hand come from, whom officials and farmers were too
_BY_HAND = "public record"
#: how far before a name what it is may stand, others between
_ROW = 24
#: how often the press must have a name (log probability) to mean one of today
_OFTEN = -12.0
#: of how many in a row one may bear a name of history, what stands between two of it, and how many make one
_ONE_IN = 10
_ROW_GAP, _LONG_ROW = re.compile(r"(?:（[^（）\n]{1,10}）)?(?:[、和及]|[ \u3000]{1,4})?"), 4


def kind(text: str, start: int, end: int, name: str, day: str | None = None) -> tuple[bool, str | None]:
    """(historical?, the reason) for one called by `name`, there or elsewhere; `day` is when the text was written, if it says so.

    Whoever may have been alive on that day is of the day: 周恩来 in a report of 1972.
    """
    if (m := _LIFE.match(text, end)) and (day is None or int(m[2]) < _year(day)) and _lived(text, start, m):
        return True, f"life dates {m[1]}–{m[2]}"
    figure = people.people().get(name)
    if figure is not None and figure.died and day is not None and _year(figure.died) >= _year(day):
        return False, None
    if figure is not None and (figure.kind == "historical" or (day is not None and _gone(figure))):
        m = _today(text, start, len(name)) if _BY_HAND not in figure.source else _now(text, start)
        m = m or _THREE_OF.match(text, end) or (_cadre(text, start, end) if _before_cadres(figure) else None)
        if m:
            return False, f"{NAMESAKE}: {m[0].rstrip('：')}"
        if (
            name not in people.foreign()
            or not _long_gone(figure, day)
            or _BEFORE.search(text, max(0, start - 4), start)
        ):
            return True, _reason(figure)
        if _modern(text, start, end) or _of_the_press(name):
            return False, f"{NAMESAKE}: of today's press"
        return True, _reason(figure)
    if m := _BEHIND.match(text, end):
        return True, f"behind the name: {m[0].strip('（），')}"
    if figure is not None and figure.kind == "contemporary":
        return False, None
    if m := _DYNASTY.search(text, max(0, start - 20), start):
        return True, f"dynasty: {m[0][:2]}"
    if m := _BEFORE.search(text, max(0, start - 4), start):
        return True, f"before the name: {m[0]}"
    return False, None


def _long_gone(figure: people.Known, day: str | None) -> bool:
    """Whether one died so long ago, or nobody knows when, that who holds an office of a state is another (总统穆罕默德)."""
    return not figure.died or _year(day or "2000") - _year(figure.died) > 150


def _year(day: str) -> int:
    """The year of an EDTF day, its last digits unknown or not (199X), before our era or not."""
    m = _YEAR.match(day)
    return int(m[0].replace("X", "0")) if m else 0


def _gone(figure: people.Known) -> bool:
    """Whether one who died in our time is so well known that hardly anybody else is meant by the name."""
    return figure.died != "" and (
        _BY_HAND in figure.source or figure.name in leaders.tenures() or figure.name in _called()
    )


@lru_cache(maxsize=1)
def _called() -> frozenset[str]:
    """Those who have by-names that everyone knows."""
    return frozenset(people.bynames().values())


def _lived(text: str, start: int, m: re.Match[str]) -> bool:
    """Whether two years are those of a life, not of a term: 历任书记：余金土（1958—1975）."""
    return 18 <= int(m[2]) - int(m[1]) <= 115 and _TERMS.search(text, max(0, start - 40), start) is None


def _today(text: str, start: int, size: int) -> re.Match[str] | None:
    """What stands before a name and says that somebody of our day bears it: names of two characters are many people's."""
    at = max(0, start - _ROW)
    return _OF_TODAY.search(text, at, start) or (_IN_POST.search(text, at, start) if size == 2 else None)


def _before_cadres(figure: people.Known) -> bool:
    """Whether somebody died when there was no Party yet, and nobody's hand has entered him."""
    return figure.died != "" and _year(figure.died) < _FIRST_CADRES and _BY_HAND not in figure.source


def _cadre(text: str, start: int, end: int) -> re.Match[str] | None:
    """What makes a bearer of an old name a cadre of today: 政治部主任|李恒, 李恒|同志."""
    return _CADRE.search(text, max(0, start - _ROW), start) or _COMRADE.match(text, end)


def _now(text: str, start: int) -> re.Match[str] | None:
    """The same for those whom everyone knows."""
    return _OF_NOW.search(text, max(0, start - _ROW), start)


def _of_the_press(name: str) -> bool:
    """Whether today's press has the name often, and most of the time beside an office (穆罕默德)."""
    weight, share = people.foreign()[name]
    return weight > _OFTEN and share >= 0.5


def in_rows_of_today(mentions: Sequence[PersonMention], text: str) -> set[str]:
    """Names of history that stand in a row of four and more, all others of whom are of the day (a roll of members).

    `mentions` are in text order; `text` is what their offsets count in.
    """
    out: set[str] = set()
    row: list[PersonMention] = []
    for m in mentions:
        if row and not _ROW_GAP.fullmatch(text, row[-1].end, m.start):
            out |= _odd_one(row)
            row = []
        row.append(m)
    return out | _odd_one(row)


def _odd_one(row: Sequence[PersonMention]) -> set[str]:
    old = {m.name for m in row if m.kind == "historical"}
    if len(row) < _LONG_ROW or len(old) > max(1, len(row) // _ONE_IN):
        return set()
    known = people.people()
    return {n for n in old if len(n) <= 3 and n in known and _BY_HAND not in known[n].source}


def _reason(figure: people.Known) -> str:
    if figure.born and figure.died:
        return f"life dates {figure.born}–{figure.died}"
    if figure.died:
        return f"died {figure.died}"
    return f"born {figure.born}" if figure.born else "a figure of history"


def _modern(text: str, start: int, end: int) -> bool:
    """Whether a name that the press uses today stands beside an office of a state (穆罕默德总统)."""
    return _OF_STATE.match(text, end) is not None or _OF_STATE_BEFORE.search(text, max(0, start - 4), start) is not None
