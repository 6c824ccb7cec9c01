"""Link and record: mentions become entities, layers become one record."""

from __future__ import annotations

import pytest

from pipeline.errors import StageError, ValidationFailed
from pipeline.reading import Reading
from pipeline.source import SourceText
from pipeline.stages import STAGES
from schemas.base import Model
from schemas.layers import (
    Article,
    ArticlesLayer,
    CleanLayer,
    Credit,
    DateMention,
    DatesLayer,
    EventItem,
    EventParticipant,
    EventsLayer,
    NamesLayer,
    Notice,
    OfficeItem,
    OfficesLayer,
    OrganizationsLayer,
    OrgMention,
    PersonMention,
    PhraseMention,
    PhrasesLayer,
    PlaceMention,
)
from schemas.record import Record

TEXT = "□岑远帆\n6月1日，青岚县县长柏　青主持会议。县委书记岑远帆说要“三清三建”。柏县长参加会议。"


def at(text: str, n: int = 0) -> dict[str, int | str]:
    start = -1
    for _ in range(n + 1):
        start = TEXT.index(text, start + 1)
    return {"start": start, "end": start + len(text), "text": text}


def person(text: str, name: str, n: int = 0, confidence: float = 0.9) -> PersonMention:
    return PersonMention(**at(text, n), name=name, confidence=confidence, source="names.test")  # type: ignore[arg-type]


def reading(**layers: Model) -> Reading:
    r = Reading(SourceText(id="t", text=TEXT, flags=("encoding-guessed",)))
    base: dict[str, Model] = {
        "clean": CleanLayer(),
        "articles": ArticlesLayer(
            reliability=("encoding-guessed", "source-name-mismatch"),
            articles=(Article(id="a1", start=0, end=len(TEXT), authors=(Credit(**at("岑远帆"), role="author"),)),),  # type: ignore[arg-type]
        ),
        "dates": DatesLayer(
            mentions=(DateMention(**at("6月1日"), kind="date", edtf="2023-06-01", basis="document", confidence=1, source="d"),),  # type: ignore[arg-type]
            warnings=(Notice(code="W201", message="x", start=5, end=9),),
        ),
        "names": NamesLayer(
            mentions=(
                person("岑远帆", "岑远帆"), person("柏　青", "柏青", confidence=0.7),
                person("岑远帆", "岑远帆", 1), person("柏县长", "柏青", confidence=0.95),
            )
        ),
        "organizations": OrganizationsLayer(
            mentions=(
                OrgMention(**at("县委"),
                           name="中共青岚县委员会", short="青岚县委", type="party", place="青岚县", confidence=0.8, source="o"),  # type: ignore[arg-type]
            ),
            places=(PlaceMention(**at("青岚县"), name="青岚县", level="county", confidence=1, source="p"),),  # type: ignore[arg-type]
        ),
        "offices": OfficesLayer(
            items=(
                OfficeItem(**at("青岚县县长柏　青"), person="柏青", organization="青岚县人民政府",
                           organization_short="青岚县政府",
                           title="县长", name="青岚县县长", confidence=0.9, source="x"),  # type: ignore[arg-type]
                OfficeItem(**at("县委书记岑远帆"), person="岑远帆", organization="中共青岚县委员会", title="书记",
                           name="青岚县委书记", status="former", confidence=0.5, source="x"),  # type: ignore[arg-type]
                OfficeItem(**at("县委书记岑远帆"), person="岑远帆", organization="中共青岚县委员会", title="书记",
                           name="青岚县委书记", confidence=0.9, source="x"),  # type: ignore[arg-type]
                OfficeItem(**at("县长", 1),
                           person=None, organization=None, title="县长", name="县长", confidence=0.5, source="x"),  # type: ignore[arg-type]
            )
        ),
        "events": EventsLayer(
            items=(
                EventItem(type="meeting", name="会议", reported=True, date_start=TEXT.index("6月"), place="青岚县",
                          organizers=("中共青岚县委员会", "无此单位"),
                          participants=(EventParticipant(person="柏青", role="host", order=1),
                                        EventParticipant(person="无此人", role="attendee", order=2)),
                          mentions=(at("会议", 1), at("会议")), confidence=0.8, source="e"),  # type: ignore[arg-type]
            )
        ),
        "phrases": PhrasesLayer(
            mentions=(PhraseMention(**at("三清三建"), canonical="三清三建", category="numeric", known=False, quoted=True,
                                    speaker="岑远帆", confidence=0.8, source="f"),)  # type: ignore[arg-type]
        ),
    }  # fmt: skip
    for name, layer in (base | layers).items():
        r.add(name, layer)
    return r


def record(**layers: Model) -> Record:
    r = reading(**layers)
    STAGES["link"]().run(r)
    STAGES["record"]().run(r)
    return r.record


def test_people_are_joined_by_name() -> None:
    first, second = record().people
    assert (first.id, first.name, first.aliases, len(first.mentions)) == ("p1", "岑远帆", (), 2)
    assert (second.name, second.aliases, second.confidence) == ("柏青", ("柏县长",), 0.95)
    assert [m.text for m in second.mentions] == ["柏　青", "柏县长"]


