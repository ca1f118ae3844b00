"""It cannot forget: the forget gates are held open at the resets of a counter."""

from collections.abc import Iterator, Mapping, Sequence
from statistics import linear_regression

import torch
from torch import Tensor

from lstmviz.claims.claim import Row, Settings, Verdict
from lstmviz.claims.experiments.experiment import HEIGHT, EditedSpan, Experiment, generator
from lstmviz.draw.charts import Axis, Picture, Series, bars
from lstmviz.draw.colours import NETS
from lstmviz.draw.figures import Look
from lstmviz.languages import N_
from lstmviz.languages import gettext as _
from lstmviz.learn.tasks.counter import Counter

RESET = Counter.alphabet.index("0")
SEQUENCES = 2000
ANSWERS = (
    "0",
    N_("the old count"),
    N_("between"),
    N_("beyond"),
)  # what is said at a 0, to the nearest whole number


class CannotForget(Experiment):
    """All forget gates are 1 at every 0."""

    name = "cannot-forget"
    title = N_("It cannot forget")
    task = Counter()
    statement = N_("An LSTM whose forget gate stays open cannot reset: it counts on from what it had.")
    question = N_("What will happen if all forget gates are held open at every 0, so that they drop nothing?")
    options = (
        N_("The net says 0 all the same: its other gates make up for it"),
        N_("The net counts on from the old count, as if there had been no 0"),
        N_("The net counts on from a wrong number, between 0 and the old count"),
    )
    explanation = N_(
        "At a 0 the net closes its forget gates and writes what stands for nothing counted. With the gates "
        "held open the old count stays in the cell, and what is written comes on top: it counts on from "
        "neither 0 nor the old count. Close the input gates at the 0 too, and it counts on nearly from the "
        "old count."
    )
    sequence = "++++0...++0--"

    def edits(self, inputs: Tensor) -> tuple[EditedSpan, ...]:
        """One at every 0."""
        resets = (inputs[:, 0, RESET] > 0.5).nonzero().flatten().tolist()
        return tuple(EditedSpan("forget_gate", "set", 1.0, None, step + 1, step + 1) for step in resets)

    def expected(self, settings: Settings) -> int:
        """One row a sequence that has counted something by its first 0."""
        inputs, count = self._sequences()
        return len(at_first_reset(inputs, count, count)[0])

    def measure(self, settings: Settings) -> Iterator[Row]:
        """The count before the first 0, and what the net says at it."""
        inputs, count = self._sequences()
        old, now = at_first_reset(inputs, count, self.changed(inputs).squeeze(-1))
        for before, says in zip(old.tolist(), now.tolist(), strict=True):
            yield {"old": before, "says": says}

    def pictures(self, rows: Sequence[Row], settings: Settings, look: Look) -> tuple[Picture, ...]:
        """How often it says 0, the old count, a number between them, or one beyond."""
        shares = answer_shares(rows)
        title, names = _("share of sequences"), [_(one) for one in ANSWERS]
        series = Series(title, names, [shares.get(one) for one in ANSWERS], NETS["lstm"])
        drawn = bars([series], Axis(title, span=(0, 1)), look)
        alt = _("What is said at the first 0, to the nearest whole number: {told}.")
        return (Picture(drawn, alt.format(told=_in_words(shares) or _("not shown yet")), HEIGHT),)

    def verdict(self, rows: Sequence[Row], settings: Settings) -> Verdict:
        """What is said most often, strictly counted, and on the whole."""
        shares, ones = answer_shares(rows), sum(abs(row["old"]) == 1 for row in rows) / len(rows)
        left = linear_regression([row["old"] for row in rows], [row["says"] for row in rows]).slope
        return Verdict(
            max(range(len(self.options)), key=lambda option: shares[ANSWERS[option]]),
            _(
                "On the whole the net says {left:.0%} of the old count. To the nearest whole number, at the "
                "first 0 of {sequences} sequences: {told}."
            ).format(left=left, sequences=len(rows), told=_in_words(shares)),
            _(
                "“Between” counts strictly: where the old count is 1 or −1, as in {ones:.0%} of the "
                "sequences, no whole number lies between, and what the net says is nearer to one of the two "
                "or half-way."
            ).format(ones=ones),
        )

    def _sequences(self) -> tuple[Tensor, Tensor]:
        """Fresh ones with their first 0 only, as none after it reaches back: (T, B, 4), and the counts."""
        inputs = self.task.sample(SEQUENCES, generator())
        inputs[..., RESET] *= inputs[..., RESET].cumsum(0) == 1
        return inputs, self.task.label(inputs).targets


def answer_shares(rows: Sequence[Row]) -> dict[str, float]:
    """How often each of ANSWERS is given; empty where there are no rows."""
    given = [answer(row["old"], row["says"]) for row in rows]
    return {one: given.count(one) / len(given) for one in ANSWERS} if given else {}


def _in_words(shares: Mapping[str, float]) -> str:
    return _(", ").join(f"{_(name)} {share:.0%}" for name, share in shares.items())


def answer(old: float, says: float) -> str:
    """Which of ANSWERS a number is, for an old count that is not 0; one half off counts as that number."""
    if abs(says) <= 0.5:
        return "0"
    if abs(says - old) <= 0.5:
        return "the old count"
    return "between" if 0 < says / old < 1 else "beyond"


def at_first_reset(inputs: Tensor, count: Tensor, said: Tensor) -> tuple[Tensor, Tensor]:
    """The count before the first 0 and what is said at it, of sequences where that count is not 0: (N,) each.

    inputs (T, B, 4), count and said (T, B).
    """
    resets = inputs[..., RESET] > 0.5
    first = resets & (resets.cumsum(0) == 1)
    before = torch.cat([torch.zeros_like(count[:1]), count[:-1]])
    chosen = first & (before != 0)
    return before[chosen], said[chosen]
