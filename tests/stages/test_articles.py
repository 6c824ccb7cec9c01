"""The articles stage: document date and its basis, by-lines, titles, publisher and the articles of a page."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.config import Settings
from pipeline.lexicon import loader, pages
from pipeline.lexicon.publishers import is_publisher, place_of, site_of
from pipeline.reading import Reading
from pipeline.source import SourceText
from pipeline.stages import STAGES
from schemas.layers import ArticlesLayer, AuthorRole
from tests.linear import assert_linear
from tests.stages.test_clean import table


def read(text: str, *, option: str | None = None, mtime: bool = False, **source: object) -> ArticlesLayer:
    settings = Settings(date=option, date_from_mtime=mtime)
    reading = Reading(SourceText(id="t", text=text, **source), settings)  # type: ignore[arg-type]
    for name in ("clean", "articles"):
        STAGES[name](settings).run(reading)
    return reading.articles


@pytest.mark.parametrize(
    ("case", "file", "option", "page", "edtf", "basis", "evidence"), table("articles_dates.tsv"), ids=lambda x: x[:24]
)
def test_date(case: str, file: str, option: str, page: str, edtf: str, basis: str, evidence: str) -> None:
    layer = read(page, option=option or None, source=file)
    if not edtf:
        assert layer.published is None
        assert "W102" in {w.code for w in layer.warnings}
        return
    assert layer.published is not None
    assert (layer.published.edtf, layer.published.basis) == (edtf, basis)
    for span in layer.published.evidence:
        assert page[span.start : span.end] == span.text
    if evidence:
        assert "|".join(e.text for e in layer.published.evidence) == evidence


@pytest.mark.parametrize(("case", "page", "credits"), table("articles_credits.tsv"), ids=lambda x: x[:24])
def test_credits(case: str, page: str, credits: str) -> None:
    found = [c for a in read(page).articles for c in a.authors]
    assert all(page[c.start : c.end] == c.text for c in found)
    assert "|".join(f"{c.text}={c.role}" for c in found) == credits


@pytest.mark.parametrize(("case", "page", "titles", "publisher"), table("articles_pages.tsv"), ids=lambda x: x[:24])
def test_page(case: str, page: str, titles: str, publisher: str) -> None:
    layer = read(page)
    assert "‖".join(a.title or "∅" for a in layer.articles) == titles
    assert (layer.publisher or "") == publisher
    assert [a.id for a in layer.articles] == [f"a{i + 1}" for i in range(len(layer.articles))]


def test_the_article_ends_before_the_chrome_and_the_next_page() -> None:
    page = "答好答卷\n□李明\n我们要牢记使命，答好时代答卷。\n（作者系青石县委书记）\n下一版的标题\n"
    a = read(page).articles[0]
    assert page[a.start : a.end].endswith("（作者系青石县委书记）")
    assert [n.text for n in a.author_notes] == ["（作者系青石县委书记）"]


def test_column_heads_between_by_line_and_text() -> None:
    page = (
        "践行初心\n\n□王平\n\n学习宣传贯彻全会精神\n\n领导干部笔谈\n\n讲话系统回顾成就。\n\n（作者系青石县教育局局长）"
    )
    a = read(page).articles[0]
    assert [c.text for c in a.column_heads] == ["学习宣传贯彻全会精神", "领导干部笔谈"]


def test_dateline_has_agency_place_and_date() -> None:
    d = read("会议召开\n新华社北京3月5日电（记者李明）会议5日在北京召开。").articles[0].dateline
    assert d is not None
    assert d.date is not None
    assert (d.text, d.agency, d.place, d.date.text) == ("新华社北京3月5日电", "新华社", "北京", "3月5日")


def test_two_authors_note_in_one_bracket() -> None:
    page = "答卷\n□段 艾 庄思颖\n我们要牢记使命，答好时代答卷。\n(段艾系青石县委组织部副部长,庄思颖系该部研究室主任)"
    a = read(page).articles[0]
    assert [n.text for n in a.author_notes] == ["(段艾系青石县委组织部副部长,庄思颖系该部研究室主任)"]


@pytest.mark.parametrize(
    "note",
    [
        "（作者分别系河西县博物馆馆长、河西县文体广电和旅游局局长）",
        "（作者单位：河西县博物馆）",
        "（作者为河西县博物馆馆长）",
        "［作者系河西县博物馆馆长］",
        "——作者系河西县博物馆馆长",
        "（高峰 王平 作者单位：河西县博物馆）",
        "作者：高峰，系河西县博物馆馆长",
    ],
)
def test_author_notes(note: str) -> None:
    body = "让老物件说话\n□谷　雨　江有渡\n河边楼下，人来人往。县博物馆累计接待观众四十余万人次。"
    assert [n.text for n in read(f"{body}\n　　{note}").articles[0].author_notes] == [note]
    if note[0] == "（" and note.startswith("（作者"):
        assert [n.text for n in read(body + note).articles[0].author_notes] == [note]


@pytest.mark.parametrize(
    ("published", "edtf"),
    [("2021-03-05T08:30:00+08:00", "2021-03-05"), ("2021/3/5", "2021-03-05"), ("2021", "2021"), ("2021-03", "2021-03")],
)
def test_metadata_date(published: str, edtf: str) -> None:
    layer = read("青石县召开会议\n会议召开。", published=published, source="20230101.txt")
    assert layer.published is not None
    assert (layer.published.edtf, layer.published.basis) == (edtf, "stated")


@pytest.mark.parametrize("published", ["soon", "2021-13-45", ""])
def test_metadata_that_is_no_date(published: str) -> None:
    assert read("青石县召开会议\n会议召开。", published=published).published is None


def test_file_time_only_when_asked_and_last() -> None:
    assert read("会议召开。", mtime=False, **{"source": "a.txt"}).published is None
    reading = Reading(SourceText(id="t", text="会议召开。", mtime=1614902400.0), Settings(date_from_mtime=True))
    for name in ("clean", "articles"):
        STAGES[name](Settings(date_from_mtime=True)).run(reading)
    assert reading.articles.published is not None
    assert (reading.articles.published.edtf, reading.articles.published.basis) == ("2021-03-05", "option")


def test_official_text_on_a_betting_site_is_flagged() -> None:
    page = "当前位置:88国际游戏官网 > 新闻中心\n青石县党工委召开会议\n88国际游戏官网:2022-10-14 【字体:\n10月13日，会议召开。"
    layer = read(page)
    assert layer.reliability == ("source-name-mismatch",)
    notice = next(w for w in layer.warnings if w.code == "W103")
    assert page[notice.start : notice.end].startswith("88国际游戏")


def test_reader_flags_reach_the_record() -> None:
    assert read("会议召开。", flags=("encoding-guessed",)).reliability == ("encoding-guessed",)


_PAGE = st.lists(
    st.sampled_from(
        [
            "会议指出，要抓好落实。",
            "青石县召开会议",
            "\n",
            "\n\n",
            "　　",
            "□李明",
            "（作者系县长）",
            "本报讯（记者王平）",
            "2021-03-05",
            "来源：青石日报",
            "# ",
            "二〇二四年五月十一日",
            "（",
            "）",
            "Copyright ©",
            "一、",
            "新华社北京3月5日电",
            "99年99月",
            "作者：",
            "/文",
        ]
    ),
    max_size=40,
).map("".join)


@given(st.one_of(_PAGE, st.text(max_size=120)))
def test_any_page_has_ordered_articles_inside_the_text(text: str) -> None:
    last = 0
    for a in read(text).articles:
        assert last <= a.start < a.end <= len(text)
        last = a.end
        for span in (*a.titles, *a.column_heads, *a.authors, *a.author_notes):
            assert text[span.start : span.end] == span.text
            assert span.text == span.text.strip()
        for span in (*a.titles, *a.column_heads, *a.author_notes):
            assert a.start <= span.start
            assert span.end <= a.end


@pytest.mark.parametrize(
    "unit", ["国", "年1", "（", "2021-03-05 ", "□李明\n", "甲 ", "记者", "来源：", "本报讯（", "、", "系"]
)
def test_long_lines_and_many_lines_take_linear_time(unit: str) -> None:
    assert_linear(lambda n: read(unit * (n // len(unit))), 10_000)


def test_publishers_lexicon() -> None:
    seen = set()
    for row in loader.rows("publishers.tsv"):
        assert row["name"]
        assert row["name"] not in seen
        seen.add(row["name"])
        assert row["kind"] in {"newspaper", "agency", "broadcaster", "site"}
        assert row["source"]
    assert is_publisher("人民日报")
    assert place_of("昆山日报") == "昆山市"
    assert place_of("人民日报") is None
    assert site_of("https://tv.cctv.com/2022/11/04/a.shtml") == "央视网"


def test_publishers_stand_in_real_places() -> None:
    divisions = {row["name"] for row in loader.rows("divisions.tsv")} | {"新疆生产建设兵团"}
    assert {row["place"] for row in loader.rows("publishers.tsv") if row["place"]} <= divisions


def test_anniversaries_lexicon() -> None:
    seen = set()
    for row in loader.rows("anniversaries.tsv"):
        assert row["event"] not in seen
        seen.add(row["event"])
        assert 1800 < int(row["year"]) < 2100
        assert row["source"]


def test_page_words_lexicon() -> None:
    kinds = "nav credit source label tool share foot province column reported own_year end masthead"
    seen = set()
    for row in loader.rows("page_words.tsv"):
        assert row["kind"] in kinds.split()
        assert row["word"]
        assert (row["word"], row["kind"]) not in seen
        seen.add((row["word"], row["kind"]))


def test_credit_roles_lexicon() -> None:
    seen = set()
    for row in loader.rows("credit_roles.tsv"):
        assert row["role"] in get_args(AuthorRole)
        assert row["place"] in {"before", "line", "after"}
        assert row["source"]
        assert (row["word"], row["place"] == "after") not in seen
        seen.add((row["word"], row["place"] == "after"))
    assert pages.credit_roles()["责编"] == "editor"
    assert pages.credit_roles_after()["文"] == "author"
    assert "记者" not in pages.credit_line_words()  # 记者：请介绍有关情况。


def test_dating_lexicon() -> None:
    for row in loader.rows("dating.tsv"):
        assert row["phrase"]
        assert row["source"]
        lo, hi = row["not_before"], row["not_after"]
        assert lo or hi
        assert not (lo and hi) or lo <= hi
