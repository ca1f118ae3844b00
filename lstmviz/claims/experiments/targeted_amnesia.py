"""Targeted amnesia: everything is forgotten between the two marks."""

from collections.abc import Iterator, Sequence

from torch import Tensor

from lstmviz.claims.claim import Row, Settings, Verdict
from lstmviz.claims.experiments.experiment import HEIGHT, EditedSpan, Experiment, generator
from lstmviz.draw.charts import Axis, Picture, Series, bars
from lstmviz.draw.colours import FAINT, NETS
from lstmviz.draw.figures import Look
from lstmviz.languages import N_, ngettext
from lstmviz.languages import gettext as _
from lstmviz.learn.tasks.temporal_order import TemporalOrder, X

FORGOTTEN_STEPS = 12
TRIED_STEPS = (0, 1, 2, FORGOTTEN_STEPS)
SEQUENCES = 1000
KNOWS = 0.75  # share of the sequences above which a mark counts as known; guessing gives a half


class TargetedAmnesia(Experiment):
    """All forget gates are closed for some steps in the middle between the marks."""

    name = "targeted-amnesia"
    title = N_("Targeted amnesia")
    task = TemporalOrder()
    statement = N_("What the forget gates drop is gone, whatever comes later.")
    question = N_(
        "What will happen if all forget gates are shut for 12 steps between the two marks? What will the "
        "net still know at the end?"
    )
    options = (
        N_("Both marks: other gates carry the first one across"),
        N_("Only the first mark"),
        N_("Only the second mark: for the first it can but guess"),
        N_("Neither mark"),
    )
    explanation = N_(
        "With its forget gates shut a cell holds only what it has just written, so the first mark is gone, "
        "and the second, read afterwards, is stored as ever. The net does not say that it does not know: for "
        "the first mark it names the second once more, which is right by chance half of the time."
    )
    sequence = TemporalOrder.examples[0].typed

    def __init__(self, steps: int = FORGOTTEN_STEPS) -> None:
        """steps: for how many the gates are shut."""
        self.steps = steps

    def edits(self, inputs: Tensor) -> tuple[EditedSpan, ...]:
        """The middle of what lies between the marks, all of it where it is shorter."""
        marks = inputs[:, 0, X:].any(-1).nonzero().flatten().tolist()  # counted from 0
        gap = marks[1] - marks[0] - 1 if len(marks) == 2 else 0
        steps = min(gap, self.steps)
        if steps == 0:
            return ()
        first = marks[0] + 2 + (gap - steps) // 2
        return (EditedSpan("forget_gate", "set", 0.0, None, first, first + steps - 1),)

    def expected(self, settings: Settings) -> int:
        """One row a number of steps."""
        return len(TRIED_STEPS)

    def measure(self, settings: Settings) -> Iterator[Row]:
        """Fresh sequences of the task: how often an answer's first mark is right, and its second."""
        inputs = self.task.sample(SEQUENCES, generator())
        asked = self.task.label(inputs).targets[-1]  # (B,), positions in XX, XY, YX, YY
        for steps in TRIED_STEPS:
            named = TargetedAmnesia(steps).changed(inputs)[-1].argmax(-1)
            yield {
                "steps": steps,
                "first": int((named // 2 == asked // 2).sum()),
                "second": int((named % 2 == asked % 2).sum()),
                "twice": int((named // 2 == named % 2).sum()),  # the same mark named twice
            }

    def pictures(self, rows: Sequence[Row], settings: Settings, look: Look) -> tuple[Picture, ...]:
        """How often each mark is named right, by the steps for which the gates are shut."""
        steps = [ngettext("{n} step", "{n} steps", row["steps"]).format(n=row["steps"]) for row in rows]
        first, second = ([row[mark] / SEQUENCES for row in rows] for mark in ("first", "second"))
        series = [
            Series(_("first mark"), steps, first, FAINT, dash="dash"),
            Series(_("second mark"), steps, second, NETS["lstm"]),
        ]
        told = _(", ").join(f"{name} {y:.2f}" for name, y in zip(steps, first, strict=True))
        drawn = bars(series, Axis(_("named right"), span=(0, 1)), look)
        alt = _("How often each mark is named right, by the steps forgotten. The first: {told}.").format(
            told=told or _("not shown yet")
        )
        return (Picture(drawn, alt, HEIGHT),)

    def verdict(self, rows: Sequence[Row], settings: Settings) -> Verdict:
        """Which marks are known with the gates shut for all the steps."""
        row, by_steps = rows[-1], {row["steps"]: row["first"] for row in rows}
        knows = row["first"] > KNOWS * SEQUENCES, row["second"] > KNOWS * SEQUENCES
        return Verdict(
            [(True, True), (True, False), (False, True), (False, False)].index(knows),
            _(
                "It names the second mark right in {second} of {sequences} sequences, the first in {first}, "
                "where guessing gives about {guessing}; in {twice} it names the same mark twice."
            ).format(sequences=SEQUENCES, guessing=SEQUENCES // 2, **row),
            _(
                "Twelve steps are far more than it takes: shut for one step, the first mark is right in "
                "{one} of {sequences}, for two in {two}. All units forget at once here; some of them alone "
                "were not tried."
            ).format(one=by_steps[1], sequences=SEQUENCES, two=by_steps[2]),
        )
