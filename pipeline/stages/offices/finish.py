"""Claims become items: bodies resolved in text order, repeats joined, time told, contradictions named."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.bodies import organ_type
from pipeline.lexicon import leaders
from pipeline.reading import Reading
from pipeline.source import traditional
from pipeline.stages.offices.bodies import Body, local
from pipeline.stages.offices.chains import Claim
from pipeline.stages.offices.kinds import STUDENTS
from pipeline.stages.offices.lives import ended
from pipeline.stages.offices.past import of_the_dead, term_over
from pipeline.stages.offices.resolve import Resolver
from pipeline.stages.offices.times import Times
from pipeline.stages.offices.verbs import heading_status
from schemas.layers import Derivation, Notice, OfficeItem, OfficesLayer, OfficeStatus, OrgType

_STATUS: dict[str, OfficeStatus] = {
    s: s for s in ("current", "former", "appointed", "removed", "elected", "acting", "designate")
}


_EDGE = frozenset(" \u3000\n“”‘’《》（）()【】[]\"'")
_HEADS = frozenset(
    ("省长", "市长", "县长", "区长", "州长", "旗长", "盟长", "镇长", "乡长", "总统", "总理", "首相", "国王")
)
_COMMITTEE = re.compile(r"(省|市|县|区|州|旗|镇|乡)(?:党)?委$")


#: an organ of a place that the text does not say: 县|教育局
_OF_SOME_PLACE = re.compile(r"(?:中共)?(?:自治[区州县旗]|[省市县区州盟旗镇乡村]|公社|社区)(?=.)(?!场|民|长|级)")
_LEAGUE = re.compile("团[省市县区州旗盟]委")


_FIRMS = ("公司", "集团")


def _kind(body: Body) -> OrgType:
    """The type of a body; where its place is not known its organ tells it (市委, 县教育局, 团县委)."""
    if body.type in ("institution", "government") and body.shown.endswith(_FIRMS):
        return "company"  # the firm of a 公司党委
    if body.type != "other" or not body.shown:
        return body.type
    if _LEAGUE.match(body.shown):
        return "people"
    m = _OF_SOME_PLACE.match(body.shown)
    return organ_type(body.shown[m.end() :]) if m is not None else body.type


def finish(reading: Reading, claims: list[Claim], resolver: Resolver) -> OfficesLayer:
    """The layer of one document."""
    claims = sorted(claims, key=lambda c: (c.post.hit.start, c.order))
    items: list[tuple[Claim, OfficeItem]] = []
    line = -1
    text = reading.text
    times = Times(reading, resolver.breaks)
    previous: Claim | None = None
    published = reading.articles.published
    councils = published is not None and "1955" <= published.edtf[:4] <= "1966" and "人民政府" not in text
    for c in claims:
        start = resolver.breaks.line(c.post.hit.start)
        if start != line:
            line = start
            resolver.paragraph()
            previous = None
        before = None
        if previous is not None and previous.post is not c.post and _chained(text, previous, c):
            before = previous.post.body
        past = c.status == "former" and c.rule in ("subject", "verb_hold")
        body = resolver.resolve(c.post, before, (c.who.folded or c.who.name) if c.who else "", past=past)
        if (
            before is not None
            and previous is not None
            and c.post.status is None
            and previous.post.status in ("former", "current")
            and c.post.start >= c.post.body_end
        ):
            c.post.status = previous.post.status  # 原党组书记、局长: 原 holds for both
        previous = c
        if c.post.silent or c.who is None:
            continue
        if c.group is not None:
            body = resolver.named(c.group, c.post)
        if councils:
            body = _council(body)
        items.append((c, _item(reading, c, body, times, resolver.bodies.written)))
    items = _changed(items)
    items = ended(text, items, times, published.edtf if published is not None else None)
    kept = of_the_dead(reading, _left(items, _distinct(items)))
    notices = (*_unresolved(kept), *_contradictions(kept))
    return OfficesLayer(items=tuple(o for o in kept if o.organization is not None), warnings=notices)


def _council(body: Body | None) -> Body | None:
    """What the government of a place was from 1955 to 1966, where only the post says so: 县长 of its 人民委员会."""
    if body is None or body.place is None or body.name != f"{body.place}人民政府":
        return body
    return local(body.place, "人民委员会", body.derivation)


def _unresolved(items: list[OfficeItem]) -> list[Notice]:
    """W203 for each post whose body neither the words nor the context tell: it does not enter the record."""
    known = {(o.person, o.title[-2:]) for o in items if o.organization is not None}
    return [
        Notice(code="W203", message=f"{o.title} {o.person}: which body?", start=o.start, end=o.end)
        for o in items
        if (o.organization is None and (o.person, o.title[-2:]) not in known)
        or (o.organization is not None and len(o.organization) == 5 and o.organization.endswith("人民政府"))
    ]


def _both(body: Body) -> tuple[str, ...]:
    """The other wordings of a body in both scripts."""
    return tuple(dict.fromkeys(w for n in body.names for w in (traditional(n), n)))


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A mention neither starts nor ends with white space, a quotation mark or a bracket."""
    while start < end - 1 and text[start] in _EDGE:
        start += 1
    while end > start + 1 and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def _confidence(c: Claim, body: Body | None) -> float:
    """How often such a statement is right: the rule's own figure, less where the body or the name is less sure."""
    assert c.who is not None
    if body is None or (body.place is None and body.derivation == "elliptic" and len(body.name) == 5):
        return min(c.confidence, 0.5)
    sure = c.confidence
    if body.derivation != "explicit":
        sure *= 0.97
    elif body.type == "other":
        sure *= 0.93
    if c.who.mention.confidence < 0.8:
        sure *= 0.5 + c.who.mention.confidence / 2
    return round(sure, 3)


