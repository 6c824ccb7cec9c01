"""Discovery alone: the seeds read with a lexicon emptied of everything that occurs in seeds and news (prints the figures)."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

TOOL = Path(__file__).parents[2] / "tools" / "phrases_coverage.py"


def test_discovery_alone(capsys: pytest.CaptureFixture[str]) -> None:
    spec = importlib.util.spec_from_file_location("phrases_coverage", TOOL)
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    if not tool.SHARED.is_dir():
        pytest.skip("../shared is missing")
    precision, recall = tool.alone(["seeds"])["seeds"]
    with capsys.disabled():
        print(f"\ndiscovery alone on seeds: precision {precision:.3f}, recall {recall:.3f}")
    assert recall >= 0.63
    assert precision >= 0.90
