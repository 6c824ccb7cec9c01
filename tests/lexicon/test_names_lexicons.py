"""The lexicons of people's names: every row loads, is what its column says, and has a source."""

from __future__ import annotations

import re

import pytest

from pipeline.lexicon import cues, loader, named_after, people, surnames, words

HAN = re.compile(r"[\u4e00-\u9fff]+")
NAME = re.compile(r"[\u4e00-\u9fff]+(?:[·-][\u4e00-\u9fff]+)*")


def test_surnames() -> None:
    rows = list(loader.rows("surnames.tsv"))
    assert len({r["surname"] for r in rows}) == len(rows)
    for r in rows:
        assert HAN.fullmatch(r["surname"]), r
        assert len(r["surname"]) <= 4, r
        assert int(r["frequency"]) > 0, r
        assert r["source"], r
    assert {"王", "欧阳", "司徒", "令狐", "漆雕", "亓", "佴", "苌", "笪", "仉", "么"} <= set(surnames.surnames())
    assert surnames.surnames()["王"] > surnames.surnames()["笪"]


def test_given_and_foreign_characters() -> None:
    for r in loader.rows("given_chars.tsv"):
        assert len(r["char"]) == 1
        assert int(r["single"]) + int(r["first"]) + int(r["last"]) > 0, r
        assert r["source"]
    for r in loader.rows("translit_chars.tsv"):
        assert len(r["char"]) == 1
        assert int(r["count"]) > 0
        assert r["source"]


def test_people_have_names_and_dates_in_order() -> None:
    for r in loader.rows("people.tsv"):
        assert NAME.fullmatch(r["name"]), r
        assert r["kind"] in ("", "contemporary", "historical"), r
        assert re.fullmatch(r"(?:Q\d+)?", r["wikidata"]), r
        assert r["source"], r
    assert people.people()["毛泽东"].died.startswith("1976")
    assert people.people()["范仲淹"].kind == "historical"


def test_foreign_names() -> None:
    for r in loader.rows("foreign_names.tsv"):
        assert HAN.fullmatch(r["name"]), r
        assert int(r["count"]) >= 0
        assert 0 <= int(r["share"]) <= 100
        assert r["source"]
    assert {"普京", "马克龙", "卢拉"} <= set(people.foreign())


def test_native_parts() -> None:
    native = surnames.native()
    assert set(native.values()) == {"Tibetan", "Mongol", "Yi", "Uygur", "Uygur, Kazakh", "Dai"}
    for part in native:
        assert HAN.fullmatch(part)
        assert len(part) >= 2


@pytest.mark.parametrize("file", ["words.tsv", "not_names.tsv"])
def test_words_are_words(file: str) -> None:
    rows = [r["word"] for r in loader.rows(file)]
    assert len(set(rows)) == len(rows)
    for word in rows:
        assert word
        assert not re.search(r"\s", word), word


def test_a_word_of_not_names_counts_at_least_as_much_as_a_cue() -> None:
    assert all(words.count(r["word"]) >= words.CUE_COUNT for r in loader.rows("not_names.tsv"))


def test_cues_of_the_file_are_no_titles_of_the_titles_lexicon() -> None:
    from pipeline.lexicon import titles

    posts = next(r for r in loader.rows("name_cues.tsv") if r["cue"] == "post")
    assert not set(loader.cells(posts["words"])) & set(titles.titles())
    table = cues.table()
    assert table["书记"] & cues.POST
    assert table["记者"] & cues.NOUN
    assert table["同志"] & cues.ADDRESS
    assert table["指出"] & cues.SAY


def test_what_is_named_after_people() -> None:
    kinds = [r["kind"] for r in loader.rows(named_after.FILE)]
    assert len(set(kinds)) == len(kinds)
    for r in loader.rows(named_after.FILE):
        found = loader.cells(r["words"])
        assert len(set(found)) == len(found), r["kind"]
        assert all(HAN.fullmatch(w) for w in found), r["kind"]
        assert r["source"], r
        assert re.compile(named_after.any_of(r["kind"])).fullmatch(found[0]), r["kind"]


def test_bynames_are_of_known_people() -> None:
    for r in loader.rows("bynames.tsv"):
        assert HAN.fullmatch(r["byname"]), r
        assert r["name"] in people.people(), r
        assert r["source"], r
