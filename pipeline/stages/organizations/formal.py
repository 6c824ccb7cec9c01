"""Bodies that the form of their name alone shows: 鞍山钢铁（集团）有限责任公司第二炼钢厂, 川崎重工业株式会社, 日军第六师团,
兰大二院, “5·16”抢险救援指挥部, 縣立北岡國中, 张满囤互助组."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from pipeline.lexicon.bodies import bodies
from pipeline.lexicon.body_words import alternatives, longest_first, words
from pipeline.lexicon.places import gazetteer
from pipeline.stages.organizations.chain import Chain, Raw
from pipeline.stages.organizations.organs import TITLE, VERB_INSIDE, grammar

_HAN = r"[\u4e00-\u9fff]"
#: what no name of a firm holds before its kind
_NO = "的了在与和及或对向从将把被是为就到由给让使着也都又还任调至赴见访历曾并系入等该各某我原现"
#: a firm whose kind of group stands in brackets, and the plant of it before a post or a mark
_GROUP = re.compile(
    rf"(?P<core>[^\W\d_A-Za-z{_NO}]{{2,10}}（(?:集团|控股)）(?:股份)?(?:有限(?:责任)?)?(?:总)?公司)"
    rf"(?P<part>[^\W_{_NO}长处员]{{2,8}}?(?:分?厂|矿|分公司)(?=(?:{TITLE.pattern})|技术员|工人|[^\w]|$))?"
)
#: 银河航天（北京）网络技术有限公司: with its seat in brackets
_SEATED = re.compile(
    rf"[^\W\d_A-Za-z{_NO}]{{2,10}}（(?P<seat>{_HAN}{{2,6}})）(?P<rest>[^\W\d_A-Za-z{_NO}]{{0,12}}?)(?:股份)?有限(?:责任)?公司"
)
_JAPANESE = re.compile(rf"[^\W\d_{_NO}]{{2,10}}株式会社(?:{_HAN}{{2,4}}支店)?")
_ENEMY = re.compile(
    r"(?:日军|日本陆军|侵华日军)第[一二三四五六七八九十百\d]{1,4}(?:师团|旅团|联队|混成旅团|独立混成旅团)"
)
#: 兰大|二院, 郑大|一附院: the hospitals of a university
_HOSPITAL = re.compile(rf"(?P<school>{_HAN}大)(?P<nth>[一二三四五六])(?P<of>附)?院(?![士长生校区])")
_STAFF = re.compile(
    rf"“\d{{1,2}}[·.・]\d{{1,2}}”(?:特?别?重?大?{_HAN}{{0,12}}?)(?:指挥部|专案组|工作专班|领导小组)(?![成组副])"
)
_FOUNDED = re.compile(
    rf"(?<!建)(?P<by>[国省市县区乡镇私]立)(?![足法体场项案功志刻即根])(?P<stem>[^\W\d_{_NO}]{{2,8}}?)(?:{longest_first(words('founded'))})"
)
_LEAD = re.compile(alternatives("own_lead"))
_TEAM = re.compile(r"互助组(?![长员织合])")


def find(text: str, people: Sequence[tuple[int, int]], places: Mapping[int, Chain]) -> Iterator[Raw]:
    """The bodies by their form; `people`: where persons are named; `places`: by where they begin."""
    if "）" in text and "公司" in text:
        for m in _GROUP.finditer(text):
            yield from _firm(m, text, places)
        for m in _SEATED.finditer(text):
            yield from _seated(m, text, places)
    if "株式会社" in text:
        for m in _JAPANESE.finditer(text):
            yield from _japanese(m, text, places)
    if "日军第" in text or "日本陆军第" in text:
        for m in _ENEMY.finditer(text):
            yield Raw(*m.span(), "free", m[0], organ_start=m.start())
    if "院" in text and "大" in text:
        yield from _hospitals(text)
    if "”" in text:
        for m in _STAFF.finditer(text):
            yield Raw(*m.span(), "free", m[0], organ_start=m.start())
    if "立" in text:
        for m in _FOUNDED.finditer(text):
            if not VERB_INSIDE.search(m["stem"]) and not m["stem"].startswith(("大学", "中学", "小学")):
                yield Raw(*m.span(), "free", m[0], organ_start=m.start())
    if "互助组" in text:
        ends = {e: s for s, e in people}
        for m in _TEAM.finditer(text):
            if (start := ends.get(m.start())) is not None:
                yield Raw(start, m.end(), "free", text[start : m.end()], organ_start=start)


def _placed(raw: Raw, text: str, places: Mapping[int, Chain]) -> Raw:
    """With the place that its name begins with."""
    c = places.get(raw.start)
    if c is not None and c.place.domestic and c.end < raw.start + len(raw.core):
        raw.place, raw.lead, raw.core = c.place, text[raw.start : c.end], raw.core[c.end - raw.start :]
    return raw


def _begin(start: int, end: int, places: Mapping[int, Chain]) -> int:
    """A name begins with the place in it, whatever words stand before."""
    return next((at for at in range(start, end - 2) if at in places), start)


def _firm(m: re.Match[str], text: str, places: Mapping[int, Chain]) -> Iterator[Raw]:
    low = max((v.end() for v in _LEAD.finditer(text, m.start(), m.end("core") - 6)), default=m.start())
    start = _begin(low, m.end("core") - 6, places)
    if VERB_INSIDE.search(text, start, text.index("（", start)):
        return
    core, part = text[start : m.end("core")], m["part"] or ""
    if part and VERB_INSIDE.search(part):
        part = ""
    stop = m.end("core") + len(part)
    cell = grammar().cell.match(text, stop)
    cell = cell if cell is not None and TITLE.match(text, cell.end()) is not None else None
    raw = Raw(start, cell.end() if cell else stop, "free", core + part, "", cell[0] if cell else "", organ_start=start)
    yield _placed(raw, text, places)


def _seated(m: re.Match[str], text: str, places: Mapping[int, Chain]) -> Iterator[Raw]:
    seat = next(iter(gazetteer().named(m["seat"])), None)
    if seat is None and m["seat"] not in ("中国", "集团", "控股"):
        return
    low = max((v.end() for v in _LEAD.finditer(text, m.start(), m.start("seat") - 3)), default=m.start())
    start = _begin(low, m.start("seat") - 3, places)
    if not VERB_INSIDE.search(text, start, m.end()):
        raw = Raw(start, m.end(), "free", text[start : m.end()], organ_start=start)
        yield _placed(raw, text, places)


def _japanese(m: re.Match[str], text: str, places: Mapping[int, Chain]) -> Iterator[Raw]:
    start = _begin(m.start(), m.end() - 4, places)
    if not VERB_INSIDE.search(text, start, m.end() - 4):
        yield Raw(start, m.end(), "free", text[start : m.end()], organ_start=start)


def _hospitals(text: str) -> Iterator[Raw]:
    for m in _HOSPITAL.finditer(text):
        schools = _universities().get(m["school"][0])
        if schools:
            kind = f"第{m['nth']}{'附属' if m['of'] else ''}医院"
            name = schools[0] + kind if len(schools) == 1 else m[0]
            yield Raw(*m.span(), "free", name, organ_start=m.start())


@lru_cache(maxsize=1)
def _universities() -> dict[str, list[str]]:
    """The universities by the character that stands for them with 大: 兰 → 兰州大学."""
    found: dict[str, list[str]] = {}
    for b in bodies():
        if b.type == "school" and len(b.name) == 4 and b.name.endswith("大学"):
            found.setdefault(b.name[0], []).append(b.name)
    return found
