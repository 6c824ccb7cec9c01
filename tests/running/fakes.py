"""Stages without lexicons, and a names stage that fails, dies, hangs or takes its time where the text says so.

Imported by worker processes only: it replaces the real ones.
"""

from __future__ import annotations

import os
import signal
import time

from pipeline.reading import Reading
from pipeline.stages import ORDER, STAGES
from pipeline.stages.base import Stage
from schemas.base import Model
from schemas.layers import NamesLayer


class Empty(Stage):
    """Finds nothing."""

    def process(self, reading: Reading) -> Model:
        return type(self).layer()


class Faulty(Stage):
    """FAIL raises, CRASH kills the process, SLOW exceeds any limit, HANG does so where no signal comes through, DRAG rests."""

    name = "names"
    version = "fake"
    layer = NamesLayer
    needs = ("clean", "articles")

    def process(self, reading: Reading) -> NamesLayer:
        text = reading.text
        if "FAIL" in text:
            raise KeyError("no such thing")
        if "CRASH" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "SLOW" in text:
            time.sleep(60)
        if "HANG" in text:
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
            time.sleep(60)
        if "DRAG" in text:
            time.sleep(0.03)
        return NamesLayer()


for _name in ORDER[:-1]:
    _real = STAGES[_name]
    STAGES[_name] = type(
        f"Empty{_name}", (Empty,), {"name": _name, "version": "fake", "layer": _real.layer, "needs": _real.needs}
    )
STAGES["names"] = Faulty
