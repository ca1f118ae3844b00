"""Where in a corpus a row goes with a target best, and where worst."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lstmviz.corpus.ranking import Numbers, codes, midranks
from lstmviz.corpus.stored import Corpus, Row

WIDTH = 40  # steps of a place


@dataclass(frozen=True)
class Place:
    """A stretch of a corpus."""

    start: int  # step of the corpus, from 0
    stop: int
    error: float  # 0 to 1: the share of its steps where the row is on the wrong side; of a number, the mean
    # distance of the two among their ranks


def places(
    corpus: Corpus, row: Row, target: Any, falls: bool = False, count: int = 3
) -> tuple[list[Place], list[Place]]:
    """The places where a row tells a target best, and those where it tells it worst; none overlap.

    Args:
        target: (T,), True and False or numbers.
        falls: whether the row is small where the target is large.
        count: how many of either.
    """
    wanted = np.asarray(target)
    apart = _apart(midranks(codes(corpus.values(row.quantity, row.unit, row.layer))), wanted, falls)
    width = min(WIDTH, corpus.steps)
    error = _sums(apart, width) / width
    changes = _sums(wanted[1:] != wanted[:-1], width - 1)
    error[changes == 0] = np.nan  # where nothing happens nothing is shown
    return _least(error, width, count), _least(-error, width, count)


def _apart(ranks: Numbers, wanted: NDArray[Any], falls: bool) -> Numbers:
    """How far the row is from the target at every step, 0 to 1: (T,)."""
    if falls:
        ranks = len(ranks) + 1 - ranks
    if wanted.dtype == np.bool_:  # as many of the largest values stand for true as steps are
        return np.asarray((ranks > (~wanted).sum()) != wanted, dtype=np.float64)
    return np.abs(ranks - midranks(np.unique(wanted, return_inverse=True)[1])) / len(ranks)


def _sums(values: NDArray[Any], width: int) -> Numbers:
    """Of every stretch of so many steps, by where it begins: (T - width + 1,)."""
    total = np.concatenate([[0.0], values.cumsum()])
    sums: Numbers = total[width:] - total[: len(total) - width]
    return sums


def _least(error: Numbers, width: int, count: int) -> list[Place]:
    """The stretches with the least error, none within another."""
    left, found = np.where(np.isnan(error), np.inf, error), list[Place]()
    while len(found) < count and np.isfinite(left).any():
        start = int(left.argmin())
        found.append(Place(start, start + width, abs(float(error[start]))))
        left[max(0, start - width + 1) : start + width] = np.inf
    return found
