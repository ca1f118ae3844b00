"""It cannot forget: the forget gates are held open at the resets of a counter."""

import torch
from torch import Tensor

from lstmviz.learn.experiments.experiment import Experiment, Outcome, Row, generator
from lstmviz.learn.tasks.counter import Counter

RESET = Counter.alphabet.index("0")
SEQUENCES = 200  # each with resets of its own, so that each runs alone


class CannotForget(Experiment):
    """All forget gates are 1 at every 0."""

    name = "cannot-forget"
    title = "It cannot forget"
    task = Counter()
    question = "What will happen if all forget gates are held open at every 0, so that they drop nothing?"
    options = (
        "The net says 0 all the same: its other gates make up for it",
        "The net counts on from the old count, as if there had been no 0",
        "The net counts on from a wrong number, between 0 and the old count",
    )
    explanation = (
        "At a 0 the net closes its forget gates and writes what stands for nothing counted. With the gates "
        "held open the old count stays in the cell, and what is written comes on top: it counts on from "
        "neither 0 nor the old count. Close the input gates at the 0 too, and it counts on nearly from the "
        "old count."
    )
    sequence = "++++0...++0--"

    def rows(self, inputs: Tensor) -> tuple[Row, ...]:
        """One at every 0."""
        resets = (inputs[:, 0, RESET] > 0.5).nonzero().flatten().tolist()
        return tuple(Row("forget_gate", "set", 1.0, None, step + 1, step + 1) for step in resets)

    def measure(self) -> Outcome:
        """What it says at the first 0, in fresh sequences of the task that have counted something by then."""
        inputs = self.task.sample(SEQUENCES, generator())
        labels, said = self.task.label(inputs), self.changed(inputs)
        old, now = at_first_reset(inputs, labels.targets, said.squeeze(-1))
        between = int(((now * old > 0) & (now.abs() < old.abs())).sum())
        left = share_left(old, now)
        return Outcome(
            tried=len(old),
            held=between,
            untouched_score=self.task.score(self.net(inputs), labels),
            changed_score=self.task.score(said, labels),
            right=0 if left < 0.25 else 1 if left > 0.75 else 2,
            says=(
                f"At the first 0 the net says a number between 0 and the old count in {between} of "
                f"{len(old)} sequences, on the whole {left:.0%} of the old count."
            ),
        )


def at_first_reset(inputs: Tensor, count: Tensor, said: Tensor) -> tuple[Tensor, Tensor]:
    """The count before the first 0 and what is said at it, of sequences where that count is not 0: (N,) each.

    inputs (T, B, 4), count and said (T, B).
    """
    resets = inputs[..., RESET] > 0.5
    first = resets & (resets.cumsum(0) == 1)
    before = torch.cat([torch.zeros_like(count[:1]), count[:-1]])
    chosen = first & (before != 0)
    return before[chosen], said[chosen]


def share_left(old: Tensor, now: Tensor) -> float:
    """How much of the old count is in what is said now: the slope of the line through the sequences."""
    spread = torch.cov(torch.stack([old, now]))
    return (spread[0, 1] / spread[0, 0]).item()
