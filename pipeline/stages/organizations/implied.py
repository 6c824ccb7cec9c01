"""Bodies named short because the text says whose they are: 外汇管理局 beside 人民银行, 财政经济委员会 under 全国人大常委会,
总台 after 中央广播电视总台, 经济部 after 墨西哥外交部, 澳参议院 in a text of Australia."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from pipeline.bodies import LocalBody, local_body
from pipeline.lexicon.bodies import Body, bodies, body_index, body_of
from pipeline.lexicon.body_words import full_names, longest_first, words
from pipeline.lexicon.loader import Matcher
from pipeline.lexicon.places import Place, gazetteer
from pipeline.scope import HomeScope
from pipeline.stages.organizations import words as patterns
from pipeline.stages.organizations.cover import Cover
from pipeline.stages.organizations.lands import land_of
from pipeline.stages.organizations.naming import part
from pipeline.stages.organizations.read import Raw

#: what the names of central bodies begin with and what lists of them leave out
_CENTRAL = ("国家", "国务院", "中国")
_CENTRAL_END = ("局", "委", "办", "署", "委员会", "办公室")
_COMMITTEES = words("assembly_committee")
#: 宪法法律委 → 宪法和法律委员会
_SHORT_COMMITTEES = full_names("assembly_short")
#: the post that only the committees of assemblies have
_CHAIR = re.compile(r"副?主任委员")
#: offices of an assembly, whose committees a text does not go on to list
_UNDER = ("工作委员会", "法工委", "办公厅", "办公室", "研究室")
#: the standing committee that reports to its assembly: 作|常委会|工作报告
_REPORTS = re.compile(
    r"(?:[作受]了?|听取了?|审议了?|审议通过了?|代表)(?P<body>常委会)(?=(?:作?工作报告|委托|提案工作|向大会))|"
    # whose members sit there: 常委会|组成人员, 珍惜|人大常委会|的信任
    r"(?<![\u4e00-\u9fff])(?P<sits>(?:人大)?常委会)(?=组成人员)|"
    r"(?:[受向经]|珍惜|感谢|接受|依法)(?P<trusts>人大常委会)(?=的?(?:信任|任命|监督|委托|决定|通过|报告))"
)
#: what a committee does: 环资委|提出了…报告
_ACTS = re.compile(r"提出|建议|认为|审议|会同|牵头|召开|组织|[^，。；\n]{0,16}，副?主任委员")
_WHEN_NAMED = words("when_named")
_NATIONAL = {"全国人民代表大会": "全国人大", "中国人民政治协商会议全国委员会": "全国政协"}
#: in what list 工商联 is the national one
_PARTIES = re.compile(r"民主党派(?:中央)?[、和]\Z")
#: a committee's name so long is no other body's
_OWN_NAME = 7
#: what stands before a short form: no part of its name
_BEFORE = re.compile(r"[、，。；：！？（“”‘’《》〈〉\s—和及与由据对向同经将在从为是任兼原以给让会议取开的受]")
_JOINED = "、和与及"
#: of the many 总台 the one that texts of no place mean
_CMG = "总台"
_OTHER_CMG = re.compile(r"(?<!中央)(?:广播|电视|广电)总台")
#: what stands before the one character of a state
_OPENS = re.compile(r"(?:[^\u4e00-\u9fff]|[日和与及据对向由同])")
_PARTY = ("党", "阵线")
#: 以|政府名义: no Israel
_BY = re.compile(r"名义|为|的|令|间|采购|投资|主导|引导|购买|信用|补贴|财政|工作")
_ABROAD = re.compile(rf"(?:{longest_first(words('bare_abroad'))})(?![门长派会团])")
_WHOLE = {"最高法": "最高法院", "众院": "众议院", "参院": "参议院", "国会众院": "国会众议院", "国会参院": "国会参议院"}
_ORGAN = re.compile(rf"(?:{longest_first(w for w in words('foreign_prefixed') if len(w) > 1)})(?![门长])")
#: 塞|建设、交通和基础设施部|长
_MINISTRY = longest_first(words("ministry"))
_MINISTER = re.compile(rf"(?:{_MINISTRY})(?:[和与及、]*(?:{_MINISTRY}))*部(?=长)")


@lru_cache(maxsize=1)
def _short() -> tuple[Matcher, dict[str, str]]:
    """The short forms, each with its kind: central (外汇管理局), named (总台) or committee."""
    kinds = dict.fromkeys(_COMMITTEES, "committee") | dict.fromkeys(_SHORT_COMMITTEES, "short committee")
    for b in bodies():
        if b.type != "government":
            continue
        for n in b.names:
            rest = next((n[len(p) :] for p in _CENTRAL if n.startswith(p) and n.endswith(_CENTRAL_END)), "")
            if len(rest) > 2 and rest not in body_index():
                kinds.setdefault(rest, "central")
    kinds.update(dict.fromkeys(_WHEN_NAMED, "named"))
    kinds["工商联"] = "beside parties"
    return Matcher(kinds), kinds


@lru_cache(maxsize=4096)
def _full(form: str) -> str:
    """The body's name with what a list leaves out: 外汇管理局 → 国家外汇管理局."""
    return next((p + form for p in _CENTRAL if p + form in body_index()), form)


