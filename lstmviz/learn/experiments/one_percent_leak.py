"""The one-percent leak: the counting cell loses a hundredth of what it holds at every step."""

import torch
from torch import Tensor

from lstmviz.learn.experiments.counting import counting_cell
from lstmviz.learn.experiments.experiment import Experiment, Outcome, Row
from lstmviz.learn.tasks.anbn import END, AnBn, reach, strings

KEPT = 0.99


class OnePercentLeak(Experiment):
    """The forget gate of the counting cell is held at `kept` all along."""

    name = "one-percent-leak"
    title = "The one-percent leak"
    task = AnBn()
    question = (
        f"What will happen if the counting cell loses {1 - KEPT:.0%} at every step: how far will it count?"
    )
    options = (
        "As far as before: so little does not matter",
        "About half as far",
        "Hardly past the first few a's",
    )
    explanation = (
        "What leaks grows with the square of n, since more is stored and for longer: short strings come out "
        "right, longer ones end too early. How far it gets depends on the leak the net has learned to live "
        "with: its own forget gate stands a little under 1 too, and with the gate held at exactly 1 it ends "
        "long strings too late."
    )
    sequence = "a" * 16 + "b" * 16

    def __init__(self, kept: float = KEPT) -> None:
        """kept: the share of the cell that is left after a step."""
        self.kept = kept

    def rows(self, inputs: Tensor) -> tuple[Row, ...]:
        """At every step."""
        return (Row("forget_gate", "set", self.kept, counting_cell(self.net).unit, 1, len(inputs)),)

    def measure(self) -> Outcome:
        """All lengths that the untouched net counts."""
        before = reach(self.net)
        inputs = strings(torch.arange(1, before + 1), 2 * before)
        labels = self.task.label(inputs)
        said = self.changed(inputs)
        solved = (self.task.right(said, labels) | ~labels.asked).all(dim=0)  # (before,)
        early = ((said.argmax(-1) == END) & (labels.targets != END) & labels.asked).any(dim=0)
        after = int(solved.long().cumprod(0).sum())
        return Outcome(
            tried=before,
            held=int((solved | early).sum()),
            untouched_score=self.task.score(self.net(inputs), labels),
            changed_score=self.task.score(said, labels),
            right=_option(after / before),
            says=(
                f"Left alone the net counts up to n = {before}, with the leak up to {after}; of the "
                f"{int((~solved).sum())} strings it now gets wrong it ends {int(early.sum())} too early; "
                f"a perfect counter with this leak would get to {perfect_reach(self.kept)}."
            ),
        )


def perfect_reach(kept: float) -> int:
    """How far a counter gets that adds and takes away exactly 1, keeps `kept` and ends below one half.

    Of n a's and n b's about n² (1 - kept) is lost, and half an a may be.
    """
    return int((0.5 / (1 - kept)) ** 0.5)


def _option(share_of_reach: float) -> int:
    return 0 if share_of_reach > 0.8 else 1 if share_of_reach > 0.3 else 2
