"""Sentences of the genre made from templates: names, bodies, posts and places drawn at random, each labelled where it stands."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

from pipeline.engines.features import narrow
from pipeline.lexicon import bodies, loader, people, places, surnames, titles
from tools.train.corpora import Sample

_HERE = Path(__file__).parent
_SLOT = re.compile(r"\[([A-Z])\]|\{([A-Z])\}")
#: label of a slot; a slot without one here is text
_LABELS = {
    "P": "PER", "Q": "PER", "X": "PER", "B": "ORG", "C": "ORG", "O": "ORG", "K": "ORG", "A": "ORG",
    "H": "PER", "J": "PER", "G": "LOC", "T": "TITLE", "U": "TITLE", "L": "LOC", "Y": "LOC", "F": "LOC",
}  # fmt: skip
Filler = Callable[[random.Random], str]


class _Weighted:
    """Draws from strings by weight."""

    def __init__(self, weights: dict[str, float]) -> None:
        self._names = list(weights)
        self._sums = list(accumulate(weights.values()))

    def __call__(self, r: random.Random) -> str:
        return r.choices(self._names, cum_weights=self._sums)[0]


@lru_cache(maxsize=2)
def _surnames(power: float) -> _Weighted:
    found = {r["surname"]: float(r["frequency"]) ** power for r in loader.rows("surnames.tsv")}
    native = surnames.japanese() | surnames.clans()
    return _Weighted({s: n for s, n in found.items() if s not in native and len(s) < 3})


def _surname(r: random.Random) -> str:
    """As often as in life; one in four from square roots, since rare surnames are what is hard."""
    return _surnames(0.5 if r.random() < 0.25 else 1.0)(r)


@lru_cache(maxsize=1)
def _given() -> tuple[_Weighted, _Weighted, _Weighted]:
    columns: list[dict[str, float]] = [{}, {}, {}]
    for row in loader.rows("given_chars.tsv"):
        for column, name in zip(columns, ("single", "first", "last"), strict=True):
            if int(row[name]):
                column[row["char"]] = float(row[name])
    single, first, last = columns
    return _Weighted(single), _Weighted(first), _Weighted(last)


def given(r: random.Random) -> str:
    """A given name of one or two characters."""
    single, first, last = _given()
    return single(r) if r.random() < 0.22 else first(r) + last(r)


def chinese(r: random.Random) -> str:
    """储小月, 楼旭东, 欧阳琳; now and then two surnames (陈方安生)."""
    if r.random() < 0.01:
        return _surname(r)[0] + _surname(r)[0] + given(r)
    return _surname(r) + given(r)


@lru_cache(maxsize=1)
def _parts() -> tuple[_Weighted, tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    sounds = _Weighted({c: 2.718**p for c, p in surnames.transliteration().items()})
    press = tuple(people.foreign())
    native = tuple(surnames.native())
    dotted = tuple(n for n in people.people() if "·" in n)
    return sounds, press, native, dotted, tuple(surnames.japanese())


def foreign(r: random.Random) -> str:
    """By sound, or as the press has it; with and without a first name."""
    sounds, press, _, dotted, _ = _parts()

    def part(least: int, most: int) -> str:
        return "".join(sounds(r) for _ in range(r.randint(least, most)))

    draw = r.random()
    if draw < 0.35:
        return r.choice(press)
    if draw < 0.45 and dotted:
        return r.choice(dotted)
    if draw < 0.75:
        return part(2, 5)
    return f"{part(2, 4)}·{part(2, 5)}" if draw < 0.97 else f"{part(2, 3)}·{part(1, 3)}·{part(2, 4)}"


def any_people(r: random.Random) -> str:
    """Chinese, Tibetan, Uygur, Mongol, Yi, Japanese, Korean, foreign."""
    _, _, native, _, japanese = _parts()
    draw = r.random()
    if draw < 0.3:
        return chinese(r)
    if draw < 0.55:
        return r.choice(native) + r.choice(native)
    if draw < 0.72:
        return f"{r.choice(native)}·{r.choice(native)}"
    if draw < 0.8:
        return r.choice(native) + (r.choice(native) if r.random() < 0.3 else "")
    if draw < 0.9:
        return r.choice(japanese) + given(r)
    return foreign(r)


@lru_cache(maxsize=1)
def _lists() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in (_HERE / "fillers.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            key, _, words = line.partition("\t")
            found[key] = tuple(words.split("|"))
    gazetteer = places.gazetteer().places
    found["division"] = tuple({p.name for p in gazetteer if p.domestic and len(p.name) > 2})
    found["stem"] = tuple({p.bare for p in gazetteer if p.domestic and len(p.bare) == 2})
    found["country"] = tuple(p.name for p in gazetteer if p.level == "country" and p.name != "中国")
    found["township"] = tuple(places.townships())
    found["national"] = tuple(n for b in bodies.bodies() for n in b.names if len(n) > 2)
    found["none"] = tuple(r["word"] for r in loader.rows("not_names.tsv"))
    return found


def _place(r: random.Random) -> str:
    """A division of the gazetteer, its stem, or one that there is not."""
    words = _lists()
    draw = r.random()
    if draw < 0.1:
        return given(r) + r.choice("市县区州")
    if draw < 0.2:
        return r.choice("青岚云江清溪东临安西昌") + r.choice("岚泽州川陵阳宁河平") + r.choice("市县区")
    return r.choice(words["stem"] if draw < 0.48 else words["division"])


def _village(r: random.Random) -> str:
    words = _lists()
    if r.random() < 0.4:
        return r.choice(words["township"])
    stem = _surname(r) + r.choice("家庄湾沟坝岭山塘") if r.random() < 0.5 else given(r)
    return stem + r.choice(words["village"])


def _local(r: random.Random) -> str:
    place = _place(r)
    return (
        place
        + ("" if place[-1] in "市县区州旗省" or r.random() < 0.3 else r.choice("市县区"))
        + r.choice(_lists()["organ"])
    )


def _committee(r: random.Random) -> str:
    place = _place(r)
    if r.random() < 0.3:
        return "中共" + place + "委员会"
    return place + ("" if place[-1] in "市县区州旗省" else r.choice("市县区")) + r.choice(_lists()["committee"])


def _firm(r: random.Random) -> str:
    brand = r.choice(_lists()["brand"]) if r.random() < 0.5 else given(r)
    tail = r.choice(_lists()["firm"])
    if r.random() < 0.45:
        return _place(r) + brand + tail if "公司" in tail or "集团" in tail else _place(r) + tail
    return brand + tail


def _word(r: random.Random) -> str:
    words = _lists()
    return r.choice(words["E"] if r.random() < 0.5 else words["none"])


def _thing(r: random.Random) -> str:
    pattern = r.choice(_lists()["W"])
    return pattern.replace("?", _surname(r)).replace("!", given(r))


def _day(r: random.Random) -> str:
    month, day = r.randint(1, 12), r.randint(1, 28)
    whole = f"{month}月{day}日"
    return r.choice((whole, f"{day}日", f"{r.randint(1950, 2026)}年{whole}", f"{whole}至{day + 2}日"))


def _sound(r: random.Random, least: int, most: int) -> str:
    sounds = _parts()[0]
    return "".join(sounds(r) for _ in range(r.randint(least, most)))


def _abroad(r: random.Random) -> str:
    """A foreign place by its sound."""
    return _sound(r, 1, 3) + r.choice(_lists()["G end"]) if r.random() < 0.7 else _sound(r, 2, 4)


def _double(r: random.Random) -> str:
    """迪亚斯-卡内尔: a surname of two parts, now and then after a first name."""
    name = f"{_sound(r, 2, 3)}-{_sound(r, 2, 3)}"
    return f"{_sound(r, 2, 4)}·{name}" if r.random() < 0.4 else name


def _japanese(r: random.Random) -> str:
    ends = "之|子|郎|一郎|太郎|彦|夫|介|美|人|雄|也|和之|健太|俊介|由美"
    given_name = given(r) if r.random() < 0.5 else given(r)[0] + r.choice(ends.split("|"))
    return r.choice(_parts()[4]) + given_name


def _listed(key: str) -> Filler:
    return lambda r: r.choice(_lists()[key])


def _number(r: random.Random) -> str:
    return str(r.randint(2, 99) if r.random() < 0.5 else r.randint(1949, 2026))


_FILLERS: dict[str, Filler] = {
    "P": chinese, "Q": any_people, "X": foreign, "H": _double, "J": _japanese,
    "B": _local, "C": _committee, "K": _firm, "O": _listed("national"), "A": _listed("bare organ"),
    "L": _place, "Y": _village, "G": _abroad, "F": _listed("country"), "T": _listed("post"), "U": _listed("deputy"),
    "D": _day, "N": _number, "E": _word, "W": _thing, "M": _listed("M"), "V": _listed("V"), "Z": _listed("Z"),
}  # fmt: skip


@lru_cache(maxsize=1)
def templates() -> tuple[str, ...]:
    lines = (_HERE / "templates.txt").read_text("utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def fill(template: str, r: random.Random) -> Sample:
    """One sentence; a list (S) has one way of writing its marks, and one kind of name in most cases."""
    parts: list[str] = []
    spans: list[tuple[int, int, str]] = []
    at = length = 0

    def put(text: str, label: str = "") -> None:
        nonlocal length
        if label:
            spans.append((length, length + len(text), label))
        parts.append(text)
        length += len(text)

    for m in _SLOT.finditer(template):
        put(template[at : m.start()])
        at = m.end()
        slot = m[1] or m[2]
        if slot == "S":
            names = chinese if r.random() < 0.8 else any_people
            mark = r.choices(("、", "　", " ", "，"), (20, 3, 2, 1))[0]
            for k in range(r.randint(2, 8)):
                put(mark if k else "")
                name = names(r)
                if mark != "、" and len(name) == 2 and r.random() < 0.5:
                    name = f"{name[0]}　{name[1]}"
                put(name, "PER")
        else:
            text = _FILLERS[slot](r)
            if slot == "P" and len(text) == 2 and r.random() < 0.04:
                text = f"{text[0]}{r.choice(('　', ' '))}{text[1]}"
            put(text, _LABELS[slot] if m[1] else "")
    put(template[at:])
    whole = narrow("".join(parts))
    taken = {i for start, end, _ in spans for i in range(start, end)}
    for hit in titles.find(whole):  # posts that the template itself names
        if hit.title.kind in ("post", "rank") and not any(i in taken for i in range(hit.start, hit.end)):
            spans.append((hit.start, hit.end, "TITLE"))
    return Sample("ours", whole, tuple(sorted(spans)))


def sentences(n: int, seed: int) -> list[Sample]:
    """n sentences, every template about as often as another."""
    r = random.Random(seed)
    rows = list(templates())
    return [fill(r.choice(rows), r) for _ in range(n)]


def renamed(sample: Sample, r: random.Random, share: float = 0.15) -> Sample:
    """A labelled sentence with some of its Chinese people given other names, each as long as the draw has it."""
    people_ = [s for s in sample.spans if s[2] in ("PER", "NAME", "name")]
    if not people_ or r.random() > share:
        return sample
    table = surnames.surnames()
    out: list[str] = []
    spans: list[tuple[int, int, str]] = []
    at = length = 0
    new: dict[str, str] = {}
    for start, end, label in sample.spans:
        old = sample.text[start:end]
        out.append(sample.text[at:start])
        length += start - at
        if label in ("PER", "NAME", "name") and 2 <= len(old) <= 3 and old[0] in table:
            old = new.setdefault(old, chinese(r))
        out.append(old)
        spans.append((length, length + len(old), label))
        length += len(old)
        at = end
    out.append(sample.text[at:])
    return Sample(sample.corpus, "".join(out), tuple(spans))
