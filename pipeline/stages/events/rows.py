"""Leaders named in a row that runs over several clauses: 县长甲，县委常委、组织部长乙到丙镇督导; 甲、乙、丙等县领导."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.stages.events.context import Context
from pipeline.stages.events.model import Event, Person

#: the day and the posts that stand before a name and do nothing
_POSTED = re.compile(
    r"[\s　]*(?:[0-9月日上下午晚]{2,8})?(?:[一-鿿、（）“”]{0,40}?)"
    r"(?:书记|常委|委员|[部省市县区镇乡局院校州旗会厅司处科行庭馆所站团]长|主任|主席|总理|经理|总裁|董事长|理事长|成员|巡视员|调研员|助理|政委|组长|检察长|秘书长)"
)
#: what no row of posts holds
_DOES = re.compile(r"[在到赴与和同对向为被把了]|召开|主持|出席|率|带领|陪同|深入|介绍|会见|听取")
#: how many clauses one row runs over
_LONGEST = 12
_LEADERS = re.compile(
    r"等(?:在家的?)?(?:[省市县区镇乡州旗校院局]|集团|公司|部分|几位|四大|班子)*(?:班子)?(?:领导|负责人|负责同志|校领导)"
)


def before(ctx: Context, start: int, first: Person) -> list[Person]:
    """Those whom the clauses right before the one of `first` name, each with his posts and nothing that he does."""
    out: list[Person] = []
    at = ctx.clause(first.start)[0]
    if not _posted(ctx, at, first.start):
        return out
    for _ in range(_LONGEST):
        if at - 2 < start or ctx.text[at - 1] not in "，；":
            break
        c0, c1 = ctx.clause(at - 2)
        people = ctx.people_in(max(c0, start), c1)
        if not people or people[-1].end != c1 or not _posted(ctx, max(c0, start), people[0].start):
            break
        if any(not _posted_or_mark(ctx, a.end, b.start) for a, b in pairwise(people)):
            break
        out = [*people, *out]
        at = max(c0, start)
    return out


def _posted(ctx: Context, a: int, b: int) -> bool:
    return _POSTED.fullmatch(ctx.text, a, b) is not None and _DOES.search(ctx.text, a, b) is None


def _posted_or_mark(ctx: Context, a: int, b: int) -> bool:
    return ctx.text[a:b] in ("、", "和") or (ctx.text[a : a + 1] == "、" and _posted(ctx, a + 1, b))


def leaders(ctx: Context, about: Event | None, people: Sequence[Person]) -> None:
    """甲、乙、丙等县领导|拿起铁锹: who are named so in the report of an activity or a visit took part."""
    if about is None or about.lead.type not in ("ceremony", "visit", "inspection") or len(people) < 2:
        return
    row = [people[0]]
    for p in people[1:]:
        if ctx.text[row[-1].end : p.start] not in ("、", "和"):
            break
        row.append(p)
    if len(row) > 1 and _LEADERS.match(ctx.text, row[-1].end):
        for p in row:
            about.add_person(p.name, "attendee", p.start)
