"""Every row of the body lexicons, and what the organs of a place are called."""

from __future__ import annotations

import re

import pytest

from pipeline.bodies import local_body, title_body, title_unit
from pipeline.lexicon.bodies import bodies, bodies_named, body_of
from pipeline.lexicon.body_words import alternatives, full_names, guard, words
from pipeline.lexicon.loader import rows
from schemas.layers import OrgType

TYPES = set(OrgType.__args__)  # type: ignore[attr-defined]


def test_every_body() -> None:
    names = {b.name for b in bodies()}
    assert len(names) == len(bodies()) >= 850
    for b in bodies():
        assert b.type in TYPES, b
        assert b.english, b
        assert b.source, b
        assert len(set(b.names)) == len(b.names), b
        assert b.parent is None or b.parent in names, b
        assert b.parent != b.name, b
        years = [y for period in b.periods for y in period]
        assert all(y is None or 1000 < y < 2030 for y in years), b
        assert None not in years[1:-1], b
        told = [y for y in years if y is not None]
        assert told == sorted(told), b
        for n in b.names:
            assert n == n.strip(), b
            assert len(n) >= 2, b


def test_a_form_means_one_body_at_a_time() -> None:
    for year in (1985, 1999, 2010, 2024):
        seen: dict[str, str] = {}
        for b in bodies():
            if b.valid(year):
                for n in b.names:
                    assert seen.setdefault(n, b.name) == b.name, (n, year)


def test_every_head() -> None:
    kinds = {"organ", "party", "gov", "dept", "dept_wei", "local", "cell", "open"}
    seen = set()
    for r in rows("body_heads.tsv"):
        assert r["kind"] in kinds, r
        assert r["type"] in TYPES, r
        assert r["source"], r
        assert (r["head"], r["kind"]) not in seen, r
        seen.add((r["head"], r["kind"]))
    assert len(seen) > 900


@pytest.mark.parametrize(
    ("form", "year", "name"),
    [
        ("中纪委国监委", None, "中央纪委国家监委"),
        ("国家发改委", 2020, "国家发展和改革委员会"),
        ("国家计委", 1999, "国家发展计划委员会"),
        ("国家监委", 2020, "中华人民共和国国家监察委员会"),
        ("国新办", None, "国务院新闻办公室"),
        ("中联部", None, "中共中央对外联络部"),
        ("国办", None, "国务院办公厅"),
        ("国台办", None, "国务院台湾事务办公室"),
        ("证监会", None, "中国证券监督管理委员会"),
        ("全国政协", None, "中国人民政治协商会议全国委员会"),
        ("中石油", None, "中国石油天然气集团有限公司"),
        ("世卫组织", None, "世界卫生组织"),
        ("港澳办", 2010, "国务院港澳事务办公室"),
        ("国家广电总局", 2024, "国家广播电视总局"),
        ("国家广电总局", 2005, "国家广播电影电视总局"),
    ],
)
def test_usual_short_forms(form: str, year: int | None, name: str) -> None:
    body = body_of(form, year)
    assert body is not None
    assert body.name == name


def test_unknown_form() -> None:
    assert bodies_named("某某局") == ()
    assert body_of("某某局") is None


@pytest.mark.parametrize(
    ("place", "organ", "name", "wording", "kind"),
    [
        ("昆山市", "委", "中共昆山市委员会", "昆山市委", "party"),
        ("焕古镇", "党委", "中共焕古镇委员会", "焕古镇党委", "party"),
        ("内蒙古自治区", "党委", "中共内蒙古自治区委员会", "内蒙古自治区党委", "party"),
        ("马边彝族自治县", "委组织部", "中共马边彝族自治县委组织部", "马边县委组织部", "party"),
        ("樊城区", "委政法委", "中共樊城区委政法委", "樊城区委政法委员会", "party"),
        ("南通市", "外办", "南通市外事办公室", "南通市人民政府外事办公室", "government"),
        ("南通市", "人民政府外事办公室", "南通市人民政府外事办公室", "南通市外事办公室", "government"),
        ("襄阳市", "发改委", "襄阳市发展和改革委员会", "襄阳市发改委", "government"),
        ("奈曼旗", "政府", "奈曼旗人民政府", "奈曼旗政府", "government"),
        ("延边朝鲜族自治州", "人大常委会", "延边朝鲜族自治州人民代表大会常务委员会", "延边州人大常委会", "congress"),
        ("昆山市", "政协", "中国人民政治协商会议昆山市委员会", "政协昆山市委员会", "cppcc"),
        ("昆山市", "纪委", "中共昆山市纪律检查委员会", "昆山市纪委", "discipline"),
        ("昆山市", "监察委员会", "昆山市监察委员会", "昆山市监委", "discipline"),
        ("昆山市", "法院", "昆山市人民法院", "昆山市法院", "court"),
        ("昆山市", "人民检察院", "昆山市人民检察院", "昆山市检察院", "procuratorate"),
        ("昆山市", "总工会", "昆山市总工会", "昆山市总工会", "people"),
        ("昆山市", "人武部", "昆山市人民武装部", "昆山市人武部", "military"),
        ("南通开发区", "管委会", "南通开发区管理委员会", "南通开发区管委会", "government"),
        ("南通开发区", "委", "南通开发区党工委", "南通开发区党工委", "party"),
        ("施洋路社区", "党委", "施洋路社区党委", "施洋路社区党委", "party"),
    ],
)
def test_local_body(place: str, organ: str, name: str, wording: str, kind: str) -> None:
    body = local_body(place, organ)
    assert body.name == name
    assert wording in body.names
    assert body.type == kind
    assert body.place == place


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("市长", "市"),
        ("副县长", "县"),
        ("代旗长", "旗"),
        ("常务副省长", "省"),
        ("自治区主席", "自治区"),
        ("书记", None),
        ("主任", None),
    ],
)
def test_title_unit(title: str, unit: str | None) -> None:
    assert title_unit(title) == unit


def test_title_body() -> None:
    body = title_body("副市长", "昆山市")
    assert body is not None
    assert body.name == "昆山市人民政府"
    assert title_body("书记", "昆山市") is None


def test_every_word_of_the_patterns() -> None:
    seen = set()
    for r in rows("body_words.tsv"):
        assert r["word"], r
        assert r["source"], r
        assert (r["kind"], r["word"]) not in seen, r
        seen.add((r["kind"], r["word"]))
        assert r["not"] == "" or r["kind"] != "alone", r
    for kind in {k for k, _ in seen} - {"prefix"}:
        assert re.compile(alternatives(kind)).fullmatch(words(kind)[0]), kind
    assert re.fullmatch(guard("局"), "局")
    assert re.match(guard("局"), "局面") is None
    assert re.match(guard("委"), "委员会议") is not None
    assert full_names("prefix")["民革"] == "中国国民党革命委员会"
