"""The Python interface: extract, load, and the stages as spaCy components."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import spacy

import pipeline
from pipeline import components
from pipeline.config import Settings
from pipeline.errors import InputError, RunError, StageError
from pipeline.stages import ORDER, STAGES
from pipeline.stages.base import reading_of

TEXT = "6月12日上午，青岚县委书记岑远帆在全县防汛会议上指出，要坚持以人民为中心。\n会议结束。"


def test_extract_gives_a_record() -> None:
    record = pipeline.extract(TEXT, date="2023-06-13")
    assert record.document.length == len(TEXT)
    assert record.check_text(TEXT) == []
    assert [p.name for p in record.people] == ["岑远帆"]


def test_extract_refuses_what_is_no_document() -> None:
    with pytest.raises(InputError, match="E101"):
        pipeline.extract(" \n")
    with pytest.raises(InputError, match="E107"):
        pipeline.extract("长" * 20, config=Settings(max_chars=10))


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(RunError, match="E403"):
        pipeline.extract("县长柏青讲话。", date="2023-02-30")
    published = pipeline.extract("县长柏青讲话。", date="2023-02").document.published
    assert published is not None
    assert published.edtf == "2023-02"


def test_the_language_and_extract_agree() -> None:
    nlp = pipeline.load(Settings(date="2023-06-13"))
    doc = nlp(TEXT)
    assert doc._.record.model_dump(exclude={"provenance", "document"}) == pipeline.extract(
        TEXT, date="2023-06-13"
    ).model_dump(exclude={"provenance", "document"})
    assert [m.name for m in doc._.names.mentions] == ["岑远帆"]


def test_the_order_of_the_stages_is_what_they_need() -> None:
    assert set(STAGES) == set(ORDER)
    problems = pipeline.load().analyze_pipes()["problems"]
    assert all(not missing for missing in problems.values()), problems
    for n, name in enumerate(ORDER):
        assert set(STAGES[name].needs) <= set(ORDER[:n])


def test_a_stage_alone_in_a_pipeline_says_what_is_missing() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("shilu_dates")
    assert nlp.analyze_pipes()["problems"]["shilu_dates"]
    with pytest.raises(StageError, match="E202"):
        nlp(TEXT)


def test_the_doc_stands_over_the_view_one_token_a_character() -> None:
    text = "\ufeff　　站在新征程的起跑线上，\u200b我们出发。"
    doc = pipeline.load()(text)
    reading = reading_of(doc)
    assert doc.text == reading.view.text
    assert len(doc) == len(doc.text)


def test_many_texts_stream() -> None:
    nlp = pipeline.load()
    texts = [f"县委书记岑远帆{n}次主持召开会议。" for n in range(5)]
    assert [d._.record.document.length for d in nlp.pipe(texts)] == [len(t) for t in texts]


def run_alone(code: str) -> str:
    """What a fresh interpreter prints."""
    path = os.pathsep.join(p for p in sys.path if p)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ | {"PYTHONPATH": path}
    )
    return done.stdout.strip()


def test_extract_does_without_spacy() -> None:
    code = "import sys, pipeline; pipeline.extract('县委书记讲话。'); print('spacy' in sys.modules)"
    assert run_alone(code) == "False"


@pytest.mark.parametrize("first", ["import spacy, pipeline.stages", "import pipeline.components, spacy"])
def test_components_are_registered_whichever_comes_first(first: str) -> None:
    code = f"{first}; nlp = spacy.blank('zh'); nlp.add_pipe('shilu_clean'); print(nlp('县委书记讲话。')._.clean.script)"
    assert run_alone(code) == "Hans"


def test_entry_points_name_every_stage() -> None:
    with open(Path(__file__).parents[1] / "pyproject.toml", "rb") as f:
        entries = tomllib.load(f)["project"]["entry-points"]["spacy_factories"]
    assert entries == {f"shilu_{n}": f"pipeline.components:{n}" for n in ORDER}
    for name in ORDER:
        assert callable(getattr(components, name))
