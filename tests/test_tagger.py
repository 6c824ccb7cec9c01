"""The tagger: what it sees of a text, how its tags are read, what its model folder must hold, and what it marks."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import numpy as np
import pytest

from pipeline import engines
from pipeline.config import Settings
from pipeline.engines import viterbi
from pipeline.engines.features import CLASSES, UNKNOWN, Vocabulary, narrow, pieces
from pipeline.engines.files import MODELS, TAGGER, digests
from pipeline.engines.lattice import Lattice
from pipeline.errors import RunError
from pipeline.reading import Reading
from pipeline.source import SourceText
from pipeline.stages import ORDER, STAGES

CORPUS = Path(__file__).parents[1] / "corpus"
WORD, PERSON, TITLE = (1 << CLASSES.index(c) for c in ("word", "person", "title"))


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    words = [("县", WORD, 1), ("县长", TITLE, 5), ("副县长", TITLE | WORD, 6), ("岑远帆", PERSON, 3)]
    return Vocabulary(list("副县长岑远，"), ["副县", "县长"], words)


def test_narrowing_keeps_every_offset() -> None:
    assert narrow("岑远帆,(男):?!") == "岑远帆，（男）：？！"
    assert len(narrow("a\nb")) == 3


def test_what_is_seen_of_each_character(vocabulary: Vocabulary) -> None:
    encoded, starts = vocabulary.encode(["副县长岑远帆", "县"])
    assert starts.tolist() == [0, 7]
    assert encoded.chars[:7].tolist() == [2, 3, 4, 5, 6, UNKNOWN, UNKNOWN]
    assert encoded.pairs[:3].tolist() == [2, 3, UNKNOWN]
    # the longest word that begins, covers and ends there
    assert encoded.words[:3].tolist() == [[6, 0, 0], [5, 6, 0], [0, 0, 6]]
    flags = encoded.bits().reshape(len(encoded.chars), 4, len(CLASSES)).astype(bool)
    assert [CLASSES[i] for i in np.flatnonzero(flags[1, 0])] == ["title"]  # 县长 begins
    assert [CLASSES[i] for i in np.flatnonzero(flags[1, 1])] == ["word", "title"]  # 副县长 goes on
    assert [CLASSES[i] for i in np.flatnonzero(flags[1, 3])] == ["word"]  # 县 alone
    assert [CLASSES[i] for i in np.flatnonzero(flags[5, 2])] == ["person"]  # 岑远帆 ends
    assert flags[7, 3].any()
    assert not flags[6].any(), "the break between two sentences"


def test_no_word_crosses_two_sentences(vocabulary: Vocabulary) -> None:
    encoded, _ = vocabulary.encode(["副县", "长"])
    assert encoded.words[:, 0].tolist() == [0, 0, 0, 0, 0]


def test_a_text_without_any_word_and_characters_beyond_the_plane(vocabulary: Vocabulary) -> None:
    encoded, _ = vocabulary.encode(["𠮷\ud800"])
    assert encoded.chars.tolist() == [UNKNOWN] * 3


def test_vocabulary_comes_back_from_its_folder(vocabulary: Vocabulary, tmp_path: Path) -> None:
    vocabulary.save(tmp_path)
    again = Vocabulary.load(tmp_path)
    assert (again.chars, again.pairs, again.words) == (vocabulary.chars, vocabulary.pairs, vocabulary.words)
    assert again.vectors == 7


def test_long_sentences_are_cut_at_a_mark_and_lose_nothing() -> None:
    sentence = "，".join(["一" * 70] * 20)
    cut = list(pieces(3, sentence))
    assert all(i == 3 and len(text) <= 500 for i, _, text in cut)
    assert "".join(text for _, _, text in cut) == sentence
    assert all(sentence[at - 1] == "，" for _, at, _ in cut[1:])
    assert [len(text) for _, _, text in pieces(0, "一" * 1200)] == [500, 500, 200]


TAGS = ("O", "B-PER", "I-PER", "E-PER", "S-PER", "B-ORG", "E-ORG")


def _best(scores: np.ndarray, begin: np.ndarray, end: np.ndarray, step: np.ndarray) -> tuple[int, ...]:
    def worth(row: tuple[int, ...]) -> float:
        inner = sum(float(step[a, b]) for a, b in itertools.pairwise(row))
        return float(begin[row[0]] + end[row[-1]]) + inner + sum(float(s[t]) for s, t in zip(scores, row, strict=True))

    return max(itertools.product(range(len(TAGS)), repeat=len(scores)), key=worth)


def test_best_rows_of_tags_are_those_of_all_rows() -> None:
    random = np.random.default_rng(3)
    begin, end, step = viterbi.constraints(TAGS)
    step = step + random.normal(0, 1, step.shape).astype(np.float32)
    lengths = np.array([4, 3, 3, 1])
    scores = random.normal(0, 2, (4, 4, len(TAGS))).astype(np.float32)
    found = viterbi.decode(scores.copy(), begin, end, step, lengths)
    for row, n in enumerate(lengths):
        assert tuple(found[row, :n]) == _best(scores[row, :n], begin, end, step)
        assert (found[row, n:] == -1).all()


def test_a_row_holds_whole_names_only() -> None:
    begin, end, step = viterbi.constraints(TAGS)
    scores = np.zeros((1, 3, len(TAGS)), dtype=np.float32)
    scores[0, :, TAGS.index("I-PER")] = 9.0  # a name without beginning or end
    best = viterbi.decode(scores, begin, end, step)
    assert [TAGS[t] for t in best[0]] == ["B-PER", "I-PER", "E-PER"]
    assert viterbi.spans(best, TAGS) == [[(0, 3, "PER")]]


def test_spans_of_rows_of_several_lengths() -> None:
    rows = np.array([[1, 3, 0, 4], [5, 6, -1, -1]])
    assert viterbi.spans(rows, TAGS) == [[(0, 2, "PER"), (3, 4, "PER")], [(0, 2, "ORG")]]


def test_folder_without_a_model_is_refused_with_what_it_lacks(tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"E404.*lacks model\.onnx, chars\.txt"):
        engines.get(f"tagger:{tmp_path}")


def test_model_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    for name in TAGGER:
        (tmp_path / name).write_text("{}", "utf-8")
    with pytest.raises(RunError, match=r"E404.*cannot be read"):
        engines.get(f"tagger:{tmp_path}")


def test_digest_of_a_model_follows_its_files(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"one")
    first = digests(f"tagger:{tmp_path}+lexicon")
    assert list(first) == [f"tagger:{tmp_path}"]
    (tmp_path / "tags.json").write_bytes(b"{}")
    assert digests(f"tagger:{tmp_path}") != first
    assert digests("lexicon") == {}
    assert digests("hanlp:/no/such/folder+hanlp:PUBLISHED_NAME") == {}


# ---------------------------------------------------------------- the model that the package carries

needs_model = pytest.mark.skipif(not (MODELS / "model.onnx").is_file(), reason="the package carries no model")
SENTENCES = [
    "青岚县委书记岑远帆主持会议，副县长楼旭东、储小月出席。",
    "任命闵知节同志为县财政局局长。",
    "要凝练主题，雷厉风行抓落实，全体干部党忠诚、敢担当。",
    "沿中山路改造的老旧小区共十二个。",
    "哈萨克斯坦总统托卡耶夫同罗曼·瓦西连科举行会谈。",
]


@needs_model
def test_model_is_small_and_its_tags_are_whole() -> None:
    assert sum((MODELS / name).stat().st_size for name in TAGGER) < 15_000_000
    tags = json.loads((MODELS / "tags.json").read_text("utf-8"))["tags"]
    assert {t[2:] for t in tags if t != "O"} == {"PER", "ORG", "LOC", "TITLE"}


@needs_model
def test_shipped_model_marks_people() -> None:
    marked = engines.get("tagger").recognize(SENTENCES)
    people = [[s[h.start : h.end] for h in hits if h.label == "PER"] for s, hits in zip(SENTENCES, marked, strict=True)]
    assert people == [["岑远帆", "楼旭东", "储小月"], ["闵知节"], [], [], ["托卡耶夫", "罗曼·瓦西连科"]]
    assert all(0.0 < h.score <= 1.0 for hits in marked for h in hits)
    assert all(a.end <= b.start for hits in marked for a, b in itertools.pairwise(hits))


@needs_model
def test_what_goes_with_a_sentence_changes_nothing_in_it() -> None:
    engine = engines.get("tagger")
    together = engine.recognize([*SENTENCES, "", *SENTENCES[::-1]])
    alone = [engine.recognize([s])[0] for s in SENTENCES]

    def spans(rows: list[list[engines.Hit]]) -> list[list[tuple[int, int, str]]]:
        return [[h[:3] for h in hits] for hits in rows]

    assert spans(together[:5]) == spans(alone)
    assert spans(together[6:]) == spans(alone[::-1])
    assert together[5] == []


@needs_model
def test_tagger_votes_with_the_lexicon() -> None:
    sentence = "青岚县委书记岑远帆主持会议。"
    hits = engines.get("tagger+lexicon").recognize([sentence])[0]
    assert [(sentence[h.start : h.end], h.score) for h in hits if h.label == "PER"] == [("岑远帆", 1.0)]


@needs_model
def test_asking_only_where_something_is_open_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(engine="tagger")
    names = STAGES["names"](settings)
    readings = []
    for path in sorted(CORPUS.rglob("*.txt")):
        if "gb18030" not in path.name:
            reading = Reading(SourceText(id=path.stem, text=path.read_text("utf-8")), settings)
            for stage in ORDER[: ORDER.index("names")]:
                STAGES[stage](settings).run(reading)
            readings.append(reading)

    def people() -> list[list[tuple[int, int, str]]]:
        return [[(m.start, m.end, m.name) for m in names.process(r).mentions] for r in readings]

    gated = people()
    monkeypatch.setattr(Lattice, "unsettled", lambda lattice, start, end: True)
    assert gated == people()
    assert sum(map(len, gated)) > 80
