"""Every row of the place lexicons, and the questions the gazetteer answers."""

from __future__ import annotations

import re

import pytest

from pipeline.lexicon.loader import rows
from pipeline.lexicon.places import Use, by_names, gazetteer, other_names, place_by_names, townships
from schemas.layers import PlaceLevel

LEVELS = set(PlaceLevel.__args__)  # type: ignore[attr-defined]


def test_every_division() -> None:
    seen = set()
    codes = set()
    found = list(rows("divisions.tsv"))
    for r in found:
        assert re.fullmatch(r"\d{6}", r["code"]), r
        assert r["level"] in ("province", "prefecture", "county"), r
        assert re.fullmatch(r"[一-鿿、]{2,}", r["name"]), r
        assert r["source"], r
        for cell in (r["from"], r["to"]):
            assert not cell or 1980 <= int(cell) <= 2024, r
        if r["from"] and r["to"]:
            assert int(r["from"]) <= int(r["to"]), r
        key = (r["code"], r["name"], r["from"])
        assert key not in seen, r
        seen.add(key)
        codes.add(r["code"])
    assert len(found) == 6823
    for r in found:
        for s in filter(None, r["successor"].split("|")):
            assert re.fullmatch(r"\d{6}(?:\[\d{4}\])?", s), r
            assert s[:6] in codes, r


def test_every_other_place() -> None:
    names = set()
    for r in rows("places.tsv"):
        assert r["level"] in LEVELS, r
        assert r["source"], r
        assert r["name"], r
        gone = r["to"] and int(r["to"]) <= 1981  # divisions of China that were gone before they had codes
        levels = ("country", "city", "region", "village")
        assert r["level"] in levels or (gone and r["level"] in ("province", "prefecture")), r
        assert (r["name"], r["level"]) not in names, r
        names.add((r["name"], r["level"]))
        if r["level"] == "village":  # the county that it lies in
            county = gazetteer().get(r["code"])
            assert county is not None, r
            assert county.level == "county", r
        assert not (r["from"] and r["to"]) or int(r["from"]) <= int(r["to"]), r
        if r["level"] == "country":  # a state that is no more has the four letters of ISO 3166-3, or none
            assert re.fullmatch(r"[A-Z]{2}|[A-Z]{4}|" if r["to"] else r"[A-Z]{2}", r["code"]), r
    assert sum(level == "country" for _, level in names) > 190
    assert sum(level == "city" for _, level in names) > 600
    assert sum(level == "region" for _, level in names) > 400


def test_every_by_name() -> None:
    seen = set()
    for b in place_by_names():
        assert b.use in Use.__args__, b  # type: ignore[attr-defined]
        assert (b.form, b.codes, b.use) not in seen, b
        seen.add((b.form, b.codes, b.use))
        for code in b.codes:
            g = gazetteer()
            assert (g.get(code) if code.isascii() else g.resolve(code)) is not None, b
        if b.use in ("pair", "state"):
            assert len(b.codes) == len(b.form), b
        else:
            assert len(b.codes) == 1, b
        assert (len(b.form) == 1) == (b.use in ("free", "run", "home")), b
    for r in rows("place_bynames.tsv"):
        assert r["source"], r


def test_every_township() -> None:
    counties = {p.code for p in gazetteer().places if p.level == "county"}
    unknown = 0
    for name, codes in townships().items():
        assert re.fullmatch(r".{1,11}(?:镇|乡|街道|苏木)", name), name
        for code in codes.split("|"):
            assert re.fullmatch(r"\d{9}", code), (name, code)
            unknown += code[:6] not in counties
    assert len(townships()) > 30_000
    assert unknown < 700  # cities without districts (东莞) have codes of their own


def test_place_words_are_forms_of_places_or_bodies() -> None:
    kinds = {
        "word",
        "common",
        "generic",
        "boundary",
        "verb",
        "known",
        "unsafe",
        "titled",
        "same",
        "side",
        "other",
        "states",
        "home",
        "union",
        "brand",
        "paper",
        "river",
        "noun",
        "polar",
        "thing",
    }
    for r in rows("place_words.tsv"):
        assert r["kind"] in kinds, r
        assert r["form"], r
        assert r["source"], r


@pytest.mark.parametrize(
    ("form", "year", "name", "code"),
    [
        ("昆山市", None, "昆山市", "320583"),
        ("昆山", 2020, "昆山市", "320583"),
        ("昆山县", 1985, "昆山县", "320523"),
        ("襄樊市", 2005, "襄樊市", "420600"),
        ("襄阳市", 2015, "襄阳市", "420600"),
        ("马边县", None, "马边彝族自治县", "511133"),
        ("互助县", None, "互助土族自治县", "630223"),
        ("东乡县", 2020, "东乡族自治县", "622926"),
        ("延边州", None, "延边朝鲜族自治州", "222400"),
        ("巴州", None, "巴音郭楞蒙古自治州", "652800"),
        ("内蒙古", None, "内蒙古自治区", "150000"),
        ("吉林", None, "吉林省", "220000"),
        ("香港", None, "香港特别行政区", "810000"),
        ("锡林郭勒盟", None, "锡林郭勒盟", "152500"),
        ("密云县", 2010, "密云县", "110228"),
        ("密云区", 2020, "密云区", "110118"),
    ],
)
def test_name_and_year(form: str, year: int | None, name: str, code: str) -> None:
    place = gazetteer().resolve(form, year)
    assert place is not None
    assert (place.name, place.code) == (name, code)


def test_ambiguous_names_go_by_what_is_near() -> None:
    g = gazetteer()
    assert g.ambiguous("鼓楼区")
    assert not g.ambiguous("昆山市")
    for near, code in (("320100", "320106"), ("350100", "350102"), ("410200", "410204"), ("320300", "320302")):
        place = g.resolve("鼓楼区", None, near)
        assert place is not None
        assert place.code == code


def test_parents() -> None:
    g = gazetteer()

    def line(form: str) -> list[str]:
        place = g.resolve(form)
        assert place is not None
        return [p.name for p in g.parents(place)]

    assert line("昆山市") == ["苏州市", "江苏省"]
    assert line("浦东新区") == ["上海市"]
    assert line("仙桃市") == ["湖北省"]
    assert line("江苏省") == []
    town = g.township("焕古镇")
    assert town is not None
    assert [p.name for p in g.parents(town)] == ["紫阳县", "安康市", "陕西省"]


def test_by_names() -> None:
    assert by_names()["沪"] == "310000"
    assert by_names()["蓉"] == "510100"
    assert gazetteer().resolve("沪") is None


def test_shorter_names() -> None:
    assert "前郭县" in other_names("前郭尔罗斯蒙古族自治县")
    assert other_names("昆山市") == ()
