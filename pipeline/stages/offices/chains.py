"""Titles that stand together, names that stand together: the elements of the grammar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.stages.offices.post import Post, Who
from pipeline.stages.offices.tokens import Tokens

NOTE = r"（[^（）\n]{1,24}）"
#: what a post is charged with, between two of one person: 党组副书记、|分管日常工作的|副院长
_CHARGE = r"(?:(?:分管|主持|负责|主管)(?:日常|常务|全面)?工作的|享受[^，。、；\n]{2,12}待遇的?)?"
#: before the name of a troop the words for the whole army may stand (市革委会副主任、|中国人民解放军|某警备区政委)
_JOIN = re.compile(
    rf"(?:{NOTE})?(?:、(?:[原前]|代理)?{_CHARGE}|，?兼任?|、兼|和|及|暨|；?现任|，现任|、现任|、时任|兼本?|（兼任?)?(?:中国人民解放军)?"
)
AND = re.compile(
    rf"(?:{NOTE})?(?:同志|先生|女士)?(?:[ \u3000]*(?:、|和|与|及|以及|，|，以及)[ \u3000]*|[ \u3000]{{1,8}})"
)
#: what stands between a name and a post in a line of life: 甲，男，汉族，1974年3月生，中共党员，市财政局副局长
LIFE = re.compile(
    r"(?:先生|女士|同志)?(?:，(?:[男女]|[\u4e00-\u9fff]{1,6}族|(?:19|20)\d\d年(?:\d{1,2}月)?(?:出?生|参加工作|入党)?|"
    r"(?:原名|曾用名|又名|化名)[\u4e00-\u9fff、]{1,8}|(?:19|20)\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?出?生于[^，。；\n]{2,20}|(?:19|20)?\d\d[届级]|\d{2}岁|"
    r"[^，。；\n]{0,16}(?:学历|学位|党员|成员|文化|毕业|学士|硕士|博士|研究生|大学|大专|中专|本科|职称|师|参加工作|入党|籍|人|群众|党派|作家|画家|书法家|院士|教授)))*，"
)
_CHIEFS = frozenset(("省长", "市长", "县长", "区长", "州长", "旗长", "镇长", "乡长"))
_COUNTED = re.compile(r"[两二三四五六七八九十几\d]+[位名]$")
#: posts of one man between two names
_LONGEST = 8
_COMMA = re.compile(rf"(?:{NOTE})?，")
_NOTE = re.compile(NOTE)
#: 院长 党委副书记 甲: a column sets the posts apart by blanks
_APART = re.compile(r"[ \u3000]{1,4}")
_SAID = re.compile(r"(?:任|为|是|系|免去|兼|当选|担任|的)(?:双聘|特聘|兼职|客座|名誉|特约|首批)?$")
_TIED = re.compile(rf"(?:{NOTE})?(?:同志|先生|女士)?[，（：]?")
_PLURAL = re.compile(r"(?:副|常委|委员|成员|专员|理事|董事|监事|代表|审判员|检察员|巡视员|参事|队员|干事)")


@dataclass(slots=True)
class Chain:
    """Titles that stand together and so have one holder (苏州市委副书记、市长)."""

    posts: list[Post]

    @property
    def start(self) -> int:
        return self.posts[0].start

    @property
    def end(self) -> int:
        return self.posts[-1].end


@dataclass(slots=True)
class Group:
    """Names that stand together (刘锋、曹维熙、王伟)."""

    people: list[Who]

    @property
    def start(self) -> int:
        return self.people[0].start

    @property
    def end(self) -> int:
        return self.people[-1].end


@dataclass(slots=True)
class Claim:
    """A person holds a post, by which rule we know, and what the words say of its time."""

    who: Who | None
    post: Post
    rule: str
    confidence: float
    order: int = 0
    status: str | None = None
    start: int = 0
    end: int = 0
    held: str | None = None
    group: str | None = None  # the leading group whose members a list gives
    lead: int | None = None  # where the first post of the same verb stands, whose date is this one's too


def elements(tokens: Tokens) -> Iterator[Chain | Group]:
    """Chains and groups of the whole document in text order; none runs over a line's end."""
    text = tokens.text
    posts, people = tokens.posts, tokens.people
    i = j = 0
    current: Chain | Group | None = None
    free = True  # does neither a name nor a verb claim the running chain already?
    while i < len(posts) or j < len(people):
        if j >= len(people) or (i < len(posts) and posts[i].hit.start < people[j].start):
            post = posts[i]
            i += 1
            if post.silent and isinstance(current, Group) and _noted(text, current.end, post):
                continue  # 甲（结合干部）、乙（群众组织代表）任副主任: no break in the list
            if isinstance(current, Chain) and (
                _joined(text, current, post)
                or (free and _goes_on(tokens, current, i - 1))
                or _set_apart(tokens, current, post)
            ):
                current.posts.append(post)
                continue
            free = (
                not _SAID.search(text, max(0, post.start - 8), post.start) and "等" not in text[post.start : post.end]
            )
            if isinstance(current, Group) and _TIED.fullmatch(text, current.end, post.start):
                free = False
            if current is not None:
                yield current
            current = Chain([post])
        else:
            who = people[j]
            j += 1
            if isinstance(current, Group) and AND.fullmatch(text, current.end, who.start):
                current.people.append(who)
                continue
            if current is not None:
                yield current
            current = Group([who])
    if current is not None:
        yield current


