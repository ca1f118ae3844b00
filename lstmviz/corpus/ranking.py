"""Which unit? Every quantity of every unit against what is true of the text, and what chance would reach.

Of something that is so or not the measure is the area under the ROC curve (AUC): of a step where it is so and
one where it is not, how often the first has the larger value; ties count half. Of a number it is Spearman's
rank correlation. Neither asks how a value grows, only that it does.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from lstmviz.corpus.stored import Corpus, Plane, Row
from lstmviz.errors import InputError

MOST_STEPS = 50_000  # that are compared; of a longer corpus, stretches of it, evenly spread
STRETCH = 1000
SHIFTS = 100
LEAST_SHIFT = 0.05  # of all steps, to either side: beyond what most memories hold

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Found:
    """One quantity of one unit, and how it goes with the target."""

    row: Row
    score: float  # 2 AUC − 1, or the rank correlation: −1 to 1, 0 where it tells nothing
    by_chance: (
        float  # share of the shifted targets for which any row scored as much, this one counted: 0 to 1
    )

    @property
    def auc(self) -> float:
        """Of a target that is so or not: 0.5 tells nothing, 1 all, 0 all the other way round."""
        return (1 + self.score) / 2


@dataclass(frozen=True, repr=False)
class Ranking:
    """All rows, the one that tells most first."""

    measure: Literal["AUC", "rank correlation"]
    found: tuple[Found, ...]
    chance: float  # |score| of the best of all rows, below which it is for 95 of 100 shifted targets
    shifts: int
    steps: int  # that were compared

    @property
    def tried(self) -> int:
        """How many rows there were to find it by chance."""
        return len(self.found)

    def __repr__(self) -> str:
        lines = [
            f"{one.row.layer}  {one.row.quantity:12}  unit {one.row.unit:3}  {_shown(one, self.measure):6.3f}"
            for one in self.found[:10]
        ]
        chance = (1 + self.chance) / 2 if self.measure == "AUC" else self.chance
        head = f"{self.measure} over {self.steps:,} steps, best 10 of {self.tried}"
        return "\n".join(
            [head, *lines, f"chance, the best of {self.tried} with the text shifted: {chance:.3f}"]
        )


def rank(corpus: Corpus, target: Any, shifts: int = SHIFTS) -> Ranking:
    """Every row of a corpus by how well it tells the target.

    Chance is told by the target itself, shifted against the text and closed to a ring: that keeps how long it
    stays what it is, as neighbours in a text go together in both. Steps shuffled one by one would lose
    that, and call any slow unit a find. One looks at the best of many rows, so that the best of all is
    what is compared.

    Args:
        corpus: of `trace` or `load`.
        target: (T,), True and False or numbers, of every step of the corpus.
        shifts: how many shifted targets tell what chance reaches.

    Raises:
        InputError: the target has another length, holds no numbers, or is the same at all steps.
    """
    wanted = _checked(corpus, target)
    chosen = compared(corpus.steps)
    wanted = np.concatenate([wanted[stretch] for stretch in chosen])
    if (wanted == wanted[0]).all():
        raise InputError("The target is the same at every step, so that no unit can tell it; choose another.")
    weights = _shifted(_weights(wanted), shifts)  # (n, 1 + shifts)
    of_number = wanted.dtype != np.bool_
    scores = np.concatenate([scaled_ranks(values, of_number) @ weights for values in _rows(corpus, chosen)])
    scores = scores.clip(-1, 1)  # float32 sums end a millionth beyond
    best = np.abs(scores[:, 1:]).max(0)  # (shifts,)
    found = [
        Found(row, float(score), float((1 + (best >= abs(score)).sum()) / (1 + shifts)))
        for row, score in zip(corpus.rows, scores[:, 0], strict=True)
    ]
    found.reverse()  # of equals, what a step computes last stands first: the hidden state, which all reads
    found.sort(key=lambda one: -round(abs(one.score), 3))
    measure: Literal["AUC", "rank correlation"] = "rank correlation" if of_number else "AUC"
    return Ranking(measure, tuple(found), float(np.quantile(best, 0.95)), shifts, len(wanted))


def compared(steps: int) -> list[slice]:
    """The steps that are compared: all of a short corpus, stretches of a long one."""
    if steps <= MOST_STEPS:
        return [slice(0, steps)]
    firsts = np.linspace(0, steps - STRETCH, MOST_STEPS // STRETCH).astype(int)
    return [slice(first, first + STRETCH) for first in firsts.tolist()]


def midranks(codes: NDArray[Any]) -> Numbers:
    """1 to n by size, what is equal in the middle of its places; of whole numbers from 0 on: (n,) -> (n,)."""
    counts = np.bincount(codes)
    middle = counts.cumsum() - (counts - 1) / 2
    ranks: Numbers = middle[codes]
    return ranks


def codes(values: NDArray[np.float16]) -> NDArray[np.uint16]:
    """Whole numbers in the order of the values: their bits, those of negative ones turned."""
    bits = np.ascontiguousarray(values).view(np.uint16)
    turned = np.where(bits & 0x8000, ~bits, bits | 0x8000)
    return np.where(turned == 0x7FFF, np.uint16(0x8000), turned)  # minus zero is zero


def scaled_ranks(values: Plane, of_number: bool) -> NDArray[np.float32]:
    """Rows of values as ranks about 0: with deviation 1 against a number, over n / 2 against so or not."""
    shown = np.empty(values.shape, dtype=np.float32)
    for row, ranks in zip(shown, map(midranks, map(codes, values)), strict=True):  # in the processor's cache
        spread = ranks.std() if of_number else len(ranks) / 2
        row[:] = (ranks - ranks.mean()) / spread if spread else 0.0
    return shown


def _weights(wanted: NDArray[Any]) -> Numbers:
    """What the ranks of a row are summed with, to give its score: (n,)."""
    if wanted.dtype != np.bool_:
        ranks = midranks(np.unique(wanted, return_inverse=True)[1])
        return np.asarray((ranks - ranks.mean()) / ranks.std() / len(ranks))
    share = wanted.mean()  # AUC − 1/2 is (mean rank where it is so − mean rank where not) / n
    return np.asarray((wanted - share) / (share * (1 - share)) / len(wanted))


def _shifted(weights: Numbers, shifts: int) -> NDArray[np.float32]:
    """The weights as they are, and shifted round: (n,) -> (n, 1 + shifts)."""
    steps = len(weights)
    least = max(1, int(LEAST_SHIFT * steps))
    by = np.random.default_rng(0).integers(least, max(least + 1, steps - least), shifts)
    rounded = weights.astype(np.float32)
    return np.stack([rounded, *(np.roll(rounded, one) for one in by)], axis=-1)


def _rows(corpus: Corpus, stretches: list[slice]) -> Iterator[Plane]:
    for plane in corpus.planes.values():
        yield np.concatenate([plane[:, stretch] for stretch in stretches], axis=1)


def _checked(corpus: Corpus, target: Any) -> NDArray[Any]:
    wanted = np.asarray(target)
    if wanted.shape != (corpus.steps,):
        raise InputError(
            "target has shape {shape}; the corpus has {steps} steps: give one a step.",
            shape=wanted.shape,
            steps=corpus.steps,
        )
    if wanted.dtype != np.bool_ and not np.isfinite(wanted := wanted.astype(np.float64)).all():
        raise InputError("target has steps without a finite number; give every step one, or True and False.")
    return wanted


def _shown(found: Found, measure: str) -> float:
    return found.auc if measure == "AUC" else found.score
