"""Engines: what can be had is loaded, what cannot is refused at once, and several vote."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline import engines
from pipeline.engines import Hit
from pipeline.engines.hanlp import HanlpRecognizer
from pipeline.engines.vote import Vote
from pipeline.errors import RunError


class Fixed:
    """A recogniser that always marks the same."""

    def __init__(self, name: str, *hits: Hit) -> None:
        self.name, self._hits = name, list(hits)

    def recognize(self, sentences: Sequence[str]) -> list[list[Hit]]:
        return [list(self._hits) for _ in sentences]


def test_lexicon_engine_marks_people() -> None:
    sentences = ["县委书记王建国主持会议。", "高质量发展是首要任务。"]
    marked = engines.get("lexicon").recognize(sentences)
    assert [[(h.start, h.end, h.label) for h in hits] for hits in marked] == [[(4, 7, "PER")], []]
    assert marked[0][0].score > 0.9


def test_an_engine_is_made_once() -> None:
    assert engines.get("lexicon") is engines.get("lexicon")


@pytest.mark.parametrize(
    ("spec", "says"),
    [
        ("nothing", "no engine is called 'nothing'"),
        ("", "names no engine"),
        ("lexicon+", "names no engine"),
        ("hanlp", "say which model"),
        ("hanlp:/no/such/folder", ""),
    ],
)
def test_what_cannot_be_had_is_refused_with_its_code(spec: str, says: str) -> None:
    with pytest.raises(RunError, match="E404") as e:
        engines.get(spec)
    assert says in str(e.value)


def test_an_engine_whose_module_is_missing_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(engines.ENGINES, "ghost", "pipeline.engines.ghost")
    with pytest.raises(RunError, match="this installation has no 'ghost' engine"):
        engines.get("ghost")


def test_vote_keeps_what_half_of_the_engines_mark() -> None:
    a = Fixed("a", Hit(0, 3, "PER"), Hit(5, 9, "ORG"))
    b = Fixed("b", Hit(0, 3, "PER"), Hit(6, 9, "ORG"))
    c = Fixed("c", Hit(1, 3, "PER"))
    vote = Vote([a, b, c])
    assert vote.name == "a+b+c"
    assert vote.recognize(["王建国在县政府。"]) == [[Hit(0, 3, "PER", 0.667)]]


def test_vote_of_two_prefers_the_longer_of_two_stretches() -> None:
    vote = Vote([Fixed("a", Hit(0, 2, "PER")), Fixed("b", Hit(0, 3, "PER"))])
    assert vote.recognize(["王建国"]) == [[Hit(0, 3, "PER", 0.5)]]


def test_hanlp_output_becomes_hits_in_order() -> None:
    def component(sentences: list[list[str]]) -> list[list[tuple[str, str, int, int]]]:
        assert sentences == [list("江苏省委书记许昆林")]
        return [[("许昆林", "PERSON", 6, 9), ("江苏省委", "ORG", 0, 4), ("书记", "XX", 4, 6)]]

    marked = HanlpRecognizer(component, "m").recognize(["江苏省委书记许昆林"])
    assert marked == [[Hit(0, 4, "ORG"), Hit(6, 9, "PER")]]


def test_hanlp_gets_long_sentences_in_parts_and_offsets_come_back() -> None:
    def component(sentences: list[list[str]]) -> dict[str, list[list[tuple[str, str, int, int]]]]:
        assert max(map(len, sentences)) <= 500
        return {
            "tok": [],
            "ner/msra": [[("王", "PER", i, i + 1) for i, c in enumerate(s) if c == "王"] for s in sentences],
        }

    text = "王" + "一" * 700 + "王"
    assert HanlpRecognizer(component, "m").recognize([text, ""]) == [[Hit(0, 1, "PER"), Hit(701, 702, "PER")], []]


def test_published_multi_task_models_answer_through_their_best_names_output() -> None:
    sentence = "哈萨克斯坦总统托卡耶夫"
    ontonotes = [[("托卡耶夫", "PERSON", 7, 11), ("哈萨克斯坦", "GPE", 0, 5), ("总统", "NORP", 5, 7)]]
    marked = HanlpRecognizer(lambda _: {"tok/fine": [], "ner/ontonotes": ontonotes}, "m").recognize([sentence])
    assert marked == [[Hit(0, 5, "LOC"), Hit(7, 11, "PER")]]
    both = {"ner/ontonotes": ontonotes, "ner/msra": [[("托卡耶夫", "PERSON", 7, 11)]]}
    assert HanlpRecognizer(lambda _: both, "m").recognize([sentence]) == [[Hit(7, 11, "PER")]]


def test_hanlp_model_without_names_is_refused() -> None:
    with pytest.raises(RunError, match="marks no names"):
        HanlpRecognizer(lambda _: {"tok": []}, "m").recognize(["王建国"])