def _chained(text: str, a: Claim, b: Claim) -> bool:
    gap = text[a.post.end : b.post.start]
    return (
        len(gap) <= 20
        and a.post.hit.title.head not in STUDENTS
        and not re.search(r"[。；\n]|免去其", gap)
        and a.who is not None
        and b.who is not None
        and a.who is b.who
    )


def _item(reading: Reading, c: Claim, body: Body | None, times: Times, written: dict[str, str]) -> OfficeItem:
    assert c.who is not None
    derivation: Derivation = "explicit"
    if c.rule == "author_note":
        derivation = "author-note"
    elif c.order > 0:
        derivation = "distributed"
    elif body is not None:
        derivation = body.derivation
    said = c.status or c.post.status
    held = times.held(c)
    if held is not None and not held.endswith("/..") and said in (None, "current", "acting"):
        said = "former"
    text = reading.text
    if said in (None, "current") and text.startswith("职务", c.post.end):
        said = "removed" if heading_status(text, c.post.start) == "removed" else said  # 免去：⏎甲现任外交部部长职务，
    of = body.names if body is not None else ()
    if said in (None, "current") and leaders.over(c.who.folded or c.who.name, c.post.title, times.attested(c), of):
        said = "former"  # 毛泽东主席、周恩来总理 spoken of today
    if said in (None, "current") and term_over(reading.text, c.post, times.attested(c)):
        said = "former"  # 第十三届全国政协常委 in 2024
    status = _STATUS.get(said or "current", "current")
    title = c.post.title
    if reading.clean.script == "Hant":  # names and titles in the document's own script
        start = c.post.end - len(title)
        as_written = reading.view.text[start : c.post.end] if reading.text[start : c.post.end] == title else None
        title = as_written or traditional(title)
        if body is not None:
            names = [written.get(n) or traditional(n) for n in (body.name, *((body.short,) if body.short else ()))]
            body = replace(body, name=names[0], short=names[-1] if body.short else None, aliases=_both(body))
    person_start = c.who.mention.start
    if body is not None and body.short and (same := times.bodies.get(body.short)) and same != body.name:
        body = replace(body, name=same, aliases=(*body.aliases, body.name))  # one body, one name in the document
    return OfficeItem(
        **reading.view.at(*trimmed(reading.text, c.start, c.end)),
        person=c.who.name,
        person_start=person_start,
        organization=body.name if body else None,
        organization_short=body.short if body else None,
        organization_aliases=body.aliases if body else (),
        organization_type=_kind(body) if body else "other",
        title=title,
        name=office_name(body, title),
        status=status,
        derivation=derivation,
        attested_on=times.attested(c),
        held=held,
        confidence=_confidence(c, body),
        source=f"offices.{c.rule}",
    )


_CHIEF = re.compile(r"[省市县縣區区州盟旗镇鎮乡鄉][长長](?:助理)?$")
_OF_A_PLACE = re.compile(r"(?:人民)?(?:政府|公署)$|人民委员会$")


