"""Find alike: which rows are high or low all through a span, and where else they are so together.

Strobelt et al. 2018 (LSTMVis) do so with states above a threshold; here gates count as well, and what is low.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lstmviz.corpus.stored import Corpus, Row
from lstmviz.errors import InputError
from lstmviz.nets.cells import CELLS

MOST_COMMON = 0.5  # of all steps: a row that is so for longer tells nothing of the span


@dataclass(frozen=True)
class Pattern:
    """A row that is on all through a span."""

    row: Row
    high: bool  # whether at the upper end of its range; else at the lower
    bound: float  # at or beyond which it is on
    share: float  # of all steps of the corpus, at which it is on: the less, the more it tells


@dataclass(frozen=True)
class Alike:
    """Another place of the corpus where rows of the pattern are on together."""

    start: int  # step of the corpus, from 0
    stop: int
    on: int  # how many of the pattern's rows, at every step of it


def pattern(corpus: Corpus, span: slice, threshold: float = 0.8) -> list[Pattern]:
    """The rows that are on all through a span, rarest first; what is on for half of the corpus is left out.

    Args:
        span: steps of the corpus.
        threshold: how near to an end of its range a row has to be, 0 the middle and 1 the end. The range is
            0…1 for a gate, −1…1 for the candidate and the hidden state, and as far as the corpus goes for a
            state without a limit.

    Raises:
        InputError: the span is empty or outside the corpus, or the threshold is not above 0 and up to 1.
    """
    if not 0 <= span.start < span.stop <= corpus.steps:
        raise InputError(
            "span is {start} to {stop}; the corpus has steps 0 to {last}.",
            start=span.start,
            stop=span.stop,
            last=corpus.steps - 1,
        )
    if not 0 < threshold <= 1:
        raise InputError("threshold is {threshold}; give one above 0 and up to 1.", threshold=threshold)
    found = []
    for (layer, quantity), plane in corpus.planes.items():
        for high, bound in _bounds(corpus, layer, quantity, threshold):
            for unit in np.flatnonzero(_is_on(plane[:, span], high, bound).all(axis=1)).tolist():
                share = float(_is_on(plane[unit], high, bound).mean())
                found.append(Pattern(Row(layer, quantity, unit), high, bound, share))
    return sorted((one for one in found if one.share <= MOST_COMMON), key=lambda one: one.share)


def alike(corpus: Corpus, span: slice, chosen: Sequence[Pattern], count: int = 20) -> list[Alike]:
    """Other places where as many of the chosen rows as anywhere are on together, as long as the span first.

    Args:
        span: steps of the corpus; what it stands in is left out.
        chosen: of `pattern`, some or all.
        count: how many places at most.
    """
    on = np.zeros(corpus.steps, dtype=np.int32)
    for one in chosen:
        on += _is_on(corpus.values(one.row.quantity, one.row.unit, one.row.layer), one.high, one.bound)
    whole = _runs(on == len(chosen), corpus)
    for start, stop in whole:
        if start < span.stop and span.start < stop:  # it goes on to both sides of the span
            on[start:stop] = 0
    level = int(on.max())
    runs = _runs(on == level, corpus) if level else []
    length = span.stop - span.start
    runs = sorted(runs, key=lambda run: (abs(np.log((run[1] - run[0]) / length)), run[0]))
    return [Alike(start, stop, level) for start, stop in runs[:count]]


def _bounds(corpus: Corpus, layer: str, quantity: str, threshold: float) -> list[tuple[bool, float]]:
    """From where on a quantity is high, and up to where it is low."""
    declared = CELLS[corpus.cell].quantity(quantity)
    limit = declared.limit or corpus.largest(quantity, layer) or 1.0
    if declared.kind == "gate":
        return [(True, limit * (1 + threshold) / 2), (False, limit * (1 - threshold) / 2)]
    return [(True, limit * threshold), (False, -limit * threshold)]


def _is_on(values: NDArray[np.float16], high: bool, bound: float) -> NDArray[np.bool_]:
    """Where: by the bits, which grow with the size of a number; NumPy is slow to compare float16."""
    end = np.float16(bound)
    if high:  # a bound above 0: what is negative is so as a whole number too
        return np.asarray(values.view(np.int16) >= end.view(np.int16))
    if bound >= 0:
        return np.asarray(values.view(np.int16) <= end.view(np.int16))
    return np.asarray(values.view(np.uint16) >= end.view(np.uint16))


def _runs(on: NDArray[np.bool_], corpus: Corpus) -> list[tuple[int, int]]:
    """Where it begins and ends to be so; never across two documents."""
    begins = np.zeros(len(on) + 1, dtype=bool)
    begins[[place.start for place in corpus.documents]] = True
    padded = np.concatenate([[False], on, [False]])
    starts = (padded[1:] & (~padded[:-1] | begins)).nonzero()[0]
    stops = (padded[:-1] & (~padded[1:] | begins)).nonzero()[0]
    return list(zip(starts.tolist(), stops.tolist(), strict=True))
