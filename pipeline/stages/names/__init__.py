"""Names: who is named, from surname and given characters, posts, verbs, lists, by-lines, known people and the whole document."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline import engines
from pipeline.config import Settings
from pipeline.engines import Hit
from pipeline.engines.lattice import Found, Lattice
from pipeline.lexicon import surnames
from pipeline.lexicon.places import gazetteer
from pipeline.reading import Reading
from pipeline.stages.base import Stage, stage
from pipeline.stages.names.aliases import Aliases
from pipeline.stages.names.document import bare, read
from pipeline.stages.names.forms import Alias, Full
from pipeline.stages.names.kinds import NAMESAKE, in_rows_of_today, kind
from pipeline.stages.names.known import known, renamed
from schemas.layers import EngineHit, NamesLayer, Notice, PersonKind, PersonMention

#: log probability below which a surname is so rare that two characters are rather somebody's given name
_RARE_SURNAME = -9.0
#: what says that the name behind it is the kin of the one before it: 拜登之子|亨特·拜登
_KIN = re.compile(
    r"(?:总统|总理|首相|国王)?(?:之|的)?(?:[长次三四幼独]?[子女]|儿子|女儿|孙子|孙女|妻子|夫人|丈夫|遗孀|母亲|父亲|兄弟|弟弟|哥哥|"
    r"姐姐|妹妹|侄子|女婿|儿媳)$"
)
_ENDS = frozenset(("，", "。", "；", "、", "）", "（", ""))
#: what gives somebody one more name
_BORNE = re.compile(r"(?:又名|原名|本名|曾用名|化名|别名|别号|学名|乳名|谱名)(?:叫|为|是)?$")
_MARKS = re.compile(r"[、，。；：\n]")


@stage
class Names(Stage):
    """People of a document, each naming with the name it resolves to."""

    name = "names"
    version = "13"
    layer = NamesLayer
    needs = ("clean", "articles")
    uses = ("engine",)
    lexicons = (
        "words.tsv",
        "places.tsv",
        "townships.tsv",
        "place_bynames.tsv",
        "not_names.tsv",
        "divisions.tsv",
        "surnames.tsv",
        "given_chars.tsv",
        "translit_chars.tsv",
        "people.tsv",
        "bynames.tsv",
        "eras.tsv",
        "foreign_names.tsv",
        "native_names.tsv",
        "name_cues.tsv",
        "named_after.tsv",
        "leaders.tsv",
        "titles.tsv",
        "bodies.tsv",
    )

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__(settings)
        #: the lexicon engine is this stage's own reading; another one is asked for now, so that E404 comes before any work
        self._engine = None if self.settings.engine == "lexicon" else engines.get(self.settings.engine)

    def process(self, reading: Reading) -> NamesLayer:
        text = reading.text
        lattice = Lattice(text)
        asked = self._asked(reading, lattice)
        hits = self._hits(reading, asked)
        credits = [reading.span(c) for a in reading.articles.articles for c in a.authors if c.role != "source"]
        marked = {(h.start, h.end): h.score for h in hits if h.label == "PER"}
        found = _no_towns(_whole(read(lattice, credits, marked, asked), text), text)
        surface = {f.start: bare(reading.view.text[f.start : f.end]) for f in found}
        resolved = _parts(found, surface, text)
        published = reading.articles.published
        written = published.edtf if published is not None else None
        #: what is only inferred from the dates in a text may be the past that it tells of
        day = written if published is not None and published.basis != "inferred" else None
        resolved |= renamed(text, found, surface, written)
        resolved |= _borne(found, surface, resolved, text)
        full = [
            Full(resolved[f.start], bare(text[f.start : f.end]), f.start, _beside(text, found, i), f.end)
            for i, f in enumerate(found)
        ]
        taken = {i for f in found for i in range(f.start, f.end)}
        short = Aliases(text, lattice.sides, full, taken)
        aliases = _apart([*known(short, written), *short])
        mentions = [*_full(reading, found, surface, resolved, day), *_short(reading, aliases, day)]
        mentions.sort(key=lambda m: m.start)
        today = {m.name for m in mentions if m.reason and m.reason.startswith(NAMESAKE)}
        today |= in_rows_of_today(mentions, reading.source.text)
        kinds: dict[str, PersonMention] = {}
        for m in mentions:
            if m.kind == "historical" and m.name not in today:
                kinds.setdefault(m.name, m)
        return NamesLayer(
            mentions=tuple(
                sorted(
                    (
                        m.model_copy(update={"kind": "historical", "reason": kinds[m.name].reason})
                        if m.name in kinds
                        else m.model_copy(update={"kind": "contemporary", "reason": None})
                        if m.name in today
                        else m
                        for m in mentions
                    ),
                    key=lambda m: m.start,
                )
            ),
            hits=tuple(
                EngineHit(**reading.view.at(h.start, h.end), label=h.label, engine=self.settings.engine, score=h.score)
                for h in hits
            ),
            warnings=tuple(
                Notice(code="W210", message=f"{text[a.start : a.end]}: {a.name}?", start=s, end=e)
                for a in aliases
                if a.several
                for s, e in (reading.view.out(a.start, a.end),)
            ),
        )

    def _asked(self, reading: Reading, lattice: Lattice) -> list[tuple[int, int]]:
        """The sentences in which there may be a name that what stands there does not settle; those the recogniser reads."""
        if self._engine is None:
            return []
        return [(s, e) for s, e in reading.sentences if lattice.unsettled(s, e)]

    def _hits(self, reading: Reading, sentences: Sequence[tuple[int, int]]) -> list[Hit]:
        """What the chosen recogniser marks, in offsets of the view."""
        if self._engine is None or not sentences:
            return []
        marked = self._engine.recognize([reading.text[s:e] for s, e in sentences])
        return [
            Hit(s + h.start, s + h.end, h.label, h.score)
            for (s, _), hs in zip(sentences, marked, strict=True)
            for h in hs
        ]


def _whole(found: list[Found], text: str) -> list[Found]:
    """甲某乙某|段林刚 run together in a headline: the end of a name that the document has in full is that name."""
    full = {text[f.start : f.end] for f in found if f.end - f.start == 3}
    out: list[Found] = []
    for f in found:
        free = f.start > 0 and (not out or out[-1].end <= f.start - 1)
        if free and f.end - f.start == 2 and text[f.start - 1 : f.end] in full:
            f = replace(f, start=f.start - 1)
        out.append(f)
    return out


#: who bears a name has a post, is called comrade, or does something
_BY_POST = re.compile(r"(?:[长记任席员]|同志|先生)$")
_TOWN_ENDS = ("市", "县", "区")


def _no_towns(found: list[Found], text: str) -> list[Found]:
    """接见吴江|民盟负责人 in a chronicle of 吴江市: the short name of a place that the text names in full is nobody's."""
    names = {text[f.start : f.end] for f in found if f.end - f.start == 2}
    towns = {n for n in names if gazetteer().named(n) and any(n + unit in text for unit in _TOWN_ENDS)}
    if not towns:
        return found
    said = {
        text[f.start : f.end]
        for f in found
        if _BY_POST.search(text, max(0, f.start - 2), f.start) or text.startswith(("同志", "先生"), f.end)
    }
    return [f for f in found if text[f.start : f.end] not in towns - said]


