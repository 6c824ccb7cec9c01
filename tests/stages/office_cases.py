"""Sentences with marks as layers: [name], [alias=name], {body}, {text=short name}, <place>."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.lexicon.places import gazetteer
from pipeline.reading import Reading
from pipeline.source import SourceText
from pipeline.stages.offices import Offices
from schemas.base import TextSpan
from schemas.layers import (
    Article,
    ArticlesLayer,
    CleanLayer,
    Credit,
    DatesLayer,
    Home,
    NamesLayer,
    OfficeItem,
    OrganizationsLayer,
    OrgMention,
    PersonMention,
    PlaceMention,
)

CASES = Path(__file__).parent.parent / "cases" / "offices.tsv"
_MARK = re.compile(r"\[([^\]=]+)(?:=([^\]]+))?\]|\{([^}=]+)(?:=([^}]+))?\}|<([^>]+)>")
_COUNTRIES = "中国法国德国英国美国日本越南韩国俄罗斯塞尔维亚巴西以色列蒙古国匈牙利老挝印度尼西亚埃及"


def reading_of(marked: str, home: str = "") -> Reading:
    """The reading of a marked sentence; a line (作者系…) is the author's line of the name after □."""
    marked = marked.replace("\\n", "\n")
    text, pos = "", 0
    people, orgs, places = [], [], []
    for m in _MARK.finditer(marked):
        text += marked[pos : m.start()]
        pos = m.end()
        shown = m[1] or m[3] or m[5]
        at = {"start": len(text), "end": len(text) + len(shown), "text": shown}
        text += shown
        if m[1]:
            full = re.sub(r"\s", "", m[2] or shown)
            form = "full" if m[2] is None else "surname-title"
            people.append(PersonMention(**at, name=full, form=form, confidence=1, source="test"))
        elif m[3]:
            short = m[4] or shown
            place = home if m[4] and home and m[4].startswith(home) else None
            kind = "party" if re.search(r"委$|党组$|党委$|党工委$|组织部$|宣传部$|统战部$|共中央$", short) else "other"
            kind = "cppcc" if short.endswith("政协") else "congress" if short.endswith(("人大", "人大常委会")) else kind
            if place is None and (p := re.match(r"[\u4e00-\u9fff]{2,8}?[省市县区州旗镇乡]", short)):
                place = p[0]
            orgs.append(
                OrgMention(
                    **at,
                    name=short,
                    short=short,
                    type=kind,
                    place=place,
                    derivation="elliptic" if m[4] else "explicit",
                    confidence=1,
                    source="test",
                )
            )
        else:
            found = gazetteer().named(shown)
            level = "country" if shown in _COUNTRIES else found[0].level if found else "other"
            places.append(PlaceMention(**at, name=shown, level=level, confidence=1, source="test"))
    text += marked[pos:]
    reading = Reading(SourceText(id="t", text=text))
    reading.add("clean", CleanLayer())
    notes = tuple(TextSpan(start=m.start(), end=m.end(), text=m[0]) for m in re.finditer(r"（作者[^（）]*）", text))
    by = text.find("□")
    authors = tuple(
        Credit(start=p.start, end=p.end, text=p.text, role="author") for p in people if 0 <= by < p.start <= by + 12
    )
    article = Article(id="a1", start=0, end=len(text), authors=authors, author_notes=notes)
    reading.add("articles", ArticlesLayer(articles=(article,)))
    reading.add("dates", DatesLayer())
    reading.add("names", NamesLayer(mentions=tuple(people)))
    homes = ()
    if home:
        division = home.endswith(tuple("省市县区州旗镇乡"))
        homes = (
            Home(
                start=0,
                end=len(text),
                place=home if division else None,
                body=None if division else home,
                basis="test",
                confidence=1,
            ),
        )
    reading.add("organizations", OrganizationsLayer(mentions=tuple(orgs), places=tuple(places), homes=homes))
    return reading


def offices(marked: str, home: str = "") -> tuple[OfficeItem, ...]:
    """The stage's items for a marked sentence."""
    return Offices().process(reading_of(marked, home)).items


def shown(item: OfficeItem) -> list[str]:
    """person/body/title in every wording of the body, then status and derivation."""
    names = [n for n in (item.organization_short, item.organization, *item.organization_aliases) if n] or ["?"]
    return [f"{item.person}/{n}/{item.title}" for n in dict.fromkeys(names)]


def cases() -> list[tuple[str, str, str, list[str]]]:
    """(group, marked sentence, home, expected) of the table."""
    out = []
    for r in rows_of(CASES):
        want = [w.strip() for w in r["expected"].split(";") if w.strip() and w.strip() != "-"]
        out.append((r["group"], r["sentence"], r["home"], want))
    return out


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of the table (the lexicon loader reads only its own folder)."""
    lines = [ln.rstrip("\n") for ln in path.open(encoding="utf-8") if ln.strip() and not ln.startswith("#")]
    header = lines[0].split("\t")
    return [dict(zip(header, [*ln.split("\t"), "", "", ""], strict=False)) for ln in lines[1:]]
