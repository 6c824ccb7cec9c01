"""Several processes that train one network: each by its own order of sentences, their weights averaged every so often.

The network's steps are many and small, so that a second core helps one process little; two processes read twice as much.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import torch
import torch.distributed
import torch.multiprocessing

#: steps between two averages: some seconds of work, against less than a tenth of one to exchange the weights
EVERY = 50


class Mates:
    """This process among those that train one network; alone unless `together` has begun it."""

    def __init__(self) -> None:
        self.many = torch.distributed.is_available() and torch.distributed.is_initialized()
        self.number = torch.distributed.get_rank() if self.many else 0

    @torch.no_grad()
    def meet(self, weights: Iterable[torch.Tensor], over: bool) -> bool:
        """Give every process the mean of all their weights; whether one of them is at its end, and with it all."""
        if not self.many:
            return over
        ended = torch.tensor(float(over))
        torch.distributed.all_reduce(ended)
        for weight in weights:
            torch.distributed.all_reduce(weight)
            weight /= torch.distributed.get_world_size()
        return ended.item() > 0


def together(work: Callable[..., None], arguments: tuple[Any, ...], processes: int, folder: Path) -> None:
    """Run work(number, *arguments) in so many processes, number 0 among them; `folder` holds the file they meet at."""
    if processes < 2:
        work(0, *arguments)
        return
    place = folder / "mates"
    place.unlink(missing_ok=True)
    torch.multiprocessing.spawn(_begin, (work, arguments, processes, str(place)), nprocs=processes)


def _begin(number: int, work: Callable[..., None], arguments: tuple[Any, ...], processes: int, place: str) -> None:
    torch.set_num_threads(1)
    torch.distributed.init_process_group("gloo", init_method=f"file://{place}", rank=number, world_size=processes)
    work(number, *arguments)
    torch.distributed.destroy_process_group()
