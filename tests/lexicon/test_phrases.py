"""The phrase lexicon: every row is checked."""

from __future__ import annotations

import re

from pipeline.lexicon import loader
from pipeline.lexicon import phrase_cues as cues
from pipeline.lexicon import phrases as lexicon

FIELDS = {
    "canonical",
    "variants",
    "category",
    "components",
    "english",
    "first_attested",
    "occasion",
    "seen",
    "level",
    "predecessor",
    "successor",
    "family",
    "quoted",
    "not",
    "source",
    "checked",
}
_EDTF = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_EDGE = " 　“‘《（、，；。"


def test_every_row() -> None:
    seen: dict[str, str] = {}
    rows = list(loader.objects(lexicon.FILE))
    assert len(rows) >= 5600
    for row in rows:
        name = row["canonical"]
        assert not set(row) - FIELDS, name
        assert row["category"] in lexicon.CATEGORIES, name
        assert row.get("level", "central") in lexicon.LEVELS, name
        assert row["source"], name
        if "first_attested" in row:
            assert _EDTF.fullmatch(row["first_attested"]), name
            assert "1840" < row["first_attested"] < "2027", name
        if "english" in row:
            assert row["english"].isascii(), name
        if "seen" in row:  # nothing is attested for the first time after it was in use
            assert _EDTF.fullmatch(row["seen"]), name
            first = row.get("first_attested", "")
            assert first[: len(row["seen"])] <= row["seen"][: len(first)] or not first, name
        for what, where in row.get("checked", {}).items():
            assert what in ("english", "first_attested"), name
            assert what in row, name
            assert where, name
        for context in row.get("not", ()):
            assert context.count("~") == 1, name
            assert len(context) > 1, name
        for wording in (name, *row.get("variants", ())):
            assert wording == wording.strip(), name
            assert wording[-1] not in _EDGE, name
            s = lexicon.surface(lexicon.phrase(row), wording)
            assert len(s.bare) >= 2, name
            assert s.bare not in seen or seen[s.bare] == name, f"{wording} is in {name} and {seen[s.bare]}"
            seen[s.bare] = name


def test_how_much_is_told() -> None:
    """The lexicon grows: English, first use and what was looked up are not lost when rows are worked over."""
    rows = list(loader.objects(lexicon.FILE))
    assert sum("english" in r for r in rows) >= 2100
    assert sum("first_attested" in r for r in rows) >= 2050
    assert sum("checked" in r for r in rows) >= 750


def test_number_of_components() -> None:
    digits = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "双": 2}
    for row in loader.objects(lexicon.FILE):
        m = re.fullmatch(
            r"“?([一两双三四五六七八九])(?:个|项|大|种|条|篇)[^一二两三四五六七八九十、]{2,}", row["canonical"]
        )
        if m and row.get("components"):
            assert len(row["components"]) == digits[m[1]], row["canonical"]


def test_predecessors_and_successors_have_rows() -> None:
    names = {p.canonical for p in lexicon.phrases()}
    for p in lexicon.phrases():
        for other in (p.predecessor, p.successor, p.family):
            assert other is None or other in names, p.canonical
            assert other != p.canonical


def test_a_variant_has_no_other_words() -> None:
    """Forms that a dictionary would list apart are rows of their own, with their family."""
    names = {p.canonical: p for p in lexicon.phrases()}
    for own, family in (
        ("百年未有之大变局", "世界百年未有之大变局"),
        ("五讲四美", "五讲四美三热爱"),
        ("四铁", "四个铁一般"),
    ):
        assert names[own].family == family
    assert names["扶贫攻坚"].successor == "脱贫攻坚"
    assert names["脱贫攻坚"].predecessor == "扶贫攻坚"


def test_a_digit_makes_no_formula_numeric() -> None:
    """The categories follow the guidelines: numeric is for counted formulas, whatever else holds a number."""
    kinds = {p.canonical: p.category for p in lexicon.phrases()}
    for name, kind in (
        ("一带一路", "strategy"),
        ("中央八项规定", "requirement"),
        ("第一个五年计划", "plan"),
        ("“三北”工程", "plan"),
        ("世界百年未有之大变局", "doctrine"),
        ("四清运动", "campaign"),
        ("两大奇迹", "numeric"),
        ("四个意识", "numeric"),
    ):
        assert kinds[name] == kind


def test_wordings_that_differ_in_separators_share_them() -> None:
    found = {s.bare: s for s in lexicon.matcher().surfaces}
    assert found["绿色低碳发展"].phrase.canonical == "绿色低碳发展"
    assert found["绿色低碳发展"].limbs == {2}


def test_one_pass_over_all_wordings() -> None:
    matcher = lexicon.matcher()
    assert matcher is lexicon.matcher()  # made once
    assert len(matcher.surfaces) >= len(lexicon.phrases())
    assert [s.phrase.canonical for _, _, s in matcher.find("做到两个维护")] == ["两个维护"]


def test_quotations() -> None:
    kinds = lexicon.quotations()
    assert kinds["三心二意"] == "idiom"
    assert kinds["路漫漫其修远兮，吾将上下而求索"] == "classical"
    assert kinds["一把手"] == "rhetoric"
    assert not any(i.startswith("#") or i != i.strip() for i in kinds)
    assert not {p.canonical for p in lexicon.phrases()} & set(kinds)


def test_cues() -> None:
    seen = set()
    for row in loader.rows(cues.FILE):
        words = loader.cells(row["words"])
        assert row["cue"] not in seen
        seen.add(row["cue"])
        assert row["source"]
        assert words
        assert len(words) == len(set(words)), row["cue"]
        assert all(w == w.strip() for w in words), row["cue"]
        if row["cue"].endswith("-char"):
            assert all(len(w) == 1 for w in words)
    assert cues.words("named") >= {"号", "论坛"}


def test_how_much_is_known() -> None:
    rows = list(loader.objects(lexicon.FILE))
    assert sum("english" in r for r in rows) >= 390
    assert sum("first_attested" in r for r in rows) >= 1100
    assert sum("english" in r.get("checked", {}) for r in rows) >= 80