def _beside(text: str, found: list[Found], i: int) -> str:
    """The words beside a name that may hold its post: from the name before it, and to the next mark."""
    f = found[i]
    before = max(f.start - 16, found[i - 1].end if i else 0)
    after = min(f.end + 8, found[i + 1].start if i + 1 < len(found) else len(text))
    return text[before : f.start] + "|" + _MARKS.split(text[f.end : after], maxsplit=1)[0]


#: the dots that part a foreign name, as texts write them
_DOTTED = re.compile("[·•・‧∙⋅]")


def _parts(found: list[Found], surface: dict[int, str], text: str) -> dict[int, str]:
    """The full name of each place; a part of a dotted name of the document stands for it (恩代特瓦, 萨勒曼)."""
    dotted: dict[str, dict[str, int]] = {}  # part → the names it is of, with where each first stands
    kin = {part for f in found if (part := surface[f.start].rpartition("·")[2]) and _kin(text, f.start, part)}
    for f in found:
        name = surface[f.start]
        if _DOTTED.search(name):  # 卡翁达 of 肯尼思•卡翁达, whichever dot it is written with
            pieces = _DOTTED.split(name.replace("-", "·"))
            parts = {p for p in pieces if len(p) > 1} | {pieces[-1]}
            for part in parts - kin:  # 拜登之子亨特·拜登: two people of one family name
                dotted.setdefault(part, {}).setdefault(name, f.start)
    given = _given(surface.values()) | _families(surface.values())
    resolved: dict[int, str] = {}
    for f in found:
        name = surface[f.start]
        owners = dotted.get(name)
        if owners:
            resolved[f.start] = _owner(text, f, owners) if len(owners) > 1 else next(iter(owners))
        else:
            resolved[f.start] = given.get(name, name)
    return resolved


