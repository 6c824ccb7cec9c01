"""Role nouns of Chinese political prose (书记, 常务副主任, 巡抚, 联邦总理) and the words that stand before them (副, 代, 原)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.lexicon.loader import Matcher, cells, rows

FILE = "titles.tsv"
#: the kind of rows that hold a role noun and are none
_TORN = "torn"

#: words before a role noun that are part of the post (副主任, 代县长, 第一书记, 名誉会长)
LEVEL_WORDS = (
    "副",
    "第一副",
    "常务副",
    "专职副",
    "兼职副",
    "驻会副",
    "挂职副",
    "执行副",
    "高级副",
    "常务",
    "专职",
    "兼职",
    "驻会",
    "执行",
    "高级",
    "资深",
    "首席",
    "总",
    "助理",
    "代",
    "代理",
    "署理",
    "署",
    "护理",
    "第一",
    "第二",
    "第三",
    "名誉",
    "荣誉",
    "候补",
    "轮值",
    "联席",
    "特约",
    "临时",
    "过渡",
    "看守",
    "创会",
    "创始",
    "共同",
    "永远",
    "永久",
    "终身",
)

#: words before a role noun that say when the post is or was held (原局长, 时任市长, 候任总统)
STATUS_WORDS = {
    "原": "former",
    "原任": "former",
    "时任": "former",
    "前": "former",
    "前任": "former",
    "曾任": "former",
    "历任": "former",
    "老": "former",
    "首任": "former",
    "卸任": "former",
    "已故": "former",
    "现任": "current",
    "新任": "current",
    "在任": "current",
    "代": "acting",
    "代理": "acting",
    "署理": "acting",
    "临时": "acting",
    "看守": "acting",
    "候任": "designate",
    "拟任": "designate",
    "当选": "elected",
    "新当选": "elected",
}


@dataclass(frozen=True, slots=True)
class Title:
    """A role noun as it stands in the text; `head` is the bare post, `organ` the body in the form (党委书记 → 党委, 书记).

    `needs` are the kinds of body that have such a post; an `exclusive` post has one holder, who holds no second of the kind.
    `kind`: post, membership (人大代表), rank (少将), occupation (记者), status (国家元首), role (in one event: 监票人),
    address (同志).
    """

    title: str
    head: str
    organ: str
    domain: str
    rank: str
    needs: tuple[str, ...]
    levels: tuple[str, ...]
    exclusive: bool
    kind: str
    source: str


@dataclass(frozen=True, slots=True)
class TitleHit:
    """A role noun in a text: `start`..`end` holds level and status words too.

    `core` is where the lexicon's form starts, `head` where the bare role noun does (原南通市副市长: 副市长, level 副).
    """

    start: int
    core: int
    head: int
    end: int
    level: str
    status: str | None
    title: Title

    @property
    def post(self) -> str:
        """The post as a record names it: level words and bare role noun (常务副主任)."""
        return self.level + self.title.head


@lru_cache(maxsize=1)
def titles() -> dict[str, Title]:
    """Every form of the lexicon by its text."""
    return {
        r["title"]: Title(
            title=r["title"],
            head=r["head"],
            organ=r["organ"],
            domain=r["domain"],
            rank=r["rank"],
            needs=tuple(cells(r["needs"])),
            levels=tuple(cells(r["levels"])),
            exclusive=r["exclusive"] == "1",
            kind=r["kind"],
            source=r["source"],
        )
        for r in rows(FILE)
        if r["kind"] != _TORN
    }


@lru_cache(maxsize=1)
def matcher() -> Matcher:
    """All forms, leftmost and longest, and behind them what holds one by chance (人大副|主任)."""
    return Matcher((*titles(), *(r["title"] for r in rows(FILE) if r["kind"] == _TORN)))


@lru_cache(maxsize=16)
def forms(kind: str | None = None) -> frozenset[str]:
    """The forms of one kind (post, occupation, address …), or all."""
    return frozenset(t.title for t in titles().values() if kind is None or t.kind == kind)


_LEVELS = frozenset(LEVEL_WORDS)
_LONGEST = max(map(len, (*LEVEL_WORDS, *STATUS_WORDS)))


def find(text: str) -> Iterator[TitleHit]:
    """Role nouns in a text with the level and status words before them, in text order, not overlapping.

    >>> [(h.post, h.status) for h in find("原常务副市长")]
    [('常务副市长', 'former')]
    """
    forms_ = list(titles().values())
    floor = 0
    for start, end, index in matcher().find(text):
        if index >= len(forms_):
            continue  # 第二副|首相 is no second mate, 人大副|主任 no first one
        title = forms_[index]
        if title.kind == "rank" and text[end - 1] == "校" and text.startswith("长", end):
            start, end, title = start + 1, end + 1, titles()["校长"]  # 县一中|校长 is no 中校
        elif title.title == "学监" and text.startswith("察专员", end):
            start, end, title = start + 1, end + 3, titles()["监察专员"]  # 驻某大学|监察专员
        elif text.startswith("记", end) and text[end - 1] == "书":
            start, end, title = end - 1, end + 1, titles()["书记"]  # 特支|书记 is no 支书
        head = end - len(title.head) if text.endswith(title.head, start, end) else start
        level, status, pos = before(text, start, floor, organ=bool(title.organ))
        yield TitleHit(pos, start, head, end, level, status, title)
        floor = end


#: what may be part of the post before a form that holds its body (副县委书记): 第一|中学校长 is no 第一校长
_OVER_ORGAN = frozenset(("副", "代", "代理", "名誉"))


#: 署 after one of these is an office, no acting post
_OFFICE_END = frozenset("行公专总计源女划利民务生境食发察居")
#: 代 after one of these is a dynasty (清代|大学士)
_DYNASTY = frozenset("清明宋唐元汉隋古")


def before(text: str, start: int, floor: int = 0, *, organ: bool = False) -> tuple[str, str | None, int]:
    """Level words, status and first offset of what stands before a role noun that starts at `start`."""
    levels = _OVER_ORGAN if organ else _LEVELS
    pos, level, status = start, "", None
    while pos > floor:
        for n in range(min(_LONGEST, pos - floor), 0, -1):
            word = text[pos - n : pos]
            led = text[pos - 2 : pos - 1]
            if word == "代" and led in _DYNASTY:
                return level, status, pos
            if word in levels and not (word == "署" and led in _OFFICE_END):  # 行署|副专员
                level = word + level
                status = status or STATUS_WORDS.get(word)
                break
            if word in STATUS_WORDS:
                status = status or STATUS_WORDS[word]
                break
        else:
            break
        pos -= n
    return level, status, pos
