"""Bodies of Hong Kong, Macao and Taiwan named without their place: 政务司, 入境处, 中联办, 立法会 in a text of one of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from pipeline.lexicon.bodies import bodies, body_of
from pipeline.lexicon.body_words import full_names
from pipeline.lexicon.loader import Matcher, cells
from pipeline.stages.organizations.chain import Chain, Raw
from pipeline.stages.organizations.cover import Cover
from pipeline.stages.organizations.organs import TITLE, VERB_INSIDE, grammar

HONGKONG, MACAO, TAIWAN = "香港特别行政区", "澳门特别行政区", "台湾省"
#: how a text names one of them, or what is in it; 新党 is Taiwan's beside others of its parties
_SIGNS = re.compile(
    r"(?P<hk>香港|[本全来在驻赴访留]港(?![口务湾])|港区(?=[全人省国维])|港府|港人|港青)|"
    r"(?P<mo>澳门|[本全来在驻赴访留]澳(?![大洲新])|澳区(?=[全人省])|澳人)|"
    r"(?P<tw>台湾|台北|国民党|民进党|民众党|两岸|陆委会|国台办|海基会)"
)
_LAND = {"hk": HONGKONG, "mo": MACAO, "tw": TAIWAN}
#: what stands before a body's name: a mark, or a word that is none of its name
_OPENS = re.compile(r"[^\u4e00-\u9fff]|[和与及据对向同经在为是任兼原前以由时给让请代其到入访从将被获现括有]")
#: what makes the last character of a name another word
_ENDS = {
    "局": frozenset("面势部限域"),
    "处": frozenset("理于分置境罚"),
    "署": frozenset("名理"),
    "党": frozenset("员章派团内部"),
    "府": frozenset("间性"),
    "司": frozenset("法机"),
}


@lru_cache(maxsize=1)
def _forms() -> tuple[Matcher, dict[str, dict[str, str]]]:
    """The forms, each with the name of the body that it means in each of the regions."""
    found: dict[str, dict[str, list[str]]] = {}
    for b in bodies():
        for land in (HONGKONG, MACAO):
            stem = b.name.removeprefix(f"{land}政府")
            if stem != b.name and len(stem) > 2:
                found.setdefault(stem, {}).setdefault(land, []).append(b.name)
    for form, names in full_names("region_short").items():
        for name in cells(names):
            found.setdefault(form, {}).setdefault(seat(name), []).append(name)
    # two bodies one after the other share a form with the region before it (香港创科局): the year tells
    means = {f: {p: n[0] if len(n) == 1 else p[:2] + f for p, n in d.items()} for f, d in found.items()}
    return Matcher(means), means


@lru_cache(maxsize=1024)
def seat(name: str) -> str:
    """The region that a body lies in, by its name ("": none of the three): 澳门廉政公署."""
    for land, short in ((HONGKONG, "香港"), (MACAO, "澳门"), (TAIWAN, "台湾")):
        if name.startswith((short, f"中央人民政府驻{short}")) and name not in _OF_THE_MAINLAND:
            return land
    return _SEATS.get(name, "")


#: bodies whose region no name says
_SEATS = full_names("seat")
_OF_THE_MAINLAND = frozenset(("台湾民主自治同盟", "台湾民主自治同盟中央委员会"))


def bare(text: str, links: Sequence[Chain], cover: Cover) -> Iterator[Raw]:
    """The bodies whose place only the text tells; a name that towns have too (卫生局) needs a post and no town before it."""
    signs = [(m.end(), _LAND[m.lastgroup or ""]) for m in _SIGNS.finditer(text)]
    if not signs:
        return
    ends = [e for e, _ in signs]
    towns = sorted(c.end for c in links if c.place.domestic and c.place.name not in _LAND.values())
    matcher, forms = _forms()
    for s, e, i in matcher.find(text):
        form = matcher.strings[i]
        if cover.hit(s, e) or (s and not _OPENS.match(text, s - 1)):
            continue
        if text[e : e + 1] in _ENDS.get(form[-1], ()):
            continue
        means = forms[form]
        k = bisect_right(ends, s) - 1
        near = _nearest((p for _, p in reversed(signs[: k + 1])), means) or _nearest((p for _, p in signs), means)
        if near is None:
            continue
        if _common(form) and (
            TITLE.match(text, e) is None or k < 0 or (towns and towns[bisect_right(towns, s) - 1] > ends[k])
        ):
            continue
        yield _with_part(text, s, e, means[near], near)


def _with_part(text: str, s: int, e: int, name: str, land: str) -> Raw:
    """The body, or what belongs to the government and stands behind it: 特区政府|青年发展委员会."""
    if text[e - 2 : e] == "政府":
        matcher, forms = _forms()
        behind = next(iter(matcher.find(text[e : e + 16])), None)
        if behind is not None and behind[0] == 0 and land in (means := forms[matcher.strings[behind[2]]]):
            return Raw(s, e + behind[1], "body", means[land], organ_start=s)
        f = grammar().free.match(text, e)
        if f is not None and TITLE.match(text, f.end()) is not None and VERB_INSIDE.search(f["core"]) is None:
            return Raw(s, f.end(), "body", name, f["core"], f["cell"], organ_start=s)
    return Raw(s, e, "body", name, organ_start=s)


def _nearest(lands: Iterable[str], means: dict[str, str]) -> str | None:
    """The first of some regions that has such a body."""
    return next((p for p in lands if p in means), None)


@lru_cache(maxsize=512)
def _common(form: str) -> bool:
    """Whether the towns of the mainland have a body of that name too, or a ministry is called so (教育局, 检察院, 审计署)."""
    if form in full_names("region_short") or not form.endswith(("局", "院", "海关", "会")):
        return False
    return grammar().organ.fullmatch(form) is not None and body_of(form) is None


def home(name: str, text: str) -> str:
    """The region that a body lies in: by its name, or the 国民党 in a text of the Taiwan of today."""
    return seat(name) or (TAIWAN if name in ("中国国民党", "中国国民党中央委员会") and _across(text) else "")


@lru_cache(maxsize=4)
def _across(text: str) -> bool:
    return any(w in text for w in ("两岸", "民进党", "陆委会", "台当局"))
