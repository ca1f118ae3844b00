"""Memory surgery: a number is added to the cell that counts."""

from collections.abc import Iterator, Sequence

from torch import Tensor

from lstmviz.claims.claim import Row, Settings, Verdict
from lstmviz.claims.experiments.counting import counting_cell
from lstmviz.claims.experiments.experiment import HEIGHT, EditedSpan, Experiment
from lstmviz.draw.charts import Axis, Picture, grid
from lstmviz.draw.figures import Look
from lstmviz.languages import N_
from lstmviz.languages import gettext as _
from lstmviz.learn.tasks.anbn import END, AnBn

ADDED = 3
LENGTHS = range(5, 13)
SHIFTS = (-3, -2, -1, 0, 1, 2, 3)


class MemorySurgery(Experiment):
    """Between the last a and the first b, the counting cell is made to hold `added` a's more."""

    name = "memory-surgery"
    title = N_("Memory surgery")
    task = AnBn()
    statement = N_("An LSTM that has learned to count holds the count in one cell.")
    question = N_(
        "What will happen if, once all a's are read, the counting cell is given what 3 more a's would have "
        "left there?"
    )
    options = (
        N_("The net ends the string 3 b's later"),
        N_("The net ends the string where it did: the a's it has read decide"),
        N_("The net ends the string 3 b's earlier"),
        N_("The net is thrown off and ends the string anywhere"),
    )
    explanation = N_(
        "One cell holds the count, a fixed amount for every a, and each b takes the same amount off again; "
        "the net says end when nothing is left. Whoever writes to that cell writes to the count: the net "
        "cannot tell the added a's from those it has read."
    )
    sequence = "a" * 8 + "b" * (8 + ADDED)

    def __init__(self, added: int = ADDED) -> None:
        """added: how many a's more, or fewer if negative."""
        self.added = added

    def edits(self, inputs: Tensor) -> tuple[EditedSpan, ...]:
        """Added at the last of the a's that the string starts with."""
        n = int((inputs[:, 0, 0] > 0.5).long().cumprod(0).sum())
        if n == 0:
            return ()
        cell = counting_cell(self.net)
        return (EditedSpan("cell", "add", round(self.added * cell.per_a, 2), cell.unit, n, n),)

    def ends(self, n: int) -> int:
        """The number of b's after which the net says end to aⁿ and then b's; 0 if it never does."""
        tokens = ("a",) * n + ("b",) * (n + max(SHIFTS) + 3)
        said_end = self.changed(self.task.encode(tokens))[n:, 0].argmax(-1) == END
        return int(said_end.long().argmax()) + 1 if said_end.any() else 0

    def expected(self, settings: Settings) -> int:
        """One row a string."""
        return len(SHIFTS) * len(LENGTHS)

    def measure(self, settings: Settings) -> Iterator[Row]:
        """Every number added at every length; 0 leaves the net alone."""
        for added in SHIFTS:
            surgery = MemorySurgery(added)
            for n in LENGTHS:
                yield {"added": added, "n": n, "ends": surgery.ends(n)}

    def pictures(self, rows: Sequence[Row], settings: Settings, look: Look) -> tuple[Picture, ...]:
        """How many b's later than n the net says end."""
        found = {(row["added"], row["n"]): row["ends"] - row["n"] for row in rows}
        later = [[found.get((added, n)) for n in LENGTHS] for added in SHIFTS]
        names, columns = [_("{n:+} a’s").format(n=added) for added in SHIFTS], [f"n = {n}" for n in LENGTHS]
        drawn = grid(later, names, columns, Axis(_("b’s later than n")), look, "state", (-4, 4))
        alt = _("How many b’s later than n the net says end, by the a’s added to its cell and by n.")
        return (Picture(drawn, alt, HEIGHT),)

    def verdict(self, rows: Sequence[Row], settings: Settings) -> Verdict:
        """How often the end moved by what was added, not at all, the other way, or otherwise."""
        alone = [row["ends"] == row["n"] for row in rows if row["added"] == 0]
        moved = [(row["added"], row["ends"] - row["n"]) for row in rows if row["added"]]
        signs = [sum(shift == sign * added for added, shift in moved) for sign in (1, 0, -1)]
        counts = [*signs, len(moved) - sum(signs)]
        return Verdict(
            counts.index(max(counts)),
            _(
                "In {moved} of {strings} strings (n from "
                "{shortest} to {longest}, k from {least} to {most} a’s added) the net says end exactly k "
                "b’s later than n. Left alone, it says end after n b’s in {right} of {alone}."
            ).format(
                moved=counts[0],
                strings=len(moved),
                shortest=LENGTHS[0],
                longest=LENGTHS[-1],
                least=SHIFTS[0],
                most=SHIFTS[-1],
                right=sum(alone),
                alone=len(alone),
            ),
            _(
                "It holds within what this net can count to when left alone, which is more than it was "
                "trained on (n ≤ 10); a longer count is lost by itself."
            ),
        )
