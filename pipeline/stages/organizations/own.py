"""How a text speaks of its own body: 我局, 本院, 局党组书记 in a notice of 宜兴市水利局."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.bodies import LocalBody, local_body
from pipeline.scope import Locator
from pipeline.stages.organizations import parts
from pipeline.stages.organizations.context import Resolved
from pipeline.stages.organizations.homes import place_in
from pipeline.stages.organizations.implied import national
from pipeline.stages.organizations.naming import part
from pipeline.stages.organizations.organs import grammar
from pipeline.stages.organizations.read import Cover, Raw
from pipeline.stages.organizations.speaking import beside

_SELF = re.compile(
    r"[我本](?P<word>局(?![面势部限])|院(?![子里士])|校(?![正对准园])|委(?![托员屈派实任])|厅(?![堂里])|办(?![事法理的好到公成])|公司|集团|中心(?!思想)|"
    r"府(?![上第邸衙知同通教属学志人县城试])|会(?!议|员|社|场|期|计|长|同|址)|行(?![业政动为程李我使])|馆|单位)"
)
_CELLS = "党组|党委|机关党委|纪委|纪检组|纪检监察组|党支部|党总支|机关工会|工会|团委|董事会|理事会"
_INNER = re.compile(
    rf"(?P<word>局|厅|委|部|院|行|所|馆|署|公司|集团|中心)(?P<cell>{_CELLS})"
    r"(?=书记|副书记|成员|委员|会议|班子|理论|中心组|扩大|负责|领导|主要|带头|召开|研究|高度|专题|组织|认真|始终|、|，|主席|董事|理事)"
)
#: what has parts that a text calls so: 我院党委, 我校团委
_HOUSES = ("院", "校", "公司", "集团", "行", "馆", "中心")
_OF_OURS = re.compile(rf"(?:{_CELLS})(?![员]|组织|会议室)")
#: a group sent into the text's own body: 驻部纪检监察组
_SENT = re.compile(r"(?<![\u4e00-\u9fff])驻(?P<word>[局厅委部院署])(?P<cell>纪检监察组|纪检组)")
#: what makes another word of 我 or 本: 自我, 日本, 基本
_WORDS = tuple("自日基根资原样版课剧读")
#: the word → how the names of such bodies end
_ENDS = {
    "局": ("局",),
    "院": ("法院", "检察院", "医院", "研究院", "科学院", "学院", "院"),
    "校": ("大学", "学院", "学校", "中学", "小学", "校", "一中", "二中"),
    "委": ("委员会", "委"),
    "厅": ("厅",),
    "部": ("部",),
    "办": ("办公室", "办"),
    "公司": ("公司",),
    "集团": ("集团", "集团公司", "集团有限公司", "集团有限责任公司"),
    "中心": ("中心",),
    "行": ("银行", "分行", "支行"),
    "馆": ("馆",),
    "府": ("政府",),
    "会": (
        "联谊会",
        "同乡会",
        "同乡总会",
        "商会",
        "协会",
        "学会",
        "促进会",
        "基金会",
        "联合会",
        "总会",
        "公会",
        "研究会",
    ),
    "所": ("所",),
    "署": ("署",),
    "单位": ("局", "院", "校", "厅", "中心", "公司"),
}
_COURT, _PROSECUTOR = (
    re.compile("审判长|合议庭|审判员|判决如下|裁定如下"),
    re.compile("公诉人|提起公诉|检察建议|批准逮捕"),
)
#: 此致, on its line before the court that a procuratorate writes to
_WRITTEN_TO = re.compile(r"此致[：:]?\s*\Z")
_TITLED = re.compile(r"[ \u3000]*(?:\n|\Z)")


def spot(text: str, cover: Cover) -> Iterator[Raw]:
    """Every 我局, 本院, 局党组 that nothing else has taken."""
    for m in _SELF.finditer(text):
        if not cover.hit(*m.span()) and text[m.start() - 1 : m.start()] not in _WORDS:
            end = m.end()
            if m["word"] in _HOUSES:
                cell = _OF_OURS.match(text, end)
                end = cell.end() if cell is not None else parts.department(text, end) or end
            yield Raw(m.start(), end, "own", m["word"], "", text[m.end() : end], organ_start=m.start())
    for m in _INNER.finditer(text):
        before = text[m.start() - 1 : m.start()]
        if before and "一" <= before <= "鿿" and before != "由":
            continue
        if not cover.hit(*m.span()):
            yield Raw(m.start(), m.end(), "own", m["word"], "", m["cell"], organ_start=m.start())
    for m in _SENT.finditer(text):
        if not cover.hit(*m.span()):
            yield Raw(m.start(), m.end(), "own", m["word"], "驻", m["cell"], organ_start=m.start())


def resolve(
    text: str, raws: Iterable[Raw], done: Sequence[Resolved], locator: Locator, publisher: str | None, year: int | None
) -> list[Resolved]:
    """The bodies meant: who publishes or signs, whose text it is, else the only one of that kind named in the article."""
    out: list[Resolved] = []
    raws = list(raws)
    if not raws:
        return out
    issuer = _issuer(publisher, year) or national(publisher, year)
    for raw in raws:
        home = locator.home(raw.start)
        low, high = (home.start, home.end) if home is not None else (0, len(text))
        ends = _ENDS[raw.core]
        bodies = [
            r for r in done if low <= r.raw.start < high and r.derivation == "explicit" and r.base.name.endswith(ends)
        ]
        if raw.core == "行":
            bodies = [r for r in bodies if not r.raw.sub]  # a branch of another bank
        if raw.core == "院" and issuer is None:
            bodies = _by_matter(text[low:high], bodies)
        others = beside(text, raw.core, _ENDS[raw.core], low, high)
        bodies = [r for r in bodies if r.base.name not in others] or bodies
        if raw.core == "府":  # 本府 of a county that speaks, which names itself elsewhere in its text
            governs = speaks(text, locator, raw.start)
            if governs is not None:
                bureau = grammar().organ.match(text, raw.end)
                end = bureau.end("core") if bureau is not None else parts.department(text, raw.end) or raw.end
                raw.cell, raw.end = text[raw.end : end], end
                body = governs
                if raw.cell:
                    body = local_body(governs.place, raw.cell) if bureau is not None else part(governs, raw.cell)
                out.append(Resolved(raw, body, "elliptic", 0.8, "own", governs, governs))
            continue
        base = issuer if issuer is not None and issuer.name.endswith(ends) else None
        base = base or next((r.base for r in reversed(bodies) if _signs(text, r.raw)), None)
        if base is None and home is not None and home.body and home.body.endswith(ends):
            base = next((r.base for r in done if r.base.name == home.body), None)
        if base is None:
            near = [r for r in bodies if r.raw.start < raw.start] if raw.cell else bodies
            names = {r.base.name for r in bodies}
            if len(names) == 1:
                base = bodies[0].base
            elif raw.cell and near and not raw.sub:
                base = near[-1].base
            elif bodies and text.count(bodies[0].base.name, low, high) > 1:
                base = bodies[0].base
        if base is not None:
            body = sent(base, raw.cell) if raw.sub else part(base, raw.cell) if raw.cell else base
            out.append(Resolved(raw, body, "elliptic", 0.8, "own", base, base))
    return out


def speaks(text: str, locator: Locator, at: int) -> LocalBody | None:
    """The government of a county or city of Taiwan whose own text it is, which calls itself 本府."""
    home = locator.home(at)
    place = home.place if home is not None else None
    if place is None or not place.domestic or place.level not in ("prefecture", "county", "province"):
        return None
    return local_body(place.name, "政府")


def sent(base: LocalBody, group: str) -> LocalBody:
    """The group of the discipline commission in a body: 中央纪委国家监委驻水利部纪检监察组."""
    said = base.short or base.name
    above = f"{base.place}纪委监委" if base.place else "中央纪委国家监委"
    whom = dict.fromkeys((*base.names, said.removeprefix(base.place), said[-1]))
    aliases = tuple(a + f"驻{n}{group}" for n in whom for a in (above, ""))
    return LocalBody(f"{above}驻{said}{group}", None, aliases, "discipline", base.place, base.name)


def _signs(text: str, raw: Raw) -> bool:
    """Whether a body stands on a line of its own, as titles and signatures do, and is not the one written to."""
    return (
        _WRITTEN_TO.search(text, max(0, raw.start - 12), raw.start) is None
        and (raw.start == 0 or text[raw.start - 1] in "\n \u3000")
        and _TITLED.match(text, raw.end) is not None
    )


def _by_matter(text: str, bodies: list[Resolved]) -> list[Resolved]:
    """Courts in a judgment, procuratorates in an indictment; in other texts both."""
    courts, others = _COURT.search(text), _PROSECUTOR.search(text)
    if courts:
        return [r for r in bodies if r.base.type == "court"] or [r for r in bodies if r.base.type != "procuratorate"]
    return [r for r in bodies if r.base.type != "court"] if others else bodies


def _issuer(publisher: str | None, year: int | None) -> LocalBody | None:
    """The office that publishes the text (宜兴市水利局), as a body of its place."""
    place = place_in(publisher, year)
    if publisher is None or place is None or not publisher.startswith(place.name):
        return None
    m = grammar().organ.fullmatch(publisher, len(place.name))
    return local_body(place.name, m["core"]) if m is not None else None
