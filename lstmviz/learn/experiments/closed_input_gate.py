"""The closed input gate: what should be stored is not let in."""

from torch import Tensor

from lstmviz.learn.experiments.experiment import Experiment, Outcome, Row, generator
from lstmviz.learn.tasks.recall import Recall

SEQUENCES = 1000  # of which about half have one flag


class ClosedInputGate(Experiment):
    """All input gates are 0 at every flag."""

    name = "closed-input-gate"
    title = "The closed input gate"
    task = Recall()
    question = "What will happen if all input gates are shut at the flagged letter? What will the net name?"
    options = (
        "The flagged letter: it gets in by another way",
        "It does not know, and says so: every letter with about the same probability",
        "One letter, the same whichever was flagged, and it is sure of it",
    )
    explanation = (
        "At the flag the forget gates close as ever and the input gates let nothing in: the cell is left all "
        "but empty. That never happened in training, so nothing has taught the net to doubt: it drifts into "
        "the state that stands for one of the letters, whichever was flagged."
    )
    sequence = Recall.examples[0].typed

    def rows(self, inputs: Tensor) -> tuple[Row, ...]:
        """One at every flag."""
        flags = (inputs[:, 0, -1] > 0.5).nonzero().flatten().tolist()
        return tuple(Row("input_gate", "set", 0.0, None, step + 1, step + 1) for step in flags)

    def measure(self) -> Outcome:
        """What it names at the end, in fresh sequences of the task with one flag."""
        inputs = one_flag(self.task.sample(SEQUENCES, generator()))
        labels, said = self.task.label(inputs), self.changed(inputs)
        certainty, named = said[-1].softmax(-1).max(-1)  # (B,) each
        favourite = int(named.mode().values)
        known = (named == labels.targets[-1]).double().mean().item()
        sure = int(((named == favourite) & (certainty > 0.9)).sum())
        return Outcome(
            tried=len(named),
            held=sure,
            untouched_score=self.task.score(self.net(inputs), labels),
            changed_score=self.task.score(said, labels),
            right=0 if known > 0.5 else 2 if sure > len(named) / 2 else 1,
            says=(
                f"At the end the net names {self.task.answers[favourite]} with a probability above 0.9 in "
                f"{sure} of {len(named)} sequences; the letter it names is the flagged one in {known:.0%}, "
                f"where guessing gives {1 / len(self.task.answers):.0%}."
            ),
        )


def one_flag(inputs: Tensor) -> Tensor:
    """The sequences with one flag: (T, B, 5) -> (T, N, 5)."""
    return inputs[:, inputs[..., -1].sum(0) == 1]
