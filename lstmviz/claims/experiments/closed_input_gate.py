"""The closed input gate: what should be stored is not let in."""

from collections.abc import Iterator, Sequence

from torch import Tensor

from lstmviz.claims.claim import Row, Settings, Verdict
from lstmviz.claims.experiments.experiment import HEIGHT, EditedSpan, Experiment, generator
from lstmviz.draw.charts import Axis, Picture, grid
from lstmviz.draw.figures import Look
from lstmviz.languages import N_
from lstmviz.languages import gettext as _
from lstmviz.learn.tasks.recall import Recall

SEQUENCES = 1000  # of which about half have one flag
SURE = 0.9  # probability


class ClosedInputGate(Experiment):
    """All input gates are 0 at every flag."""

    name = "closed-input-gate"
    title = N_("The closed input gate")
    task = Recall()
    statement = N_("A net that was not told something does not know it, and its answer shows that.")
    question = N_(
        "What will happen if all input gates are shut at the flagged letter? What will the net name?"
    )
    options = (
        N_("The flagged letter: it gets in by another way"),
        N_("It does not know, and says so: every letter with about the same probability"),
        N_("One letter, the same whichever was flagged, and it is sure of it"),
    )
    explanation = N_(
        "At the flag the forget gates close as ever and the input gates let nothing in: the cell is left all "
        "but empty. That never happened in training, so nothing has taught the net to doubt: it drifts into "
        "the state that stands for one of the letters, whichever was flagged."
    )
    sequence = Recall.example("one flag")

    def edits(self, inputs: Tensor) -> tuple[EditedSpan, ...]:
        """One at every flag."""
        flags = (inputs[:, 0, -1] > 0.5).nonzero().flatten().tolist()
        return tuple(EditedSpan("input_gate", "set", 0.0, None, step + 1, step + 1) for step in flags)

    def expected(self, settings: Settings) -> int:
        """One row a sequence with one flag."""
        return self._sequences().shape[1]

    def measure(self, settings: Settings) -> Iterator[Row]:
        """What it names at the end, and how surely, in fresh sequences of the task with one flag."""
        inputs = self._sequences()
        flagged = self.task.label(inputs).targets[-1].tolist()
        sure, named = self.changed(inputs)[-1].softmax(-1).max(-1)  # (B,) each
        for answer in zip(flagged, named.tolist(), sure.tolist(), strict=True):
            yield dict(zip(("flagged", "named", "sure"), answer, strict=True))

    def pictures(self, rows: Sequence[Row], settings: Settings, look: Look) -> tuple[Picture, ...]:
        """How often each letter is named, by the letter that was flagged."""
        letters = range(len(self.task.answers))
        shares = [[_share(rows, flagged, named) for named in letters] for flagged in letters]
        flagged = [_("{letter} flagged").format(letter=letter) for letter in self.task.answers]
        drawn = grid(shares, flagged, self.task.answers, Axis(_("letter named at the end")), look)
        told = _("not shown yet")
        if rows:
            told = _("{letter} most often").format(letter=self.task.answers[_favourite(rows)])
        alt = _("How often each letter is named, by the flagged letter: {told}.").format(told=told)
        return (Picture(drawn, alt, HEIGHT),)

    def verdict(self, rows: Sequence[Row], settings: Settings) -> Verdict:
        """Whether it knows, doubts, or is sure of something else."""
        favourite, count = _favourite(rows), len(rows)
        known = sum(row["named"] == row["flagged"] for row in rows) / count
        sure = sum(row["named"] == favourite and row["sure"] > SURE for row in rows)
        return Verdict(
            0 if known > 0.5 else 2 if sure > count / 2 else 1,
            _(
                "At the end the net names {letter} with a probability above {probability} in {sure} of "
                "{sequences} sequences; the letter that it names is the flagged one in {known:.0%}, where "
                "guessing gives {guessing:.0%}."
            ).format(
                letter=self.task.answers[favourite],
                probability=SURE,
                sure=sure,
                sequences=count,
                known=known,
                guessing=1 / len(self.task.answers),
            ),
            _(
                "It holds for a net that has only ever seen sequences with a flag in them. Whether one that "
                "was also taught to say “no flag” would doubt was not tried here."
            ),
        )

    def _sequences(self) -> Tensor:
        return one_flag(self.task.sample(SEQUENCES, generator()))


def one_flag(inputs: Tensor) -> Tensor:
    """The sequences with one flag: (T, B, 5) -> (T, N, 5)."""
    return inputs[:, inputs[..., -1].sum(0) == 1]


def _share(rows: Sequence[Row], flagged: int, named: int) -> float | None:
    """How often this letter is named where that one was flagged."""
    names = [row["named"] for row in rows if row["flagged"] == flagged]
    return names.count(named) / len(names) if names else None


def _favourite(rows: Sequence[Row]) -> int:
    """The letter named most often."""
    names = [row["named"] for row in rows]
    return int(max(set(names), key=names.count))
