"""People: sentences with those who are named in them, and what the whole document adds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.config import Settings
from pipeline.engines import Hit
from pipeline.errors import RunError
from pipeline.reading import Reading
from pipeline.source import SourceText
from pipeline.stages.names import Names
from schemas.layers import Article, ArticlesLayer, CleanLayer, Credit, NamesLayer, Published, Removal

CASES = Path(__file__).parent.parent / "cases" / "names.tsv"


def dated(text: str, day: str) -> NamesLayer:
    return names(text, ArticlesLayer(published=Published(edtf=day, basis="stated")))


def names(text: str, articles: ArticlesLayer | None = None, clean: CleanLayer | None = None) -> NamesLayer:
    reading = Reading(SourceText(id="t", text=text))
    reading.add("clean", clean or CleanLayer())
    reading.add("articles", articles or ArticlesLayer())
    return Names(Settings()).process(reading)


def shown(layer: NamesLayer) -> str:
    return "|".join(m.text if m.text == m.name else f"{m.text}={m.name}" for m in layer.mentions)


def cases() -> list[tuple[str, str]]:
    rows = [line.split("\t") for line in CASES.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert rows[0] == ["sentence", "people", "what"]
    return [(r[0].replace("\\n", "\n"), r[1]) for r in rows[1:]]


@pytest.mark.parametrize(("sentence", "people"), cases())
def test_people_of_a_sentence(sentence: str, people: str) -> None:
    assert shown(names(sentence)) == people


def test_a_name_once_sure_is_a_name_everywhere() -> None:
    text = "管委会主任保德林作报告。\n随后，保德林要求各部门抓紧落实，保德林的意见得到赞同。"
    assert [m.text for m in names(text).mentions] == ["保德林"] * 3


def test_an_alias_goes_to_the_one_whose_post_it_is() -> None:
    text = "县委书记王建国、县长王立军出席。王书记讲话，王县长主持。"
    assert shown(names(text)) == "王建国|王立军|王书记=王建国|王县长=王立军"


def test_an_alias_that_fits_several_is_told() -> None:
    layer = names("王建国、王立军两位同志到会。会后，王主任回答了提问。")
    assert [w.code for w in layer.warnings] == ["W210"]
    assert layer.mentions[-1].text == "王主任"
    assert layer.mentions[-1].confidence < layer.mentions[0].confidence


def test_spaces_and_cut_lines_are_in_the_mention_but_not_in_the_name() -> None:
    text = "县长樊\n一川主持，副县长萨 如 拉参加。"
    cut = CleanLayer(removed=(Removal(start=3, end=4, reason="layout-cut"),))
    mentions = names(text, clean=cut).mentions
    assert [(m.text, m.name) for m in mentions] == [("樊\n一川", "樊一川"), ("萨 如 拉", "萨如拉")]
    assert all(text[m.start : m.end] == m.text for m in mentions)


def test_a_by_line_read_by_the_articles_stage_is_evidence() -> None:
    text = "乡村新貌\n杜鹃\n一路走来，处处新景。"
    credit = ArticlesLayer(
        articles=(
            Article(id="a1", start=0, end=len(text), authors=(Credit(start=5, end=7, text="杜鹃", role="author"),)),
        )
    )
    assert shown(names(text)) == ""
    assert shown(names(text, articles=credit)) == "杜鹃"


def test_traditional_text_keeps_its_characters() -> None:
    text = "縣長林國興主持會議，副縣長歐陽伯雄參加。"
    assert shown(names(text, clean=CleanLayer(script="Hant"))) == "林國興|歐陽伯雄"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("范仲淹曾在此为官。", "life dates"),
        ("明代知县周守成主持修建。", "dynasty: 明代"),
        ("知县赵明远捐俸修桥。", "before the name: 知县"),
    ],
)
def test_people_of_history_say_why(text: str, reason: str) -> None:
    mention = names(text).mentions[0]
    assert mention.kind == "historical"
    assert mention.reason is not None
    assert mention.reason.startswith(reason)


def test_a_living_person_is_contemporary() -> None:
    assert names("国务院总理李强出席会议。").mentions[0].kind == "contemporary"


def test_what_another_engine_marks_is_kept_for_later_stages(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = Reading(SourceText(id="t", text="县委书记王建国主持。\n会议结束。\n王建国、李强作了发言。"))
    reading.add("clean", CleanLayer())
    reading.add("articles", ArticlesLayer())
    layer = Names(Settings(engine="lexicon+lexicon")).process(reading)
    # the first sentence is settled without it, the second holds no name: it is asked about the third
    marked = [(h.start, h.text, h.label, h.engine) for h in layer.hits]
    assert marked == [(17, "王建国", "PER", "lexicon+lexicon"), (21, "李强", "PER", "lexicon+lexicon")]
    assert Names(Settings(engine="lexicon")).process(reading).hits == ()


class Fixed:
    """A recogniser that marks the strings it is told to, and remembers what it was asked."""

    name = "fixed"

    def __init__(self, *strings: str, score: float = 1.0) -> None:
        self._strings, self._score = strings, score
        self.asked: list[str] = []

    def recognize(self, sentences: Sequence[str]) -> list[list[Hit]]:
        self.asked += sentences
        return [
            [Hit(s.index(x), s.index(x) + len(x), "PER", self._score) for x in self._strings if x in s]
            for s in sentences
        ]


def with_engine(text: str, engine: Fixed) -> list[str]:
    reading = Reading(SourceText(id="t", text=text))
    reading.add("clean", CleanLayer())
    reading.add("articles", ArticlesLayer())
    stage = Names(Settings(engine="lexicon"))
    stage._engine = engine
    return [m.text for m in stage.process(reading).mentions]


def test_what_only_a_recogniser_sees_is_a_candidate_and_then_stands_wherever_it_is() -> None:
    text = "副总经理骆驿与客人见面。\n当晚，骆驿指出，合作前景广阔。"
    assert with_engine(text, Fixed()) == []
    assert with_engine(text, Fixed("骆驿")) == ["骆驿", "骆驿"]


def test_a_recogniser_is_no_judge() -> None:
    assert with_engine("县委书记王建国主持会议，王建国讲话。", Fixed()) == ["王建国", "王建国"]
    assert with_engine("要推动高质量发展。", Fixed("高质量")) == []


def test_silence_of_a_recogniser_makes_no_name() -> None:
    text = "柏子青，男，仡佬族，1980年生，任主任。\n岑远很高兴。"
    assert with_engine(text, Fixed()) == with_engine(text, Fixed("柏子青")) == ["柏子青"]


def test_a_recogniser_is_asked_only_where_something_is_open() -> None:
    engine = Fixed()
    with_engine("县委书记王建国主持会议。\n要抓好安全生产。\n岑远很高兴。\n副总经理骆驿与客人见面。", engine)
    assert engine.asked == ["岑远很高兴。", "副总经理骆驿与客人见面。"]


def test_an_engine_that_is_not_there_stops_before_any_document() -> None:
    with pytest.raises(RunError, match="E404"):
        Names(Settings(engine="nothing"))


@pytest.mark.parametrize("unit", ["1", "年", "（", "王", "·", "阿", "、", "某", "副", " "])
def test_degenerate_text_is_read_in_linear_work(unit: str) -> None:
    assert names(unit * 20_000).mentions is not None


@pytest.mark.parametrize(
    ("text", "day", "kinds"),
    [
        ("周恩来总理会见客人，叶剑英元帅出席。", "1972-03-02", "周恩来:contemporary|叶剑英:contemporary"),
        ("周恩来总理曾在此工作。", "2021-03-02", "周恩来:historical"),
        ("毛主席说，朱老总笑了。", "2021-03-03", "毛泽东:historical|朱德:historical"),
        ("毛主席说，朱老总笑了。", "1951-03-03", "毛泽东:contemporary|朱德:contemporary"),
        ("王德胜（1912—1934），在战斗中牺牲。", "2021-03-03", "王德胜:historical"),
        (
            "历任书记：王德胜（1978—1998）、李大海（1998.4—2004.3）。",
            "2021-03-03",
            "王德胜:contemporary|李大海:contemporary",
        ),
        ("陈启明烈士、烈士张大海的事迹。", "2021-03-03", "陈启明:historical|张大海:historical"),
        ("村民王明说，王明家里种了茶。", "2021-03-03", "王明:contemporary"),
        ("党史上的王明犯了错误。", "2021-03-03", "王明:historical"),
        ("邓稼先、江泽民关心过他。", "2024-03-03", "邓稼先:historical|江泽民:historical"),
        ("阿联酋总统穆罕默德会见客人。", "2024-03-03", "穆罕默德:contemporary"),
        ("先知穆罕默德诞生于麦加。", "2024-03-03", "穆罕默德:historical"),
        ("江泽民同志会见了他。", "1999-03-03", "江泽民:contemporary"),
        ("李强同穆罕默德举行会谈。", "2024-03-03", "李强:contemporary|穆罕默德:contemporary"),
        (
            "航天员陈冬、陈中瑞、王杰出舱。王杰说。",
            "2025-05-03",
            "陈冬:contemporary|陈中瑞:contemporary|王杰:contemporary",
        ),
        ("发射场将陈冬、王杰两名航天员送入太空。", "2025-04-24", "陈冬:contemporary|王杰:contemporary"),
        ("工商银行新民路支行副行长李鹏接待客户。", "2022-10-12", "李鹏:contemporary"),
        ("战士王杰舍身救人。", "2025-05-03", "王杰:historical"),
        ("党组成员、政治部主任李恒陪同，李恒同志与群众交谈。", "2021-02-10", "李恒:contemporary"),
        ("诗人李白的故里。", "2021-02-10", "李白:historical"),
        ("二十大代表李鹏到会。", "2022-10-03", "李鹏:contemporary"),
        (
            "王心刚、张良、陶玉玲、肖桂云、宋晓英出席。",
            "2025-05-03",
            "王心刚:contemporary|张良:contemporary|陶玉玲:contemporary|肖桂云:contemporary|宋晓英:contemporary",
        ),
        (
            "李白、杜甫、苏轼、张良等人的诗文。",
            "2025-05-03",
            "李白:historical|杜甫:historical|苏轼:historical|张良:historical",
        ),
    ],
)
def test_a_person_is_of_history_only_when_dead_on_the_day(text: str, day: str, kinds: str) -> None:
    found = {m.name: m for m in dated(text, day).mentions}
    assert "|".join(f"{n}:{m.kind}" for n, m in found.items()) == kinds
    for m in found.values():
        assert (m.reason is None) == (m.kind == "contemporary")
        assert "?" not in (m.reason or "")


@pytest.mark.parametrize(
    ("text", "day", "people"),
    [
        ("李委员长出席，朱总理主持。", "1999-04-01", "李委员长=李鹏|朱总理=朱镕基"),
        ("朱委员长接见了代表。", "1965-08-10", "朱委员长=朱德"),
        ("李总理来到车间。", "2024-04-01", "李总理=李强"),
        ("李总理来到车间。", "2015-04-01", "李总理=李克强"),
        ("新加坡总理李显龙会见代表团，李总理说。", "2015-04-01", "李显龙|李总理=李显龙"),
        ("叶帅说，聂帅在座。", "1975-01-01", "叶帅=叶剑英|聂帅=聂荣臻"),
    ],
)
def test_a_post_that_one_holds_at_a_time_tells_who(text: str, day: str, people: str) -> None:
    assert shown(dated(text, day)) == people
