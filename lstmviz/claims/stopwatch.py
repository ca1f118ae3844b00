"""How long works take, side by side."""

from collections.abc import Callable, Sequence
from time import perf_counter

import torch

from lstmviz.storage.stored import processor_name

Work = Callable[[], object]

LEAST, MOST = 5, 30  # turns
SECONDS = 0.5  # in which turns beyond the least begin


def turns(works: Sequence[Work]) -> list[list[float]]:
    """Milliseconds of each work in each of several turns, after one turn to warm up.

    The works take turns, so that a busy machine slows all of them alike.
    """
    times = [[_milliseconds(work) for work in works]]
    until = perf_counter() + SECONDS
    while len(times) <= LEAST or (len(times) <= MOST and perf_counter() < until):
        times.append([_milliseconds(work) for work in works])
    return [list(each) for each in zip(*times[1:], strict=True)]


def machine() -> str:
    """What a time was measured on: processor, threads, version of torch."""
    threads = torch.get_num_threads()
    return f"{processor_name()}, {threads} thread{'s' * (threads > 1)}, torch {torch.__version__}"


def _milliseconds(work: Work) -> float:
    start = perf_counter()
    work()
    return round(1000 * (perf_counter() - start), 4)