def short(text: str, raws: Sequence[Raw], cover: Cover) -> Iterator[Raw]:
    """Short forms of central bodies beside another or after their full name, and committees of the assembly named before."""
    matcher, kinds = _short()
    known = sorted((r for r in raws if r.kind in ("body", "organ", "unit")), key=lambda r: r.start)
    #: where the text names its first assembly
    first = next((r.end for r in known if _assembly(r)), len(text))
    others = _OTHER_CMG.search(text) is not None
    ends = {r.end: r for r in known}
    by_start = {r.start: r for r in known}
    told = _Told(known)
    for m in _REPORTS.finditer(text):
        span = m.span(m.lastgroup or "body")
        if first <= span[0] and not cover.hit(*span):
            yield Raw(*span, "committee", "常务委员会", organ_start=span[0])
    for s, e, i in matcher.find(text):
        form = matcher.strings[i]
        if cover.hit(s, e) or (form[-1] in "局委办署" and kinds[form] == "central" and patterns.NO_END.match(text, e)):
            continue
        kind = kinds[form]
        if kind == "committee":
            if (len(form) >= _OWN_NAME or s == 0 or _BEFORE.match(text, s - 1)) and first <= s:
                yield Raw(s, e, "committee", form, organ_start=s)
            continue
        if kind == "short committee":
            opens = s == 0 or _BEFORE.match(text, s - 1) is not None
            if first <= s and (_CHAIR.match(text, e) or (opens and _ACTS.match(text, e))):
                yield Raw(s, e, "committee", _SHORT_COMMITTEES[form], organ_start=s)
            continue
        if kind == "beside parties":
            if _PARTIES.search(text, max(0, s - 8), s):
                yield Raw(s, e, "central", "全国工商联", organ_start=s)
            continue
        if s and not _BEFORE.match(text, s - 1) and (kind != "named" or len(form) < 4 or text[s - 1] in "别济"):
            continue
        if kind == "named":
            b = told.before(form, s) or told.before(form, len(text))
            if b is not None:
                yield Raw(s, e, "body", b.name, organ_start=s)
            elif form == _CMG and not others:
                yield Raw(s, e, "central", "中央广播电视总台", organ_start=s)
            continue
        prev = ends.get(s - 1) if s and text[s - 1] in _JOINED else None
        beside = prev is not None and _is_central(prev)
        if not beside and e < len(text) and text[e] in _JOINED:
            following = by_start.get(e + 1)
            beside = following is not None and _is_central(following)
        if beside or told.before(form, s) is not None:
            raw = Raw(s, e, "central", _full(form), organ_start=s)
            ends[e] = raw
            told.hear(raw)
            yield raw


