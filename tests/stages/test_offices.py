"""Who holds which post: the table of sentences, one group a structure, and what no sentence may do."""

from __future__ import annotations

from functools import cache

import pytest

import pipeline
from pipeline.reading import Reading
from pipeline.source import SourceText
from pipeline.stages.offices import Offices
from schemas.layers import ArticlesLayer, CleanLayer, DatesLayer, NamesLayer, OrganizationsLayer, PersonMention
from tests.linear import assert_linear
from tests.stages.office_cases import cases, offices, reading_of, shown

_CASES = cases()


@pytest.mark.parametrize(
    ("group", "sentence", "home", "want"), _CASES, ids=[f"{n}-{c[0]}" for n, c in enumerate(_CASES)]
)
def test_sentence(group: str, sentence: str, home: str, want: list[str]) -> None:
    found = offices(sentence, home)
    left = list(found)
    for w in want:
        person, body, title, *more = w.lstrip("?").split("/")
        hit = next((o for o in left if f"{person}/{body}/{title}" in shown(o)), None)
        if hit is None and w.startswith("?"):
            continue
        assert hit is not None, f"{w} is missing from {[shown(o)[0] for o in found]}"
        left = [o for o in left if not (o.person == hit.person and o.title == hit.title and shown(o) == shown(hit))]
        if more and more[0]:
            assert hit.status == more[0], w
        if len(more) > 1:
            assert hit.derivation == more[1], w
    assert not [shown(o)[0] for o in left if o.person], "more than expected"


def test_mentions_are_slices_without_edges() -> None:
    for _, sentence, home, _ in _CASES:
        reading = reading_of(sentence, home)
        for o in Offices().process(reading).items:
            assert reading.source.text[o.start : o.end] == o.text
            assert o.text[0] not in " \u3000\n“”（）《》"
            assert o.text[-1] not in " \u3000\n“”（《"
            assert 0 <= o.confidence <= 1
            assert o.source.startswith("offices.")


def test_two_exclusive_posts_are_named() -> None:
    marked = "<江阴市>市长[张建国]致辞。随后，<昆山市>市长[张建国]致辞。"
    layer = Offices().process(reading_of(marked))
    assert [w.code for w in layer.warnings] == ["W204"]
    fine = "{江阴市委}书记[张建国]、<江阴市>市长[李明]致辞，原<昆山市>市长[李明]到会。"
    assert not Offices().process(reading_of(fine)).warnings


def test_unknown_body_is_said() -> None:
    layer = Offices().process(reading_of("局长[张建国]到会。"))
    assert not layer.items
    assert [w.code for w in layer.warnings] == ["W203"]


def test_resume_tells_the_tenure() -> None:
    marked = "[包娜]，女，1976年生。\n2008.04—2012.10  {大河镇}党委副书记\n2012.10至今  {临江市农牧局}局长"
    held = {o.title: (o.held, o.status) for o in Offices().process(reading_of(marked)).items}
    assert held == {"副书记": ("2008-04/2012-10", "former"), "局长": ("2012-10/..", "current")}


def test_enough_cases() -> None:
    assert len(_CASES) >= 450
    assert len({c[0] for c in _CASES}) >= 20


@cache
def _lines(count: int) -> Reading:
    line = "县委副书记、县长张建国，县委常委李卫东、王志强出席会议，听取了县教育局局长赵明的汇报。\n"
    text = line * count
    people = []
    for name in ("张建国", "李卫东", "王志强", "赵明"):
        pos = text.find(name)
        while pos >= 0:
            people.append(
                PersonMention(start=pos, end=pos + len(name), text=name, name=name, confidence=1, source="test")
            )
            pos = text.find(name, pos + 1)
    reading = Reading(SourceText(id="t", text=text))
    reading.add("clean", CleanLayer())
    reading.add("articles", ArticlesLayer())
    reading.add("dates", DatesLayer())
    reading.add("names", NamesLayer(mentions=tuple(sorted(people, key=lambda p: p.start))))
    reading.add("organizations", OrganizationsLayer())
    return reading


def test_time_grows_with_the_text() -> None:
    assert_linear(lambda n: Offices().process(_lines(n)), 100)


@pytest.mark.parametrize(
    "filler", ["书记", "副", "原", "、", "（", "任", "市委", "1234567890", "年", " ", "兼", "第一书记、"]
)
def test_hostile_repetition_is_linear(filler: str) -> None:
    @cache
    def repeated(length: int) -> Reading:
        text = filler * (length // len(filler)) + "张建国"
        reading = Reading(SourceText(id="t", text=text))
        reading.add("clean", CleanLayer())
        reading.add("articles", ArticlesLayer())
        reading.add("dates", DatesLayer())
        at = len(text) - 3
        who = PersonMention(start=at, end=at + 3, text="张建国", name="张建国", confidence=1, source="test")
        reading.add("names", NamesLayer(mentions=(who,)))
        reading.add("organizations", OrganizationsLayer())
        return reading

    assert_linear(lambda n: Offices().process(repeated(n)), 2_000)


def test_a_post_without_a_holder_stays_in_the_layer() -> None:
    found = offices("{临江市教育局}局长列席，[许国梁]到会。各{县委=清河县委}书记参加。", "清河县")
    assert [(o.person, o.organization, o.title) for o in found] == [(None, "临江市教育局", "局长")]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1966年5月，县委书记柏青带队下乡。", "1966-05"),
        ("1978年，县长柏青带领群众修水库。", "1978"),
        ("据统计，2019年收入增长5%，县长柏青介绍。", "2024-05-02"),
        ("4月29日，庆祝“五一”国际劳动节大会召开，市总工会主席柏青主持。", "2024-04-29"),
        ("2010年以来，县长柏青带队下乡。", "2024-05-02"),
    ],
)
def test_when_a_post_is_told(text: str, day: str) -> None:
    assert [o.attested_on for o in pipeline.extract(text, date="2024-05-02").offices] == [day]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("嘉義縣長柏青出席。", "嘉義縣縣長"),
        ("臺北市長柏青出席。", "臺北市市長"),
        ("昆山市副市长柏青出席。", "昆山市副市长"),
    ],
)
def test_a_chief_is_called_by_his_place(text: str, name: str) -> None:
    assert [o.name for o in pipeline.extract(text, date="2024-05-02").offices] == [name]
