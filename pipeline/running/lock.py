"""The lock on an output folder: one run at a time, and it dies with its processes."""

from __future__ import annotations

import os
import time
from pathlib import Path

from pipeline.errors import RunError


class Lock:
    """Held by the run and by its workers; the system lets go of it when the last of them ends, however it ends."""

    def __init__(self, folder: Path, wait: float = 2.0) -> None:
        """Raises RunError E401 when another run holds it, E405 when the folder cannot be written.

        `wait` seconds: the workers of a killed run notice within a moment.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self.fd = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as e:
            raise RunError("E405", e.strerror or str(e), str(folder)) from e
        end = time.monotonic() + wait
        while not _try(self.fd):
            if time.monotonic() > end:
                os.close(self.fd)
                raise RunError("E401", path=str(folder))
            time.sleep(0.05)

    def release(self) -> None:
        """Let go."""
        os.close(self.fd)


def _try(fd: int) -> bool:
    try:
        if os.name == "posix":
            import fcntl

            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:  # pragma: no cover
            import msvcrt

            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    except OSError:
        return False
    return True