@lru_cache(maxsize=1024)
def _meant(form: str) -> tuple[str, ...]:
    """The names of the bodies that a short form may mean."""
    return tuple(b.name for b in bodies() if any(n.endswith(form) for n in b.names))


class _Told:
    """The bodies that a text has named in full, in its order."""

    def __init__(self, known: Sequence[Raw]) -> None:
        self._first: dict[str, tuple[int, Body]] = {}
        for r in known:
            self.hear(r)

    def hear(self, raw: Raw) -> None:
        """One more body that the text names."""
        if raw.kind in ("body", "central") and (b := body_of(raw.core)) is not None:
            self._first.setdefault(b.name, (raw.end, b))

    def before(self, form: str, at: int) -> Body | None:
        """The last one named before an offset that a short form may mean."""
        found = [f for n in _meant(form) if (f := self._first.get(n)) is not None and f[0] <= at]
        return max(found, key=lambda f: f[0])[1] if found else None


def _assembly(raw: Raw) -> bool:
    """Whether it is a congress or a CPPCC, by its name."""
    core = raw.core
    return core.startswith(("全国人大", "全国政协", "全国人民代表", "人大", "政协", "人民代表大会"))


def _is_central(raw: Raw) -> bool:
    """Whether it is a department of the central government by its own name, at no place."""
    if raw.kind == "central":
        return True
    if raw.kind != "body" or raw.place is not None or raw.sub:
        return False
    b = body_of(raw.core)
    return b is not None and b.type in ("government", "party") and not b.name.startswith(("香港", "澳门"))


def foreign(text: str, raws: Sequence[Raw], cover: Cover) -> Iterator[Raw]:
    """The second organ of a foreign country (墨西哥外交部和|经济部)."""
    queue = [(r, p) for r in raws if r.end < len(text) and text[r.end] in _JOINED and (p := _country(r)) is not None]
    while queue:
        prev, place = queue.pop()
        s = prev.end + 1
        m = _ORGAN.match(text, s) or patterns.FOREIGN.match(text, s)
        if m is None or cover.hit(s, m.end()):
            continue
        raw = Raw(s, m.end(), "free", m[0], place=place, lead=place.name, organ_start=s)
        yield raw
        if raw.end < len(text) and text[raw.end] in _JOINED:
            queue.append((raw, place))


def party(text: str, raws: Sequence[Raw], cover: Cover) -> Iterator[Raw]:
    """A foreign party without its country, once the text has named it with the country (瓦努阿图瓦库党 … |瓦库党)."""
    named: dict[str, Raw] = {}
    for raw in raws:
        if raw.kind == "free" and raw.core.endswith(_PARTY) and len(raw.core) > 2 and _country(raw) is not None:
            named.setdefault(raw.core, raw)
    for core, first in named.items():
        at = first.end
        while (at := text.find(core, at)) >= 0:
            end = at + len(core)
            if not cover.hit(at, end) and _BEFORE.match(text, at - 1):
                yield Raw(at, end, "free", core, place=first.place, lead=first.lead, organ_start=at)
            at = end


def _country(raw: Raw) -> Place | None:
    """The foreign country whose organ a body is."""
    if raw.kind == "free" and raw.place is not None and raw.place.level == "country" and raw.place.name != "中国":
        return raw.place if not raw.core.endswith("馆") else None
    if raw.kind == "body" and (b := body_of(raw.core)) is not None and b.type == "foreign":
        land = land_of(b.name, raw.core)
        return gazetteer().resolve(land) if land else None
    return None


def bare(text: str, cover: Cover) -> Iterator[Raw]:
    """An organ that only other states have, without its state (众议院); the resolver says whose."""
    for m in _ABROAD.finditer(text):
        s, e = m.span()
        if s and text[s - 1] in "—－-" and m[0].endswith(_PARTY):
            continue  # 圣普解放运动—|社会民主党
        if not cover.hit(s, e) and (s == 0 or _BEFORE.match(text, s - 1) or text[s - 1] == "日"):
            yield Raw(s, e, "state", m[0], organ_start=s)


