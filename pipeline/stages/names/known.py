"""Whom everyone knows under less than the full name: 毛主席, 近平同志, 温总理 in a text of 2005, 张闻天（洛甫）."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from pipeline.engines.lattice import Found
from pipeline.lexicon import leaders, people
from pipeline.lexicon.loader import Matcher
from pipeline.stages.names.aliases import HANS, Aliases
from pipeline.stages.names.forms import Alias

#: what follows a given name in a by-name and is no part of the mention
_ADDRESS = ("同志", "先生")
#: by-names that are full names too (叶帅), and the year from which they are rather that
_MARSHAL, _MARSHALS_UNTIL = "帅", "1998"
#: posts that one person of the country holds at a time, whose bearer a surname tells
_SOLE = ("总理", "委员长")
_BODIES = frozenset(("国务院", "全国人大常委会"))
_TITLED = re.compile(rf"([\u4e00-\u9fff])(?:{'|'.join(_SOLE)})(?!会[议上]|助理|府)")


@lru_cache(maxsize=1)
def _bynames() -> Matcher:
    return Matcher(people.bynames())


@lru_cache(maxsize=1)
def _terms() -> dict[tuple[str, str], tuple[leaders.Tenure, ...]]:
    """Surname and post → those who have held it, in order of time."""
    out: dict[tuple[str, str], list[leaders.Tenure]] = {}
    for terms in leaders.tenures().values():
        for t in terms:
            if t.title in _SOLE and t.body in _BODIES:
                out.setdefault((t.name[0], t.title), []).append(t)
    return {k: tuple(sorted(v, key=lambda t: t.start)) for k, v in out.items()}


def known(aliases: Aliases, day: str | None) -> Iterator[Alias]:
    """The by-names of people whom everyone knows; `day` is when the text was written, where that is known."""
    matcher = _bynames()
    for s, e, i in matcher.find(aliases.text):
        byname = matcher.strings[i]
        name = people.bynames()[byname]
        given = byname.endswith(_ADDRESS)
        if not aliases.free(s, e) or aliases.ends_word(s, 1) or not _meant(aliases, byname, name, day):
            continue
        if given and ((s and HANS.match(aliases.text, s - 1)) or aliases.given(byname[:-2]) - {name}):
            continue  # another one of the document has that given name
        name = _as_written(aliases, name)
        yield Alias(s, e - 2 if given else e, "given" if given else "surname-title", name)
    for m in _TITLED.finditer(aliases.text) if any(t in aliases.text for t in _SOLE) else ():
        surname, title = m[1], m[0][1:]
        terms = _terms().get((surname, title))
        if not terms or not aliases.free(*m.span()) or aliases.ends_word(m.start(), 1):
            continue
        if m.start() and HANS.match(aliases.text, m.start() - 1) and not aliases.sides.left(m.start())[0] > 0:
            continue
        if not aliases.in_post(surname, title) and (name_ := _holder(terms, day)) is not None:
            yield Alias(m.start(), m.end(), "surname-title", _as_written(aliases, name_))


def _as_written(aliases: Aliases, name: str) -> str:
    """The name in the script of the document, where it has the full name too: 習主席 beside 習近平."""
    return next((f.name for f in aliases.full if f.folded == name), name)


def _holder(terms: tuple[leaders.Tenure, ...], day: str | None) -> str | None:
    """Who of several with one surname is meant: the one in office, else the only one who ever was before."""
    if day is not None:
        if now := next((t for t in terms if t.held_on(day)), None):
            return now.name
        terms = tuple(t for t in terms if t.start <= day)
    names = {t.name for t in terms}
    return names.pop() if len(names) == 1 else None


def _meant(aliases: Aliases, byname: str, name: str, day: str | None) -> bool:
    """Whether a by-name that may be somebody's full name is that of the marshal."""
    if not byname.endswith(_MARSHAL):
        return True
    return aliases.names(name) or (day is not None and day < _MARSHALS_UNTIL)


def renamed(text: str, found: list[Found], surface: Mapping[int, str], day: str | None) -> dict[int, str]:
    """Full names as read that are by-names: 恩来|同志, 叶帅, 张闻天（|洛甫|）."""
    table, names = people.bynames(), set(surface.values())
    out: dict[int, str] = {}
    for i, f in enumerate(found):
        own = surface[f.start]
        if own.endswith(_MARSHAL):
            name = table.get(own)
            if name is not None and (name in names or (day is not None and day < _MARSHALS_UNTIL)):
                out[f.start] = name
        elif len(own) == 2 and text[f.end : f.end + 2] in _ADDRESS:
            name = table.get(own + text[f.end : f.end + 2])
            if name is not None and not any(n != name and n.endswith(own) and len(n) == 3 for n in names):
                out[f.start] = name
        elif i and text[f.end : f.end + 1] == "）" and found[i - 1].end == f.start - 1 and text[f.start - 1] == "（":
            before, figure = surface[found[i - 1].start], people.people().get(own)
            if figure is not None and figure.name == before:
                out[f.start] = before
    return out
