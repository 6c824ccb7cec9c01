"""The days that a point of time means, before they are written as EDTF."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.stages.dates.values import Day


@dataclass(slots=True)
class When:
    """First and last point of what is meant; `text` is the EDTF where it is no plain day, month or year (199X, 2019-24)."""

    a: Day
    b: Day | None = None
    text: str = ""
    basis: str = "explicit"
    stated: bool = False  # the year stands in the text
    approx: bool = False

    @property
    def edtf(self) -> str:
        if self.text:
            return self.text
        tail = "~" if self.approx else ""
        if self.b is None or self.b == self.a:
            return self.a.edtf + tail
        return f"{self.a.edtf}{tail}/{self.b.edtf}"

    @property
    def last(self) -> Day:
        return self.b or self.a
