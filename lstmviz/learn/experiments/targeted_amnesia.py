"""Targeted amnesia: everything is forgotten between the two marks."""

from torch import Tensor

from lstmviz.learn.experiments.experiment import Experiment, Outcome, Row, generator
from lstmviz.learn.tasks.temporal_order import TemporalOrder, X

FORGOTTEN_STEPS = 12
SEQUENCES = 1000


class TargetedAmnesia(Experiment):
    """All forget gates are closed for some steps in the middle between the marks."""

    name = "targeted-amnesia"
    title = "Targeted amnesia"
    task = TemporalOrder()
    question = (
        f"What will happen if all forget gates are shut for {FORGOTTEN_STEPS} steps between the two marks? "
        "What will the net still know at the end?"
    )
    options = (
        "Both marks: other gates carry the first one across",
        "Only the first mark",
        "Only the second mark: for the first it can but guess",
        "Neither mark",
    )
    explanation = (
        "With its forget gates shut a cell holds only what it has just written, so the first mark is gone, "
        "and the second, read afterwards, is stored as ever. The net does not say that it does not know: for "
        "the first mark it names the second once more, which is right by chance half of the time."
    )
    sequence = TemporalOrder.examples[0].typed

    def rows(self, inputs: Tensor) -> tuple[Row, ...]:
        """The middle of what lies between the marks, all of it where it is shorter."""
        marks = inputs[:, 0, X:].any(-1).nonzero().flatten().tolist()  # counted from 0
        gap = marks[1] - marks[0] - 1 if len(marks) == 2 else 0
        if gap == 0:
            return ()
        steps = min(gap, FORGOTTEN_STEPS)
        first = marks[0] + 2 + (gap - steps) // 2
        return (Row("forget_gate", "set", 0.0, None, first, first + steps - 1),)

    def measure(self) -> Outcome:
        """Fresh sequences of the task; an answer's first mark and its second, each on its own."""
        inputs = self.task.sample(SEQUENCES, generator())
        labels, said = self.task.label(inputs), self.changed(inputs)
        named, asked = said[-1].argmax(-1), labels.targets[-1]  # (B,), positions in XX, XY, YX, YY
        first = int((named // 2 == asked // 2).sum())
        second = int((named % 2 == asked % 2).sum())
        knows = first > 0.75 * SEQUENCES, second > 0.75 * SEQUENCES
        return Outcome(
            tried=SEQUENCES,
            held=second,
            untouched_score=self.task.score(self.net(inputs), labels),
            changed_score=self.task.score(said, labels),
            right=[(True, True), (True, False), (False, True), (False, False)].index(knows),
            says=(
                f"It names the second mark right in {second} of {SEQUENCES} sequences, the first in {first}, "
                f"where guessing gives about {SEQUENCES // 2}; in {int((named // 2 == named % 2).sum())} it "
                "names the same mark twice."
            ),
        )