def _borne(found: list[Found], surface: dict[int, str], resolved: dict[int, str], text: str) -> dict[int, str]:
    """查良安（1911～1996），又名|查子明，…化名|查守拙: the other names of the one whose life opens the line."""
    also: dict[str, str] = {}
    last = -1  # where the last of these names ends
    for i, f in enumerate(found):
        if last >= 0 and text[last : f.start] == "、" and text[f.end : f.end + 1] in _ENDS:
            also[surface[f.start]] = also[surface[found[i - 1].start]]  # 化名查守拙、|查守朴
            last = f.end
            continue
        if i and text[f.end : f.end + 1] in _ENDS and _BORNE.search(text, max(0, f.start - 6), f.start):
            line = text.rfind("\n", 0, f.start) + 1
            before = (g for g in reversed(found[max(0, i - 8) : i]) if g.start >= line)
            own = next((g for g in before if surface[g.start] not in also), None)
            if own is None and not text[line : f.start].strip(" \u3000").removeprefix("原名"):
                own = _heads_life(text, found[max(0, i - 3) : i], line)
                if own is not None:
                    also[surface[f.start]] = resolved[own.start]
                    last = f.end
                continue
            if own is not None and f.start - own.end < 80 and "。" not in text[own.end : f.start]:
                also[surface[f.start]] = resolved[own.start]
                last = f.end
    return {f.start: also[surface[f.start]] for f in found if surface[f.start] in also} if also else {}


#: the years of a life in a bracket
_YEARS_OF_LIFE = re.compile(r"[（(](?:约|公元)?\d{4}[^（）()\n]{0,12}?[—–~～－-]")


def _heads_life(text: str, found: list[Found], line: int) -> Found | None:
    """李守拙（1915—1943），…\n原名|郑树文。: whose life the paragraph above opens with."""
    above = text[:line].rstrip(" \u3000\n")
    start = above.rfind("\n") + 1
    for f in found:
        if start <= f.start < line and not text[start : f.start].strip(" \u3000"):
            return f if _YEARS_OF_LIFE.match(text, f.end) else None
    return None


def _owner(text: str, f: Found, owners: dict[str, int]) -> str:
    """Of several with one family name: the one beside whom the same post stands, else the one named last."""
    post = text[f.end : f.end + 2]
    posted = [
        full for full, at in owners.items() if text.endswith(post, 0, at) or text.startswith(post, at + len(full))
    ]
    before = [full for full, at in owners.items() if at < f.start]
    return next(iter(posted or before[-1:] or owners))


def _kin(text: str, start: int, part: str) -> bool:
    """Whether the one named here is the kin of somebody called by that name alone."""
    m = _KIN.search(text, max(0, start - 8), start)
    return m is not None and text.endswith(part, 0, m.start())


def _given(names: Iterable[str]) -> dict[str, str]:
    """Names that are the given name of one other of the document and begin with a surname hardly anybody has (晓光, 孟晓光)."""
    table = surnames.surnames()
    full: dict[str, set[str]] = {}
    for name in names:
        if len(name) == 3:
            full.setdefault(name[1:], set()).add(name)
    return {g: next(iter(own)) for g, own in full.items() if len(own) == 1 and table.get(g[0], 0.0) < _RARE_SURNAME}


def _families(names: Iterable[str]) -> dict[str, str]:
    """Japanese family names that one other of the document bears (田中 beside 田中角荣)."""
    full: dict[str, set[str]] = {}
    whole = set(names)
    for name in whole:
        for n in (2, 3):
            if len(name) in (n + 1, n + 2) and name[:n] in surnames.japanese():
                full.setdefault(name[:n], set()).add(name)
    return {f: next(iter(own)) for f, own in full.items() if len(own) == 1 and f in whole}


def _apart(aliases: Iterable[Alias]) -> list[Alias]:
    """Aliases in text order, the longer one where two overlap."""
    out: list[Alias] = []
    for a in sorted(aliases, key=lambda a: (a.start, -a.end)):
        if not out or a.start >= out[-1].end:
            out.append(a)
    return out


def _full(
    reading: Reading, found: list[Found], surface: dict[int, str], resolved: dict[int, str], day: str | None
) -> Iterator[PersonMention]:
    for f in found:
        name = resolved[f.start]
        own = name if name != surface[f.start] else bare(reading.text[f.start : f.end])
        historical, reason = kind(reading.text, f.start, f.end, own, day)
        person: PersonKind = "historical" if historical else "contemporary"
        yield PersonMention(
            **reading.view.at(f.start, f.end),
            name=name,
            form="full" if name == surface[f.start] else "short",
            kind=person,
            reason=reason,
            confidence=round(0.99 - 0.5 * math.exp(-f.margin / 4), 3),
            source=f"names.{f.reason}",
        )


def _short(reading: Reading, aliases: list[Alias], day: str | None) -> Iterator[PersonMention]:
    for a in aliases:
        name = a.name or bare(reading.view.text[a.start : a.end])
        historical, reason = kind(reading.text, a.start, a.end, name, day) if a.name else (False, None)
        person: PersonKind = "historical" if historical else "contemporary"
        yield PersonMention(
            **reading.view.at(a.start, a.end),
            name=name,
            form=a.form,
            kind=person,
            reason=reason,
            confidence=0.9 if a.name and not a.several else 0.7,
            source="names.alias",
        )
