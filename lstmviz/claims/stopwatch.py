"""How long works take, side by side."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from time import perf_counter

import torch

from lstmviz.storage.stored import Row, processor_name

Work = Callable[[], object]

CORES = {"one": 1, "all": os.cpu_count() or 1}
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


@contextmanager
def computing_on(cores: str) -> Iterator[None]:
    """Let torch compute on as many threads as CORES says; the setting is the whole process's."""
    before = torch.get_num_threads()
    torch.set_num_threads(CORES[cores])
    try:
        yield
    finally:
        torch.set_num_threads(before)


def on(cores: str, rows: Sequence[Row]) -> list[Row]:
    """The rows that were measured on one core or on all."""
    return [row for row in rows if row["cores"] == cores]


def machine() -> str:
    """What a time was measured on: processor, threads, version of torch."""
    threads = torch.get_num_threads()
    return f"{processor_name()}, {threads} thread{'s' * (threads > 1)}, torch {torch.__version__}"


def _milliseconds(work: Work) -> float:
    start = perf_counter()
    work()
    return round(1000 * (perf_counter() - start), 4)