def office_name(body: Body | None, title: str) -> str:
    """The post as it is called: 昆山市委书记; a chief's is the place's (昆山市副市长), a state's the state's."""
    if body is None:
        return title
    if _CHIEF.search(title) and (place := _OF_A_PLACE.sub("", body.name)) != body.name:
        return place + title if len(place) > 1 else title
    if (
        body.name in ("中华人民共和国", "中華人民共和國") or body.shown[-1:] in "法检檢"
    ):  # 最高法 + 院长 would be read 法院长
        return body.name + title
    return body.shown + title


def _distinct(items: list[tuple[Claim, OfficeItem]]) -> list[OfficeItem]:
    """A title that stands alone beside a name means the post that the text gives the person elsewhere."""
    stated: dict[tuple[str | None, str], OfficeItem] = {}
    for c, o in items:
        if o.organization is not None and (c.rule != "title_after_name" or not c.post.bare):
            best = stated.get((o.person, o.title))
            if best is None or (best.derivation != "explicit" and o.derivation == "explicit"):
                stated[o.person, o.title] = o
    out = []
    for c, o in items:
        known = stated.get((o.person, o.title))
        if (
            known is not None
            and known is not o
            and c.post.bare
            and (c.rule == "title_after_name" or (o.derivation == "elliptic" and _vague(o)))
        ):
            o = o.model_copy(
                update={
                    "organization": known.organization,
                    "organization_short": known.organization_short,
                    "organization_aliases": known.organization_aliases,
                    "organization_type": known.organization_type,
                    "name": known.name,
                    "derivation": "elliptic",
                }
            )
        out.append(o)
    return out


_BESIDE_NAME = frozenset(("title_before_name", "title_after_name", "distributed"))
#: who was chosen once more holds the post all the while
_AGAIN = re.compile("连任|再次|再度|蝉联|连选")
_CHANGES = ("removed", "appointed", "elected")


def _changed(items: list[tuple[Claim, OfficeItem]]) -> list[tuple[Claim, OfficeItem]]:
    """接受甲辞去副省长职务的请求。副省长甲…: what the text reports of a post holds where it only names the holder by it."""
    news: dict[tuple[str | None, str | None, str], OfficeStatus] = {
        (o.person, o.organization, o.title): o.status
        for _, o in items
        if o.status in _CHANGES and o.organization is not None and _AGAIN.search(o.text) is None
    }
    if not news:
        return items
    return [
        (c, o.model_copy(update={"status": told}))
        if o.status == "current"
        and c.status is None
        and c.post.status is None
        and c.rule in _BESIDE_NAME
        and (told := news.get((o.person, o.organization, o.title))) is not None
        else (c, o)
        for c, o in items
    ]


def _left(claims: list[tuple[Claim, OfficeItem]], items: list[OfficeItem]) -> list[OfficeItem]:
    """县人大常委会原副主任甲…2016年任县人大常委会副主任: what is called past once is past where a life tells of it."""
    past = {(o.person, o.organization, o.title) for o in items if o.status == "former" and o.organization is not None}
    return [
        o.model_copy(update={"status": "former"})
        if o.status == "current"
        and c.post.status is None
        and c.rule in ("subject", "verb_hold")
        and (o.person, o.organization, o.title) in past
        else o
        for (c, _), o in zip(claims, items, strict=True)
    ]


def _contradictions(items: list[OfficeItem]) -> list[Notice]:
    """W204: one person, two posts at one time of which each has one holder who holds no other (市长 of two cities)."""
    held: dict[tuple[str | None, str], OfficeItem] = {}
    out = []
    for o in items:
        level = _exclusive(o)
        if level is None or o.status not in ("current", "acting", "appointed", "elected") or o.held is not None:
            continue
        first = held.setdefault((o.person, level), o)
        if first is not o and not _names(first) & _names(o):
            message = f"{o.person}: {first.name} and {o.name}"
            out.append(Notice(code="W204", message=message, start=o.start, end=o.end))
    return out


def _names(o: OfficeItem) -> set[str]:
    return {n for n in (o.organization, o.organization_short, *o.organization_aliases) if n}


def _exclusive(o: OfficeItem) -> str | None:
    """The level of a post that admits no second of its kind: 市长, 县委书记; None for all others."""
    if o.title in _HEADS:
        return o.title
    m = _COMMITTEE.search(o.organization_short or o.organization or "")
    return m[1] + o.title if m and o.title == "书记" else None


def _vague(o: OfficeItem) -> bool:
    """Is the body only guessed, from a title that stands alone (村支书)?"""
    return len(o.text) <= len(o.title) + len(o.person or "") + 1
