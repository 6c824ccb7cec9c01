"""Places that have a chief of their own beside the one whom the text names without his place: 嘉兴市委书记甲会见市委书记乙."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping

from pipeline.stages.organizations.read import Chain

#: the chief of a committee or a government, behind the name of the place
_CHIEF = re.compile(r"(?P<post>委书记|委副书记、(?:代)?[市县区州旗]长|(?:人民政府)?(?:代)?[市县区州旗]长)")
#: the same without the place
_BARE = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=日|午|晚)|(?<=省委常委、)|(?<=省委副书记、))"
    r"(?P<unit>[市县区州旗])(?P<post>委书记|委副书记、(?:代)?[市县区州旗]长|(?:代)?长)"
)
#: who was chief then, who is to be, whose post it is no longer
_NOT_NOW = re.compile(r"(?:原|前|时任|历任|曾任|任|为|当选)$")
#: how far apart the two stand in one report, and what shows that it tells of years
_NEAR, _YEARS = 1200, re.compile(r"(?:19|20)[0-9]{2}年")


def found(text: str, start: int, end: int, links: Iterable[Chain], names: Mapping[int, str]) -> frozenset[str]:
    """The codes (without their zeros) of the places of text[start:end] whose chief is another than the text's own;
    `names`: the people, by where they are named.
    """
    bare = [m for m in _BARE.finditer(text, start, end) if m.end() in names]
    if not bare:
        return frozenset()
    at = [m.start() for m in bare]
    out = set[str]()
    for c in links:
        m = _CHIEF.match(text, c.end, min(end, c.end + 14)) if c.place.code and c.place.domestic else None
        if m is None or m.end() not in names or _NOT_NOW.search(text, max(start, c.start - 2), c.start):
            continue
        for b in bare[bisect_left(at, c.start - _NEAR) :]:
            if b.start() > c.start + _NEAR:
                break
            same = c.place.name.endswith(b["unit"]) and b["post"][:2] == m["post"][:2]
            low, high = sorted((b.start(), c.start))
            if same and names[b.end()] != names[m.end()] and len(set(_YEARS.findall(text, low, high))) < 2:
                out.add(c.place.code.rstrip("0"))
                break
    return frozenset(out)
