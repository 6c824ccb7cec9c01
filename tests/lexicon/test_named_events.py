"""Every row of the events stage's lexicons is well formed."""

from __future__ import annotations

import re
from typing import get_args

from pipeline.lexicon import events, loader
from schemas.layers import EventType, ParticipantRole

POINT = r"-?\d\d(?:\d[\dX]|XX)(?:-\d\d(?:-\d\d)?)?~?"


def test_named_events_are_dated_and_typed() -> None:
    seen = set()
    for r in loader.rows(events.NAMED):
        assert r["type"] in get_args(EventType), r
        assert re.fullmatch(POINT, r["start"]), r
        assert r["end"] in ("", "..") or re.fullmatch(POINT, r["end"]), r
        assert r["end"] in ("", "..") or r["end"] >= r["start"], r
        assert r["source"], r
        assert (r["name"], r["start"]) not in seen, r
        seen.add((r["name"], r["start"]))
        assert all(len(a) > 1 for a in loader.cells(r["aliases"])), r


def test_words_have_a_type_and_a_weight() -> None:
    types = (*get_args(EventType), "-")
    roles = (*get_args(ParticipantRole), "mutual", "")
    for name, column in ((events.HEADS, "head"), (events.VERBS, "verb")):
        words = [r[column] for r in loader.rows(name)]
        assert len(words) == len(set(words)), name
        for r in loader.rows(name):
            assert r["type"] in types, r
            assert 0 <= float(r["weight"]) <= 1, r
            assert r["source"], r
            assert r.get("subject", "") in roles, r
            assert r.get("object", "") in roles, r


def test_cues_and_roles_are_words_with_a_source() -> None:
    for name, key in ((events.CUES, "cue"), (events.ROLES, "role"), (events.BACK, "types")):
        seen = set()
        for r in loader.rows(name):
            word = r.get("word") or r["head"]
            assert word, r
            assert r["source"], r
            assert not re.search(r"[\\[\]()?*+^$|]", word), r
            assert (r[key], word, r.get("not_before")) not in seen, r
            seen.add((r[key], word, r.get("not_before")))
    assert {r["role"] for r in loader.rows(events.ROLES)} <= set(get_args(ParticipantRole))
    assert {t for types in events.taken_up().values() for t in types} <= set(get_args(EventType))


def test_a_cue_keeps_its_edges() -> None:
    plan = events.Cue("plan")
    assert plan.search("会议要召开")
    assert not plan.search("会议主要议程是选举")
    assert not plan.search("重要会议")
    assert events.Cue("weather", r"(?:%s)$").search("遭受冰雹") is not None
    pattern, roles = events.roles()
    found = {
        m[0]: roles[int((m.lastgroup or "")[1:])] for m in pattern.finditer("甲主持，乙作了动员讲话，主持人丙点评")
    }
    assert found == {"主持": "host", "作了动员讲话": "speaker", "点评": "commentator"}


PLOVER = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "INVESTIGATE", "DEMAND", "DISAPPROVE",
    "REJECT", "THREATEN", "PROTEST", "CRIME", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip
SCHEMA_ORG = {
    "Event",
    "EducationEvent",
    "ExhibitionEvent",
    "Festival",
    "PublicationEvent",
    "SocialEvent",
    "SportsEvent",
}


def test_every_type_is_mapped() -> None:
    rows = list(loader.rows(events.TYPES))
    for r in rows:
        assert r["type"] in get_args(EventType), r
        assert r["schema_org"] in SCHEMA_ORG, r
        assert r["plover"] in {*PLOVER, ""}, r
        assert r["source"], r
    assert {r["type"] for r in rows if not r["class"] and not r["words"]} == set(get_args(EventType))
    assert events.abroad("other", "events.match", "全县农民运动会").schema_org == "SportsEvent"
    assert events.abroad("other", "events.other", "致贺电").plover == "SUPPORT"
    assert events.abroad("military", "events.military", "联合军演").plover == "MOBILIZE"
    assert events.abroad("signing", "events.signing", "签署") == events.Abroad("Event", "AGREE")
    assert events.abroad("study", "events.study", "专题党课").schema_org == "EducationEvent"


def test_an_ordinary_word_is_no_event() -> None:
    for text, name in (
        ("长征五号火箭", "长征"),
        ("冷战思维", "冷战"),
        ("共建国家", "建国"),
        ("建国门", "建国"),
        ("第二战场", "二战"),
    ):
        start = text.index(name)
        assert not events.reads_as_event(name, text, start, start + len(name)), text
    for text, name in (("红军长征", "长征"), ("冷战结束后", "冷战"), ("建国以来", "建国"), ("二战后", "二战")):
        start = text.index(name)
        assert events.reads_as_event(name, text, start, start + len(name)), text


def test_index_finds_the_longest_word() -> None:
    matcher, words = events.word_index()
    assert [words[i].text for _, _, i in matcher.find("签约仪式在会议室举行")] == ["签约仪式", "会议室"]