def _noted(text: str, end: int, post: Post) -> bool:
    """Does a post stand in the bracket right behind a name, with no other post, and the list of names go on after it?"""
    if not text.startswith("（", end):
        return False
    close = text.find("）", end, end + 26)
    return close >= post.end and text[close + 1 : close + 2] in ("、", "和", "任")


def _joined(text: str, chain: Chain, post: Post) -> bool:
    """Does a post go on with the chain? 和 joins only what has no body of its own."""
    end = chain.end
    if post.status == "current" and chain.posts[-1].silent:
        return False  # 会计师，现任…: the verb starts anew
    if post.bare and text[post.start - 1] in "原前" and chain.posts[-1].title.endswith("代表"):
        return False  # 老领导代表、原董事长甲: one post, and a word for who he is here
    if text[end : post.start] == "（" and post.bare and text.startswith("）", post.end):
        return True  # 院长（主任）甲: two plates, two titles
    if post.silent and text.startswith("、享受", end) and post.start - end == 3:
        return True  # 原副省长、享受|省长级医疗待遇离休干部|甲
    if post.start - end > 20 or not _JOIN.fullmatch(text, end, post.start):
        return False
    return post.bare or text[end : post.start] not in ("和", "及", "暨")


def _goes_on(tokens: Tokens, chain: Chain, i: int) -> bool:
    """县委常委、政法委书记，县公安局局长甲: a comma joins too, where the next title names its body and the name follows."""
    text, posts = tokens.text, tokens.posts
    if _COUNTED.search(text, max(0, chain.start - 4), chain.start):
        return False  # 五位|副首相，王家军陆军副司令甲
    if (posts[i].bare and not posts[i].silent) or not _COMMA.fullmatch(text, chain.end, posts[i].start):
        return False
    run, last = Chain([posts[i]]), i + _LONGEST
    while (who := _holder(tokens, run.end)) is None:
        i += 1
        if i >= min(len(posts), last) or not (
            _joined(text, run, posts[i])
            or ((not posts[i].bare or posts[i].silent) and _COMMA.fullmatch(text, run.end, posts[i].start))
        ):
            return False
        run = Chain([posts[i]])
    return who is not None


def _holder(tokens: Tokens, end: int) -> Who | None:
    """Who is named right after a title, or after the note behind it (市总工会主席（兼）甲)."""
    note = _NOTE.match(tokens.text, end)
    return tokens.person_at(note.end() if note is not None else end)


def _set_apart(tokens: Tokens, chain: Chain, post: Post) -> bool:
    """院长 党委副书记 甲 at the head of a line."""
    text = tokens.text
    return (
        _APART.fullmatch(text, chain.end, post.start) is not None
        and not text[tokens.breaks.line(chain.start) : chain.start].strip(" \u3000·")
        and (gap := _APART.match(text, post.end)) is not None
        and tokens.person_at(gap.end()) is not None
    )


def seats(posts: list[Post]) -> bool:
    """书记、县长: the two chief posts of a place, which two people hold."""
    first, second = posts
    return first.title == "书记" and second.title in _CHIEFS


def plural(post: Post) -> bool:
    """May several people hold the post at once (副主任, 常委)?"""
    return bool(_PLURAL.search(post.title))
