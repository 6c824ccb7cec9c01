"""Bodies and places: one sentence a row in tests/cases/organizations.tsv, and what a table cannot say."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.config import Settings
from pipeline.reading import Reading
from pipeline.scope import Locator
from pipeline.source import SourceText, script_of
from pipeline.stages import ORDER, STAGES
from pipeline.stages.dates import Dates
from pipeline.stages.organizations import Organizations
from schemas.base import TextSpan
from schemas.layers import (
    Article,
    ArticlesLayer,
    CleanLayer,
    DatesLayer,
    NamesLayer,
    OrganizationsLayer,
    PersonMention,
    Published,
)
from tests.linear import assert_linear

CASES = Path(__file__).parent.parent / "cases" / "organizations.tsv"


def read(
    text: str,
    publisher: str | None = None,
    *,
    year: str | None = None,
    articles: tuple[Article, ...] = (),
    people: tuple[str, ...] = (),
    dated: bool = False,
) -> OrganizationsLayer:
    """The layer of a text whose earlier layers are made by hand."""
    reading = Reading(SourceText(id="t", text=text))
    reading.add("clean", CleanLayer(script=script_of(text)))
    published = Published(edtf=year, basis="stated") if year else None
    reading.add("articles", ArticlesLayer(publisher=publisher, published=published, articles=articles))
    reading.add("dates", Dates().run(reading) if dated else DatesLayer())
    mentions = tuple(
        PersonMention(start=i, end=i + len(p), text=p, name=p, confidence=1.0, source="names.test")
        for p in people
        if (i := text.find(p)) >= 0
    )
    reading.add("names", NamesLayer(mentions=mentions))
    layer = Organizations().run(reading)
    assert isinstance(layer, OrganizationsLayer)
    for m in (*layer.mentions, *layer.places):
        assert text[m.start : m.end] == m.text
    return layer


def names(layer: OrganizationsLayer, surface: str) -> set[str]:
    """Every accepted wording of the bodies mentioned as `surface`."""
    return {n for m in layer.mentions if m.text == surface for n in (m.name, m.short, *m.aliases) if n}


def rows() -> list[tuple[str, str, str]]:
    lines = CASES.read_text("utf-8").splitlines()[2:]
    return [tuple(line.split("\t")) for line in lines]  # type: ignore[misc]


@pytest.mark.parametrize(("home", "sentence", "expect"), rows())
def test_sentence(home: str, sentence: str, expect: str) -> None:
    layer = read(sentence.replace("\\n", "\n"), f"{home}人民政府" if home else None)
    for item in expect.split("; "):
        if item.startswith("!"):
            assert not [m.text for m in layer.mentions if item[1:] in m.text], item
        else:
            surface, name = item.split("=")
            assert name in names(layer, surface), (item, [(m.text, m.name) for m in layer.mentions])


def _years() -> list[tuple[str, str, str]]:
    lines = (CASES.parent / "bodies_years.tsv").read_text("utf-8").splitlines()[2:]
    return [tuple(line.split("\t")) for line in lines]  # type: ignore[misc]


@pytest.mark.parametrize(("year", "sentence", "expect"), _years())
def test_the_body_of_that_year(year: str, sentence: str, expect: str) -> None:
    layer = read(sentence, year=year, dated=True)
    for item in expect.split("; "):
        surface, name = item.split("=")
        assert name in [m.name for m in layer.mentions if m.text == surface], item


GOLD = Path(__file__).parent.parent / "gold"


def _gold(name: str) -> list[tuple[str, str, str, list[str]]]:
    """home, year, sentence and the expected items of a table of tests/gold."""
    lines = [x for x in (GOLD / name).read_text("utf-8").splitlines() if not x.startswith("#")][1:]
    cells = [[*x.split("\t"), ""][:4] for x in lines]
    return [(h, y, s.replace("\\n", "\n"), [e for e in x.split("; ") if e]) for h, y, s, x in cells]


def test_every_body_of_the_gold_sentences() -> None:
    wrong, n = [], 0
    rows = _gold("bodies.tsv")
    for home, year, sentence, expect in rows:
        layer = read(sentence, home or None, year=year or None)
        left = list(layer.mentions)
        for item in expect:
            n += 1
            surface, rest = item.split("=", 1)
            name, kind, place, parent = rest.split("/")
            m = next((m for m in left if m.text == surface), None)
            if m is None:
                wrong.append(f"{sentence}: no {surface}")
                continue
            left.remove(m)
            got = (name in {m.name, m.short, *m.aliases}, m.type, m.place or "-", m.parent or "-")
            if got != (True, kind, place, parent):
                wrong.append(f"{sentence}: {item} {m.name} {got}")
        wrong += [f"{sentence}: + {m.text}" for m in left]
    assert len(rows) >= 100
    assert len(wrong) <= n // 50, wrong


def _places() -> list[tuple[str, str, str, str]]:
    lines = (CASES.parent / "places.tsv").read_text("utf-8").splitlines()[2:]
    return [tuple([*line.split("\t"), ""][:4]) for line in lines]  # type: ignore[misc]


@pytest.mark.parametrize(("home", "year", "sentence", "expect"), _places())
def test_places(home: str, year: str, sentence: str, expect: str) -> None:
    layer = read(sentence.replace("\\n", "\n"), home or None, year=year or None)
    coded = ":" in expect
    got = [f"{p.text}={p.name}:{p.code or ''}" if coded else f"{p.text}={p.name}" for p in layer.places]
    assert got == list(filter(None, expect.split("; ")))


def test_every_place_of_the_gold_sentences() -> None:
    wrong, n = [], 0
    rows = _gold("places.tsv")
    for home, year, sentence, expect in rows:
        got = [
            f"{p.text}={p.name}:{p.code or ''}"
            for p in read(sentence, home or None, year=year or None, dated=True).places
        ]
        n += len(expect)
        if sorted(got) != sorted(expect):
            wrong.append(f"{sentence}: {got}")
    assert len(rows) >= 60
    assert len(wrong) <= n // 50, wrong


def test_table_is_large() -> None:
    assert len(rows()) >= 150


def test_home_from_the_words_of_the_text() -> None:
    text = "全县干部大会召开。县委书记罗平讲话，他强调，溆浦要抓住机遇。溆浦县人民政府县长周强主持。县委、县政府班子成员参加。"
    layer = read(text)
    assert layer.homes[0].place == "溆浦县"
    assert layer.homes[0].code == "431224"


def test_home_of_a_county_level_city_keeps_its_own_party_committee() -> None:
    text = "太仓日报讯 市委书记在座谈会上指出，要落实省委、苏州市委部署。太仓要走在前列。太仓市委、市政府将全力支持。"
    layer = read(text)
    assert layer.homes[0].place == "太仓市"
    assert "太仓市委" in names(layer, "市委")
    assert "苏州市委" in names(layer, "苏州市委")


def test_home_of_national_news() -> None:
    layer = read("中共中央、国务院印发通知，要求各地区各部门结合实际认真贯彻落实。")
    assert layer.homes[0].place == "中国"
    assert layer.homes[0].basis == "national"


def test_home_by_article() -> None:
    first = "泾县新闻\n县委书记在全县大会上讲话，泾县要抓好春耕。\n"
    second = "当涂新闻\n县委书记在全县大会上讲话，当涂县要抓好防汛。当涂县水利局汇报。\n"
    text = first + second
    articles = (
        Article(id="a1", start=0, end=len(first)),
        Article(id="a2", start=len(first), end=len(text)),
    )
    layer = read(text, articles=articles)
    assert [h.place for h in layer.homes] == ["泾县", "当涂县"]
    committees = [m.short for m in layer.mentions if m.text == "县委"]
    assert committees == ["泾县委", "当涂县委"]


def test_text_that_moves_between_places() -> None:
    text = (
        "商洛日报讯 市委书记先后来到柞水县和镇安县调研。"
        "在柞水县营盘镇，镇党委书记汇报木耳产业。在镇安县，县委书记介绍移民搬迁。"
    )
    layer = read(text, "商洛日报")
    assert layer.homes[0].place == "商洛市"
    assert "营盘镇党委" in names(layer, "镇党委")
    assert "镇安县委" in names(layer, "县委")


def test_division_of_the_year() -> None:
    text = "襄樊市委书记出席会议。"
    old = read(text, year="2005-03-01")
    assert [(p.name, p.code) for p in old.places] == [("襄樊市", "420600")]
    assert "襄樊市委" in names(old, "襄樊市委")
    assert [p.code for p in read("原昆山县委旧址。", year="1985").places] == ["320523"]
    assert [p.code for p in read("昆山市委召开会议。", year="2015").places] == ["320583"]


def test_same_name_in_two_provinces_goes_by_what_stands_before() -> None:
    layer = read("北京市朝阳区委书记与吉林省长春市朝阳区委书记交流。")
    codes = [p.code for p in layer.places if p.name == "朝阳区"]
    assert codes == ["110105", "220104"]


def test_person_is_no_place() -> None:
    layer = read("会议由安康主持，李江苏发言。", people=("安康", "李江苏"))
    assert not layer.places


def test_full_place_wins_over_a_person_cut_wrong() -> None:
    layer = read("现任昌宁县委办公室主任。", people=("任昌宁",))
    assert "昌宁县委办公室" in names(layer, "昌宁县委办公室")


def test_foreign_places() -> None:
    places = {p.text: (p.name, p.level, p.code) for p in read("俄罗斯总统抵达日内瓦，印尼和欧洲代表随行。").places}
    assert places["俄罗斯"] == ("俄罗斯", "country", None)
    assert places["日内瓦"] == ("日内瓦", "city", None)
    assert places["印尼"] == ("印度尼西亚", "country", None)
    assert places["欧洲"][1] == "region"


def test_everyday_words_are_no_counties() -> None:
    layer = read("双方加强合作，共建和平家园，开辟友谊通道，资源丰富，前进路上平安顺利。")
    assert not layer.places


def test_village_inside_its_township() -> None:
    layer = read("记者走进平利县老县镇蒋家坪村，看到茶园连片。")
    assert [(p.text, p.level) for p in layer.places] == [
        ("平利县", "county"),
        ("老县镇", "township"),
        ("蒋家坪村", "village"),
    ]


def test_parent_of_a_party_group_is_its_office() -> None:
    layer = read("莆田市人民政府外事办公室党组书记、主任林勇。")
    [m] = layer.mentions
    assert m.name == "莆田市人民政府外事办公室党组"
    assert m.parent == "莆田市人民政府外事办公室"
    assert "莆田市外事办公室党组" in m.aliases


def test_firm_by_its_short_names() -> None:
    text = "岭南水务投资集团有限公司与佛冈县政府签约。集团党委书记、董事长温明致辞，水投集团总经理主持，工会主席参加。"
    layer = read(text)
    assert "岭南水务投资集团党委" in names(layer, "集团党委")
    assert "岭南水务投资集团有限公司" in names(layer, "水投集团")
    assert "岭南水务投资集团有限公司工会" in names(layer, "工会")


def test_house_of_a_school() -> None:
    text = "豫东师范学院召开会议\n校党委书记主持。纪委副书记、图书馆馆长参加。省委教育工委派人指导。"
    layer = read(text)
    assert "豫东师范学院党委" in names(layer, "校党委")
    assert "豫东师范学院纪委" in names(layer, "纪委")
    assert "豫东师范学院图书馆" in names(layer, "图书馆")


def test_zone_of_the_home() -> None:
    text = "岳阳经开区召开会议。区党工委书记讲话，管委会主任主持，经开区党工委委员出席。岳阳经开区要加快转型。"
    layer = read(text)
    assert "岳阳经开区党工委" in names(layer, "区党工委")
    assert "岳阳经济技术开发区党工委" in names(layer, "区党工委")
    assert "岳阳经开区管委会" in names(layer, "管委会")
    assert layer.homes[0].body == "岳阳经开区"


def test_traditional_text_keeps_its_script_and_has_a_simplified_alias() -> None:
    text = "廈門市委書記出席會議，市政協主席參加。廈門市人民政府將會同各區落實，並對臺灣同胞開放。"
    layer = read(text, "厦门日报")
    first = layer.mentions[0]
    assert first.text == "廈門市委"
    assert first.name == "中共廈門市委員會"
    assert "厦门市委" in first.aliases
    assert "厦门市政协" in names(layer, "市政協")


def test_locator_for_other_stages() -> None:
    text = "安康日报讯 在紫阳县，县长介绍情况；市长随后讲话，省里派人参加。"
    layer = read(text, "安康日报")
    locator = Locator.of(layer)
    place = locator.place("县", text.index("县长"))
    assert place is not None
    assert place.name == "紫阳县"
    city = locator.place("市", text.index("市长"))
    assert city is not None
    assert city.name == "安康市"
    province = locator.place("省", text.index("省里"))
    assert province is not None
    assert province.name == "陕西省"
    assert locator.place("旗", len(text)) is None


def test_author_note_weighs_for_the_home() -> None:
    body = "落实全市工作部署，苏州、南京、上海都有好经验。"
    note = "（作者系盐城市水利局局长）"
    text = body + note
    span = TextSpan(start=len(body), end=len(text), text=note)
    articles = (Article(id="a1", start=0, end=len(text), author_notes=(span,)),)
    assert read(text, articles=articles).homes[0].place == "盐城市"


@pytest.mark.parametrize(
    "unit",
    [
        "市",
        "省委",
        "年1",
        "中国",
        "第",
        "县委书记",
        "（",
        "委员会",
        "县",
        "甲县委、",
        "云岭县委、赵日",
        "到云麓镇，",
        "昆山市公安局、",
    ],
)
def test_time_grows_with_the_text_and_not_with_its_square(unit: str) -> None:
    assert_linear(lambda n: read(unit * (n // len(unit))), 8_000)


def test_empty_text() -> None:
    layer = read("　")
    assert not layer.mentions
    assert not layer.places


def test_a_common_word_is_a_district_only_right_after_its_own_city() -> None:
    assert [p.code for p in read("今天起，涿州城区恢复供水。").places] == ["130681"]
    assert [p.code for p in read("山西晋城城区举行活动。").places] == ["140000", "140500", "140502"]
    assert not read("第一次参展的阿里尔翻开笔记本。").places


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("会上，县长裴小兰和云溪大桥局集团董事长骆家骥发言。", "云溪大桥局集团"),
        ("会上，和泰大桥局集团董事长骆家骥发言。", "和泰大桥局集团"),
    ],
)
def test_a_conjunction_behind_a_person_is_no_part_of_the_firm_behind_it(text: str, name: str) -> None:
    settings = Settings(engine="lexicon")
    reading = Reading(SourceText(id="case", text=text), settings)
    for stage in ORDER[: ORDER.index("organizations") + 1]:
        STAGES[stage](settings).run(reading)
    assert [m.name for m in reading.organizations.mentions] == [name]


def test_page_of_a_ministry() -> None:
    text = "中华人民共和国水利部\n甲　部党组成员、副部长\n分管规划计划司、水库移民司，驻部纪检监察组组长乙。"
    layer = read(text, "中华人民共和国水利部")
    assert "水利部党组" in names(layer, "部党组")
    assert "水利部规划计划司" in names(layer, "规划计划司")
    assert "水利部水库移民司" in names(layer, "水库移民司")
    assert "中央纪委国家监委驻水利部纪检监察组" in names(layer, "驻部纪检监察组")
    assert not names(read(text[11:], "昆山日报"), "规划计划司")


def test_paper_called_by_another_name_than_its_city() -> None:
    """The paper of a new area makes no city: its 市委 is the one of the city in the head."""
    text = "政协宜宾市六届四次会议开幕\n宜宾军分区司令员、宜宾学院院长到会。市委书记到会，市政协主席主持。"
    for paper in ("三江新报", "临港报"):
        layer = read(text, paper)
        assert "宜宾市委" in names(layer, "市委"), paper
        assert layer.homes[0].place == "宜宾市"
    assert "青岚县委" in names(read("全县大会召开\n县委书记到会，县长主持。", "青岚日报"), "县委")


def test_house_sits_where_its_name_says_once() -> None:
    layer = read("川南盐业集团党建简报\n自贡川南盐业集团举行学习，集团党委书记讲话。", "集团党委办公室")
    assert {m.place for m in layer.mentions} == {"自贡市"}


def test_no_body_above_that_was_set_up_long_after() -> None:
    [then] = read("中央人民广播电台播发了消息。", year="1973").mentions
    [now] = read("中央人民广播电台播发了消息。", year="2024").mentions
    assert (then.parent, now.parent) == (None, "中央广播电视总台")
