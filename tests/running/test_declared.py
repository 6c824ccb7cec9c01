"""A stage reads nothing that it does not declare: else a change there would leave its artefacts standing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.engines.files import TAGGER
from pipeline.runner import run
from pipeline.stages import ORDER, STAGES

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="module")
def really(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, list[str]]]:
    out = tmp_path_factory.mktemp("out")
    run(CORPUS, out, processes=False)
    done = subprocess.run(
        [sys.executable, "-m", "tests.running.declared", str(out)],
        cwd=CORPUS.parent,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, dict[str, list[str]]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("name", ORDER)
def test_stage_reads_only_what_it_declares(name: str, really: dict[str, dict[str, list[str]]]) -> None:
    stage, read = STAGES[name], really[name]
    # the view, which every stage reads, is made from the clean layer: it is always part of the key
    assert set(read["layers"]) - {*stage.needs, "clean"} == set(), "not in its needs"
    assert set(read["settings"]) - set(stage.uses) == set(), "not in its uses"
    if name == "record":  # it only names all lexicons, and has their digests in its key
        return
    models = set(TAGGER) if "engine" in stage.uses else set()  # the recogniser's files are in the key by their digest
    assert set(read["files"]) - {Path(f).name for f in stage.lexicons} - models == set(), "not in its lexicons"
