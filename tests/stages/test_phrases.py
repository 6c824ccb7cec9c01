"""Phrases: sentences and what must be found in them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.lexicon.phrases import PhraseMatcher, phrase
from pipeline.reading import Reading
from pipeline.source import SourceText
from pipeline.stages.base import STAGES
from pipeline.stages.phrases import Phrases, quoted
from pipeline.stages.phrases.components import listed
from pipeline.stages.phrases.matching import Bare, balance, match
from schemas.base import TextSpan
from schemas.layers import (
    Article,
    ArticlesLayer,
    CleanLayer,
    Credit,
    DatesLayer,
    EventItem,
    EventsLayer,
    NamesLayer,
    OfficesLayer,
    OrganizationsLayer,
    OrgMention,
    PersonMention,
    PhraseMention,
    PlaceMention,
)
from tests.linear import assert_linear

CASES = Path(__file__).parent.parent / "cases"


def rows(name: str) -> list[list[str]]:
    lines = (CASES / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def reading(text: str, people: tuple[PersonMention, ...] = (), articles: tuple[Article, ...] = ()) -> Reading:
    r = Reading(SourceText(id="t", text=text))
    r.add("clean", CleanLayer())
    r.add("articles", ArticlesLayer(articles=articles))
    r.add("dates", DatesLayer())
    r.add("names", NamesLayer(mentions=people))
    r.add("organizations", OrganizationsLayer())
    r.add("offices", OfficesLayer())
    r.add("events", EventsLayer())
    return r


def find(text: str) -> tuple[PhraseMention, ...]:
    return Phrases().process(reading(text)).mentions


def named(text: str, names: list[str]) -> tuple[PersonMention, ...]:
    found = []
    for name in names:
        at = text.find(name)
        while at >= 0:
            found.append(PersonMention(start=at, end=at + len(name), text=name, name=name, confidence=1, source="test"))
            at = text.find(name, at + 1)
    return tuple(sorted(found, key=lambda m: m.start))


@pytest.mark.parametrize("row", rows("phrases.tsv"), ids=lambda r: r[0][:24])
def test_sentences(row: list[str]) -> None:
    sentence, expected = row
    got = []
    for m in find(sentence):
        assert sentence[m.start : m.end] == m.text
        new = "" if m.known else "*"
        got.append(new + (m.text if m.canonical == m.text else f"{m.text}>{m.canonical}"))
    assert "|".join(got) == ("" if expected == "-" else expected)


@pytest.mark.parametrize("row", rows("phrases_speaker.tsv"), ids=lambda r: f"{r[1]}: {r[0][:16]}")
def test_speakers(row: list[str]) -> None:
    text, words, people, speaker = row
    text = text.replace("⏎", "\n")
    mentions = Phrases().process(reading(text, named(text, people.split("|") if people else []))).mentions
    m = next(m for m in mentions if m.text == words)
    assert (m.speaker or "-") == speaker


BODIES = [
    ("县委强调，要推进乡村振兴。", "县委", "乡村振兴", "县委"),
    ("县委办公室印发通知，要求坚持绿色发展。", "县委办公室", "绿色发展", "县委办公室"),
    ("近日，县农业局部署春耕，要求各镇推进乡村振兴。", "县农业局", "乡村振兴", "县农业局"),
    ("县农业局有关负责人介绍，将坚持绿色发展。", "县农业局", "绿色发展", "县农业局"),
    ("各界关注县委全会，认为要坚持绿色发展。", "县委", "绿色发展", None),
    ("专家在县委大院表示，乡村振兴大有可为。", "县委", "乡村振兴", None),
    ("县委推进乡村振兴。", "县委", "乡村振兴", None),
    ("县农业局表示，将推进乡村振兴。", "县农业局", "乡村振兴", "县农业局"),
    ("日前，县农业局进一步提出，将推进乡村振兴。", "县农业局", "乡村振兴", "县农业局"),
    ("记者到县农业局说，要推进乡村振兴。", "县农业局", "乡村振兴", None),
]


@pytest.mark.parametrize(("text", "body", "words", "speaker"), BODIES, ids=lambda x: str(x)[:16])
def test_bodies_speak(text: str, body: str, words: str, speaker: str | None) -> None:
    r = reading(text)
    at = text.index(body)
    org = OrgMention(start=at, end=at + len(body), text=body, name=body, confidence=1, source="test")
    r.add("organizations", OrganizationsLayer(mentions=(org,)))
    (m,) = [m for m in Phrases().process(r).mentions if m.text == words]
    assert m.speaker is None
    assert m.speaker_organization == speaker
    assert m.speech == ("reported" if speaker else None)


def test_a_national_aim_under_a_places_name() -> None:
    text = "建设健康河口，办好河口镇医院。健康河口县医院开诊。"
    r = reading(text)
    places = tuple(
        PlaceMention(start=at, end=at + 2, text="河口", name="河口", confidence=1, source="t") for at in (4, 9, 17)
    )
    r.add("organizations", OrganizationsLayer(places=places))
    assert [(m.text, m.source) for m in Phrases().process(r).mentions] == [("健康河口", "phrases.of_place")]


def test_a_commune_of_a_place_is_a_body() -> None:
    text = "1958年并入河口人民公社。"
    r = reading(text)
    place = PlaceMention(start=7, end=9, text="河口", name="河口", confidence=1, source="t")
    r.add("organizations", OrganizationsLayer(places=(place,)))
    assert not Phrases().process(r).mentions


def test_a_meeting_speaks_for_its_host() -> None:
    text = "县委召开常委会会议。会议强调，要推进乡村振兴。"
    r = reading(text)
    event = EventItem(
        type="meeting",
        name="常委会会议",
        reported=True,
        organizers=("县委",),
        mentions=(TextSpan(start=4, end=9, text=text[4:9]),),
        confidence=1,
        source="test",
    )
    r.add("events", EventsLayer(items=(event,)))
    (m,) = Phrases().process(r).mentions
    assert (m.speaker, m.speaker_organization) == (None, "县委")


def test_word_for_word_or_reported() -> None:
    text = "杜文川指出：“乡村振兴要靠大家。”他强调，要坚持绿色发展。"
    mentions = Phrases().process(reading(text, named(text, ["杜文川"]))).mentions
    assert [(m.text, m.speech) for m in mentions] == [("乡村振兴", "verbatim"), ("绿色发展", "reported")]


def test_refused_with_a_reason() -> None:
    text = "他有股“闯劲”，常说“三心二意”要不得。《乡村振兴路》一书写了一带一路研究院，台风“青竹”来了。"
    layer = Phrases().process(reading(text))
    assert not layer.mentions
    assert [(x.text, x.reason) for x in layer.refused] == [
        ("闯劲", "rhetoric"),
        ("三心二意", "idiom"),
        ("乡村振兴", "title"),
        ("一带一路", "body"),
        ("青竹", "name"),
    ]


def test_signed_article_speaks_for_its_author() -> None:
    text = "守正创新走新路\n□柳岸青\n外事工作要服务高质量发展。杜文川指出，要推进乡村振兴。我们要弘扬伟大建党精神。"
    people = named(text, ["柳岸青", "杜文川"])
    by = Credit(start=people[0].start, end=people[0].end, text="柳岸青", role="author")
    article = Article(id="a1", start=0, end=len(text), authors=(by,))
    mentions = Phrases().process(reading(text, people, (article,))).mentions
    said = {m.text: m.speaker for m in mentions}
    assert said["高质量发展"] == said["伟大建党精神"] == "柳岸青"
    assert said["乡村振兴"] == "杜文川"


def test_a_report_is_no_word_of_its_writers() -> None:
    text = "青禾镇治水忙\n文/柳岸青\n3月2日，青禾镇召开治水会议。全镇推进乡村振兴。"
    people = named(text, ["柳岸青"])
    by = Credit(start=people[0].start, end=people[0].end, text="柳岸青", role="author")
    article = Article(id="a1", start=0, end=len(text), authors=(by,))
    (m,) = Phrases().process(reading(text, people, (article,))).mentions
    assert m.speaker is None
    text = text.replace("3月2日，青禾镇", "同志们：3月2日，青禾镇")
    article = Article(id="a1", start=0, end=len(text), authors=(by,))
    (m,) = Phrases().process(reading(text, people, (article,))).mentions
    assert (m.speaker, m.speech) == ("柳岸青", "written")


def test_quoted_flag_and_components() -> None:
    a, b = find("增强“四个意识”，坚定四个自信。")
    assert (a.quoted, b.quoted) == (True, False)
    assert a.components == ("政治意识", "大局意识", "核心意识", "看齐意识")
    assert a.english == "Four Consciousnesses"
    assert a.first_attested == "2016-01-29"


@pytest.mark.parametrize("row", rows("phrases_components.tsv"), ids=lambda r: r[1])
def test_components_that_the_text_lists(row: list[str]) -> None:
    text, words, members = row
    text = text.replace("⏎", "\n")
    at = text.index(words)
    assert "|".join(listed(text, at, at + len(words))) == ("" if members == "-" else members)


def test_components_of_a_discovered_phrase() -> None:
    text = "县里落实“三个到位”要求：一是思想到位，层层动员；二是责任到位，专人负责；三是保障到位。"
    (m,) = [m for m in find(text) if m.text == "三个到位"]
    assert (m.known, m.components) == (False, ("思想到位", "责任到位", "保障到位"))


def test_a_formula_found_once_is_found_everywhere() -> None:
    text = "践行“民意为重”理念。民意为重，不是一句空话。"
    assert [m.text for m in find(text)] == ["民意为重", "民意为重"]


def test_over_a_layout_cut() -> None:
    from schemas.layers import Removal

    text = "推动绿色\n发展，建设美丽中国。"
    r = reading(text)
    r.add("clean", CleanLayer(removed=(Removal(start=4, end=5, reason="layout-cut"),)))
    first, second = Phrases().process(r).mentions
    assert (first.text, first.canonical) == ("绿色\n发展", "绿色发展")
    assert second.text == "美丽中国"


def test_no_match_over_a_line_end_or_a_clause() -> None:
    assert not find("走绿色\n发展之路")
    assert not find("要绿色，发展才有前途")


def test_chrome_is_no_text() -> None:
    from schemas.layers import Zone

    text = "乡村振兴频道\n他推动乡村振兴。"
    r = reading(text)
    r.add("clean", CleanLayer(zones=(Zone(start=0, end=6, kind="chrome", rule="t"),)))
    assert [m.start for m in Phrases().process(r).mentions] == [10]


def test_the_next_article_has_a_headline() -> None:
    from schemas.layers import Zone

    text = "他推动乡村振兴。\n下一篇：全县共同富裕大会召开\n美丽中国"
    r = reading(text)
    r.add("clean", CleanLayer(zones=(Zone(start=9, end=len(text), kind="chrome", rule="t"),)))
    assert [m.text for m in Phrases().process(r).mentions] == ["乡村振兴", "共同富裕"]


def test_excluded_contexts() -> None:
    entry = phrase({"canonical": "乡村振兴", "category": "strategy", "not": ["~局", "从~"]})
    matcher = PhraseMatcher([entry])
    assert not match("县乡村振兴局", matcher)
    assert not match("从乡村振兴", matcher)
    assert len(match("推进乡村振兴", matcher)) == 1


def test_longest_wording_wins_and_separators_stand_at_limbs_only() -> None:
    entries = [
        phrase({"canonical": "脱贫攻坚", "category": "campaign"}),
        phrase({"canonical": "巩固拓展脱贫攻坚成果", "category": "requirement"}),
        phrase({"canonical": "知敬畏、存戒惧", "category": "slogan"}),
    ]
    matcher = PhraseMatcher(entries)
    assert [m.phrase.canonical for m in match("巩固拓展脱贫攻坚成果", matcher)] == ["巩固拓展脱贫攻坚成果"]
    assert len(match("知敬畏，存戒惧", matcher)) == 1
    assert not match("知敬、畏存戒惧", matcher)


def test_bare_text_leads_back() -> None:
    bare = Bare("“甲、乙”丙")
    assert bare.text == "甲乙丙"
    assert bare.out(0, 2) == (1, 4)
    assert bare.out(2, 3) == (5, 6)


def test_balance_takes_in_the_partner() -> None:
    text = "以“十四五”规划为纲"
    assert balance(text, 2, 8) == (1, 8)


@pytest.mark.parametrize(
    ("words", "numeric"),
    [
        ("四主一最一中心", True),
        ("两在两同", True),
        ("三项机制", True),
        ("1+3+3", True),
        ("九一八", False),
        ("十四五", False),
    ],
)
def test_numeric_form(words: str, numeric: bool) -> None:
    assert quoted.is_numeric(words) is numeric


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("实施“青禾扬帆计划”。", "plan"),
        ("实施“青禾安居工程”。", "plan"),
        ("开展“青禾护河行动”。", "campaign"),
        ("开展“青禾消费促进年”活动。", "campaign"),
        ("实施消防安全专项整治三年行动计划。", "plan"),
        ("坚持“民意为重”理念。", "slogan"),
    ],
)
def test_the_noun_that_ends_a_name_tells_its_kind(text: str, kind: str) -> None:
    (m,) = find(text)
    assert m.category == kind


@pytest.mark.parametrize(
    "piece",
    [
        "“",
        "三个",
        "俄罗斯“三个到位”",
        "党纪学习教育、学习教育",
        "文化自信、",
        "、",
        "中国",
        "“三",
        "实施中国",
        "坚持中国、",
        "“三个到位”（",
        "“三个到位”：一是",
        "全面建设",
        "十四五农业",
        "以国为",
    ],
)
def test_linear_on_degenerate_text(piece: str) -> None:
    assert_linear(lambda n: find(piece * (n // len(piece))), 8_000)


@pytest.mark.parametrize(
    "piece", ["杜文川。批示指出，要绿色发展", "总书记指出，要绿色发展", "杜文川、县委，要求绿色发展"]
)
def test_attribution_is_linear(piece: str) -> None:
    def run(n: int) -> None:
        text = piece * (n // len(piece))
        r = reading(text, named(text, ["杜文川"]))
        bodies = (m.start() for m in re.finditer("县委", text))
        r.add(
            "organizations",
            OrganizationsLayer(
                mentions=tuple(
                    OrgMention(start=at, end=at + 2, text="县委", name="县委", confidence=1, source="t")
                    for at in bodies
                )
            ),
        )
        Phrases().process(r)

    assert_linear(run, 4_000)


def test_registered() -> None:
    assert STAGES["phrases"] is Phrases
