"""Tables set as text: 书　记　甲　1949—1951, below a heading that names the body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.lexicon import offices, titles
from pipeline.lexicon.places import gazetteer
from pipeline.lexicon.titles import TitleHit
from pipeline.stages.offices.bodies import Bodies, Body, local, of_mention

_SPACED = re.compile(
    r"^[ \u3000]*(?P<form>(?:副[ \u3000]{0,2})?[\u4e00-\u9fff](?:[ \u3000]{1,4}[\u4e00-\u9fff]){1,4})(?=[ \u3000：:\n]|$)",
    re.MULTILINE,
)


def spaced(text: str) -> Iterator[TitleHit]:
    """书　记, 县　长 at the head of a line: titles spread to the width of the column."""
    for m in _SPACED.finditer(text):
        start, form = m.start("form"), m["form"]
        while len(form) > 2:  # 副 部 长　甲: the last signs may be a name's
            word = re.sub(r"[ \u3000]", "", form)
            found = list(titles.find(word))
            if found and found[-1].start == 0 and found[-1].end == len(word) and not found[-1].title.organ:
                hit = found[-1]
                yield TitleHit(start, start, start, start + len(form), hit.level, hit.status, hit.title)
                break
            form = form[:-1].rstrip(" \u3000")


_HEADING = re.compile(
    rf"^[ \u3000]*(?P<line>[^\n，。；：]{{0,26}}(?:{offices.either('roster_heading')})[^\n，。；]{{0,12}})$|"
    r"^[ \u3000]*第[一二三四五六七八九十]{1,3}[章节][ \u3000]+(?P<section>[^\n，。；：]{4,24})$",
    re.MULTILINE,
)
_COMMITTEE = re.compile(
    r"(?:中共|中国共产党)(?P<place>[\u4e00-\u9fff]{2,9}?)(?:历届|历任|第[一二三四五六七八九十]{1,3}届)?(?:委员会|县委|市委|区委|旗委|州委)"
)


def heading_body(text: str, pos: int, bodies: Bodies) -> Body | None:
    """The body whose holders a table lists, as the last heading above it says (中共黟县历届委员会领导人名录)."""
    found = None
    for m in _HEADING.finditer(text, max(0, pos - 1500), pos):
        part = "line" if m["line"] is not None else "section"
        committee = _COMMITTEE.search(m[part])
        named = bodies.last_in(m.start(part), m.end(part))
        if committee is not None and gazetteer().named(committee["place"], bare=True):
            places = gazetteer().named(committee["place"], bare=True)
            found = local(places[0].name, "委", "inherited")
        elif named is not None and named[2].name != "中国共产党":
            found = of_mention(named[2]).as_("inherited")
    return found
