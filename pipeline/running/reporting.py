"""Who is told how a run goes on."""

from __future__ import annotations

from typing import Protocol

from pipeline.running.document import Outcome
from pipeline.running.summary import Summary


class Reporter(Protocol):
    """Who is told how a run goes on."""

    def looking(self, n: int) -> None:
        """n files found so far."""
        ...

    def begin(self, files: int, kept: int, size: int) -> None:
        """The input has been looked through: files and bytes to read, documents kept unread."""
        ...

    def begun(self, doc: str) -> None:
        """A document is being worked on."""
        ...

    def outcome(self, out: Outcome) -> None:
        """A document is through."""
        ...

    def file(self, size: int) -> None:
        """An input file is through."""
        ...

    def note(self, text: str) -> None:
        """What long work is being done now."""
        ...

    def finish(self, summary: Summary) -> None:
        """The run is over."""
        ...


class Silent:
    """Tells nobody."""

    def looking(self, n: int) -> None: ...
    def begin(self, files: int, kept: int, size: int) -> None: ...
    def begun(self, doc: str) -> None: ...
    def outcome(self, out: Outcome) -> None: ...
    def file(self, size: int) -> None: ...
    def note(self, text: str) -> None: ...
    def finish(self, summary: Summary) -> None: ...
