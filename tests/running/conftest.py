"""Runs in tests need not outlive a power cut: without fsync they take a third of the time."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _no_fsync(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.running.journal.SYNCHRONOUS", "off")