def by_character(text: str, cover: Cover) -> Iterator[Raw]:
    """An organ behind one character that may be a state's (澳|参议院); the resolver says whether it is."""
    for m in sorted((*_ORGAN.finditer(text), *_MINISTER.finditer(text)), key=lambda m: m.start()):
        s = m.start() - 1
        if s < 0 or not "一" <= text[s] <= "鿿" or cover.hit(s, m.end()):
            continue
        if text[s] == "以" and _BY.match(text, m.end()):
            continue
        if s == 0 or _OPENS.match(text, s - 1):
            yield Raw(s, m.end(), "state", m[0], organ_start=s + 1)


def whole(core: str) -> str:
    """众议院 of 众院."""
    return _WHOLE.get(core, core)


def central(name: str, home: HomeScope | None, year: int | None) -> LocalBody | None:
    """The central body that a short form means, unless the text speaks from a place."""
    local = home is not None and home.place is not None and home.place.domestic
    b = None if local else body_of(name, year)
    return LocalBody(b.name, b.short, b.aliases, b.type, "", b.parent) if b is not None else None


def both_offices(named: Iterable[LocalBody]) -> LocalBody | None:
    """两办 behind 市委办、市府办: the two of that place."""
    above = {b.parent: b.place for b in named if b.parent and b.place and b.name.endswith("办公室")}
    place = next((p for whole, p in above.items() if whole == f"中共{p}委员会" and f"{p}人民政府" in above), None)
    return local_body(place, "两办") if place else None


def national(publisher: str | None, year: int | None) -> LocalBody | None:
    """The national body whose own page a text is: 中华人民共和国水利部."""
    b = body_of(publisher, year) if publisher else None
    if (
        b is None
        or b.type not in ("government", "party")
        or not b.name.endswith(("部", "委", "委员会", "局", "署", "院"))
    ):
        return None
    return LocalBody(b.name, b.short, b.aliases, b.type, "", b.parent)


def other_party(named: Iterable[LocalBody], year: int | None) -> Body | None:
    """Whose 中央委员会 is meant where a democratic party was named last: its own."""
    last = next((b for b in named if b.type == "democratic-party" or b.name.startswith("中国共产党")), None)
    if last is None or last.type != "democratic-party":
        return None
    return body_of(f"{last.name.removesuffix('中央委员会')}中央委员会", year)


def assembly(named: Iterable[LocalBody]) -> LocalBody | None:
    """The congress or CPPCC named last, by itself or by one of its committees."""
    for b in named:
        if b.type in ("congress", "cppcc"):
            if not b.name.endswith((*_COMMITTEES, *_UNDER)):
                return b
            if b.parent:
                return LocalBody(b.parent, None, (), b.type, b.place)
    return None


def committee(name: str, assembly: LocalBody, year: int | None) -> LocalBody:
    """A committee of an assembly: the one of the lexicon for the national ones, else a part of it."""
    if name == "常务委员会" and assembly.name.endswith(("常务委员会", "人大常委会")):
        return assembly  # 全国人大常委会会议…，常委会组成人员
    if name == "常务委员会":
        return part(assembly, name) if assembly.type == "cppcc" else standing(assembly)
    whole = assembly.name.removesuffix("常务委员会").removesuffix("常委会")
    b = body_of(f"{_NATIONAL[whole]}{name}", year) if whole in _NATIONAL else None
    return LocalBody(b.name, b.short, b.aliases, b.type, "", b.parent) if b is not None else part(assembly, name)


def standing(congress: LocalBody) -> LocalBody:
    """The standing committee of a congress."""
    return local_body(congress.place, "人大常委会") if congress.place else part(congress, "常务委员会")