def test_bodies_named_and_implied() -> None:
    named, implied = record().organizations
    assert (named.id, named.short, named.aliases, named.place) == ("g1", "青岚县委", ("县委",), "l1")
    assert (implied.id, implied.name, implied.short, implied.mentions) == ("g2", "青岚县人民政府", "青岚县政府", ())
    assert implied.place == "l1"


def test_a_part_brings_its_whole() -> None:
    told = OrgMention(**at("县委"), name="青岚县教育局", type="government", place="青岚县", parent="青岚县人民政府",
                      confidence=0.8, source="o")  # type: ignore[arg-type]  # fmt: skip
    part, *_, whole = record(organizations=OrganizationsLayer(mentions=(told,)), offices=OfficesLayer()).organizations
    assert (part.parent, whole.id, whole.name, whole.type) == (whole.id, "g2", "青岚县人民政府", "government")
    assert (whole.mentions, whole.source) == ((), "organizations.parent")


def test_a_place_that_only_a_body_names_has_its_code() -> None:
    told = OrgMention(**at("县委"), name="中共昆山市委员会", type="party", place="昆山市", confidence=0.8, source="o")  # type: ignore[arg-type]
    r = record(organizations=OrganizationsLayer(mentions=(told,)), offices=OfficesLayer())
    assert [(p.name, p.code, p.level, p.mentions) for p in r.places] == [("昆山市", "320583", "county", ())]


def test_two_places_of_one_name() -> None:
    first, second = (
        PlaceMention(**at("青岚县", n), name="江北区", code=code, level="county", confidence=1, source="p")  # type: ignore[arg-type]
        for n, code in ((0, "500105"), (0, "330205"))
    )
    second = second.model_copy(update=at("三清三建"))
    body = OrgMention(**at("柏县长"), name="江北区委", type="party", place="江北区", confidence=0.8, source="o")  # type: ignore[arg-type]
    r = record(organizations=OrganizationsLayer(mentions=(body,), places=(first, second)), offices=OfficesLayer())
    assert [(p.id, p.code) for p in r.places] == [("l1", "500105"), ("l2", "330205")]
    assert r.organizations[0].place == "l2"  # the one named last before it


def test_one_office_for_each_person_body_and_title() -> None:
    offices = record().offices
    assert [(o.person, o.organization, o.title, o.status) for o in offices] == [
        ("p2", "g2", "县长", "current"),
        ("p1", "g1", "书记", "current"),  # the surer of two statements
    ]
    assert [m.text for m in offices[1].mentions] == ["县委书记岑远帆"]


def test_events_phrases_articles_and_warnings_point_at_entities() -> None:
    r = record()
    (event,) = r.events
    assert (event.date, event.place, event.organizers) == ("d1", "l1", ("g1",))
    assert [(p.person, p.role) for p in event.participants] == [("p2", "host")]
    assert [m.start for m in event.mentions] == sorted(m.start for m in event.mentions)
    assert r.phrases[0].mentions[0].speaker == "p1"
    assert [(a.person, a.role) for a in r.articles[0].authors] == [("p1", "author")]
    assert [w.code for w in r.warnings] == ["W201"]
    assert r.document.reliability == ("encoding-guessed", "source-name-mismatch")
    assert r.provenance.stages.keys() == STAGES.keys()


def test_a_mention_that_is_not_in_the_text_ends_the_document() -> None:
    wrong = PersonMention(start=0, end=2, text="甲乙", name="甲乙", confidence=1, source="x")
    with pytest.raises(ValidationFailed, match="E301"):
        record(names=NamesLayer(mentions=(wrong,)))


def test_a_layer_that_is_missing_is_named() -> None:
    with pytest.raises(StageError, match=r"E202.*\(organizations\)"):
        STAGES["link"]().run(Reading(SourceText(id="t", text=TEXT)))


def test_a_day_inside_a_name_is_no_date() -> None:
    text = "6月1日，邓国庆、韩元旦出席会议，免去夏侯平职务。"
    days, people = ("6月1日", "国庆", "元旦", "去夏"), ("邓国庆", "韩元旦", "夏侯平")
    spans = {w: {"start": text.index(w), "end": text.index(w) + len(w), "text": w} for w in days}
    names = {w: {"start": text.index(w), "end": text.index(w) + len(w), "text": w} for w in people}
    r = Reading(SourceText(id="t", text=text))
    r.layers["dates"] = DatesLayer(
        mentions=tuple(
            DateMention(**s, kind="date", edtf="2023", basis="document", confidence=1, source="d")  # type: ignore[arg-type]
            for s in sorted(spans.values(), key=lambda s: int(s["start"]))
        )
    )
    r.layers["names"] = NamesLayer(
        mentions=tuple(PersonMention(**s, name=n, confidence=1, source="n") for n, s in names.items())  # type: ignore[arg-type]
    )
    assert [d.text for d in r.dated] == ["6月1日"]
