"""Events: what a sentence reports or refers to, with its people, its date, and what is no event."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stages.event_cases import read, short

CASES = Path(__file__).parent.parent / "cases"


def table(name: str) -> Iterator[list[str]]:
    lines = [x for x in (CASES / name).read_text("utf-8").splitlines() if x and not x.startswith("#")]
    for line in lines[1:]:
        yield line.split("\t")


def cases() -> Iterator[tuple[str, str]]:
    for _, sentence, events in table("events.tsv"):
        yield sentence, events


@pytest.mark.parametrize(("sentence", "events"), list(cases()), ids=lambda s: s[:24])
def test_events_of_a_sentence(sentence: str, events: str) -> None:
    found = [short(e) for e in read(sentence)]
    assert found == ([] if events == "-" else events.split(" ;; "))


@pytest.mark.parametrize(("sentence", "names"), [(s, n) for s, n in table("event_names.tsv")], ids=lambda s: s[:24])
def test_what_a_verb_tells_has_a_readable_name(sentence: str, names: str) -> None:
    assert [e.name for e in read(sentence)] == names.split(" ;; ")


@pytest.mark.parametrize(("sentence", "issued"), list(table("event_documents.tsv")), ids=lambda s: s[:24])
def test_what_a_publication_issues(sentence: str, issued: str) -> None:
    found = [
        f"{x.title.text if x.title else '-'}/{x.number.text if x.number else '-'}"
        for e in read(sentence)
        for x in e.issued
    ]
    assert found == ([] if issued == "-" else issued.split(" ;; "))


@pytest.mark.parametrize(
    ("sentence", "people"), [(s, p) for _, s, p in table("event_pronouns.tsv")], ids=lambda s: s[:24]
)
def test_a_pronoun_stands_for_a_person_where_only_one_can_be_meant(sentence: str, people: str) -> None:
    found = [", ".join(f"{p.person}={p.role}" for p in e.participants) or "-" for e in read(sentence)]
    assert found == people.split(" ;; ")


def test_headline_and_lead_name_one_event() -> None:
    page = (
        "青石县召开农村工作会议⏎{3月5日=2024-03-05}，青石县召开全县农村工作会议。县委书记[许国梁]主持会议。⏎"
        "会议指出，要抓好春耕。"
    )
    events = read(page)
    assert len(events) == 1
    assert [m.text for m in events[0].mentions] == ["农村工作会议", "全县农村工作会议", "会议", "会议"]
    assert events[0].participants[0].person == "许国梁"


def test_back_references_are_mentions_not_events() -> None:
    page = "{3月5日=2024-03-05}，临江市召开企业家座谈会。⏎座谈会上，[高峰]、[何云山]先后发言。⏎[许国梁]参加座谈会。"
    (event,) = read(page)
    assert [(p.person, p.role, p.order) for p in event.participants] == [
        ("高峰", "presenter", 1),
        ("何云山", "presenter", 2),
        ("许国梁", "attendee", 3),
    ]


def test_each_meeting_of_one_visit_is_its_own_event() -> None:
    page = (
        "{3月5日=2024-03-05}，[李大山]在巴黎会见法国总统[杜邦]。⏎在会见总理[马丁]时，[李大山]表示，愿深化合作。⏎"
        "[李大山]还会见了议长[贝尔]。"
    )
    people = [{p.person for p in e.participants} for e in read(page) if e.type == "reception"]
    assert people == [{"李大山", "杜邦"}, {"李大山", "马丁"}, {"李大山", "贝尔"}]


def test_news_briefs_hold_one_event_each() -> None:
    page = (
        "国内联播快讯⏎临江大桥建成通车⏎{今天=2024-03-05}，临江大桥正式通车，两岸居民出行更加方便了。⏎"
        "清河县发布旅游指南⏎{今天=2024-03-05}，清河县发布《清河旅游指南》，介绍了全县主要景点。"
    )
    assert [(e.type, len(e.mentions)) for e in read(page)] == [("ceremony", 2), ("publication", 2)]


def test_a_speech_in_print_has_its_speaker_and_day() -> None:
    page = "在全县经济工作会议上的讲话⏎（{2024年1月6日=2024-01-06}）⏎县委书记  [许国梁]⏎同志们：⏎这次会议的主要任务是总结工作。"
    (event,) = read(page)
    assert event.edtf == "2024-01-06"
    assert [(p.person, p.role) for p in event.participants] == [("许国梁", "speaker")]


def test_a_list_under_a_decision_names_its_people() -> None:
    page = (
        "{2024年4月26日=2024-04-26}通过任免名单。⏎一、决定任命：⏎[丁晓峰]为副县长；⏎[方立人]为县教育局局长。⏎"
        "二、决定免去：⏎[何云山]的副县长职务。"
    )
    people = {e.mentions[-1].text: [p.person for p in e.participants] for e in read(page)}
    assert people["决定任命"] == ["丁晓峰", "方立人"]
    assert people["决定免去"] == ["何云山"]


def test_an_ambiguous_fair_is_the_one_named_in_full_elsewhere() -> None:
    page = "第六届中国国际进口博览会正在筹备。⏎借助进博会平台，各国可以展示成就。"
    assert [e.edtf for e in read(page, "2023-10-06")] == ["2023-11-05/2023-11-10"]


def test_a_text_without_lines_has_no_events() -> None:
    assert read("") == []
    assert read("\n \n") == []


@pytest.mark.parametrize(
    ("text", "place", "basis"),
    [
        ("国家主席[习近平]{3月5日=2024-03-05}在北京会见法国总统[杜邦]。", "北京市", "sentence"),
        ("{3月5日=2024-03-05}，县委书记[许国梁]到昆山市考察学习。", "昆山市", "sentence"),
        (
            "新华社南京{3月5日=2024-03-05}电 全省农村工作会议{5日=2024-03-05}召开，[许国梁]出席会议。",
            "南京市",
            "dateline",
        ),
        ("{3月5日=2024-03-05}，昆山市教育局召开教育工作座谈会，[方立人]主持。", "昆山市", "seat"),
        ("{3月5日=2024-03-05}，全县教育工作座谈会召开，[方立人]主持。", None, None),
        ("{3月5日=2024-03-05}，某联盟代表在埃及开罗召开特别会议。", "开罗", "sentence"),
        ("在以色列方面称停火有条件之后，南部城镇{3月5日=2024-03-05}遭炮击。", None, None),
        ("第十四届夏季达沃斯论坛{6月29日=2023-06-29}在天津闭幕。", "天津市", "sentence"),
        ("在天津市，[方立人]谈到哈尔滨获得2025年亚冬会举办权。", None, None),
        ("{3月5日=2024-03-05}，来自昆山市的[方立人]获评劳动模范。", None, None),
        ("甲军{3月5日=2024-03-05}对乌克兰哈尔科夫市发动空袭。", "哈尔科夫", "sentence"),
        ("{3月5日=2024-03-05}，埃及开罗郊区遭空袭。", "开罗", "sentence"),
        ("埃及方面{3月5日=2024-03-05}对武装组织目标发动空袭。", None, None),
    ],
)
def test_the_place_of_an_event_and_whence_it_is_known(text: str, place: str | None, basis: str | None) -> None:
    (event, *_) = read(text)
    assert (event.place, event.place_basis) == (place, basis)


def test_news_refer_to_what_was_years_before_them_and_a_text_of_history_reports_it() -> None:
    news = read(
        "{3月5日=2024-03-05}，青石日报社召开座谈会，[许国梁]出席。{3月6日=2024-03-06}，报社揭牌成立融媒体中心。"
        "报社成立于{1956年1月1日=1956-01-01}。"
    )
    assert [(e.reported, (e.edtf or "")[:4]) for e in news] == [(True, "2024"), (True, "2024"), (False, "1956")]
    history = read("{1956年=1956}，青石中学成立。⏎{1960年=1960}，学校改名红旗中学。⏎{1978年=1978}，学校恢复原名。")
    assert history
    assert all(e.reported for e in history)
