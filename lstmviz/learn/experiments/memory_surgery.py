"""Memory surgery: a number is added to the cell that counts."""

from torch import Tensor

from lstmviz.learn.experiments.counting import counting_cell
from lstmviz.learn.experiments.experiment import Experiment, Outcome, Row
from lstmviz.learn.tasks.anbn import END, AnBn

ADDED = 3
LENGTHS = range(5, 13)
SHIFTS = (-3, -2, -1, 1, 2, 3)


class MemorySurgery(Experiment):
    """Between the last a and the first b, the counting cell is made to hold `added` a's more."""

    name = "memory-surgery"
    title = "Memory surgery"
    task = AnBn()
    question = (
        f"What will happen if, once all a's are read, the counting cell is given what {ADDED} more a's "
        "would have left there?"
    )
    options = (
        f"The net ends the string {ADDED} b's later",
        "The net ends the string where it did: the a's it has read decide",
        f"The net ends the string {ADDED} b's earlier",
        "The net is thrown off and ends the string anywhere",
    )
    explanation = (
        "One cell holds the count, a fixed amount for every a, and each b takes the same amount off again; "
        "the net says end when nothing is left. Whoever writes to that cell writes to the count: the net "
        "cannot tell the added a's from those it has read."
    )
    sequence = "a" * 8 + "b" * (8 + ADDED)

    def __init__(self, added: int = ADDED) -> None:
        """added: how many a's more, or fewer if negative."""
        self.added = added

    def rows(self, inputs: Tensor) -> tuple[Row, ...]:
        """Added at the last of the a's that the string starts with."""
        n = int((inputs[:, 0, 0] > 0.5).long().cumprod(0).sum())
        if n == 0:
            return ()
        cell = counting_cell(self.net)
        return (Row("cell", "add", round(self.added * cell.per_a, 2), cell.unit, n, n),)

    def ends(self, n: int) -> int:
        """The number of b's after which the net says end to aⁿ and then b's; 0 if it never does."""
        tokens = ("a",) * n + ("b",) * (n + max(SHIFTS) + 3)
        said_end = self.changed(self.task.encode(tokens))[n:, 0].argmax(-1) == END
        return int(said_end.long().argmax()) + 1 if said_end.any() else 0

    def measure(self) -> Outcome:
        """Every number added at every length."""
        untouched = [MemorySurgery(0).ends(n) == n for n in LENGTHS]
        shifts = [(k, MemorySurgery(k).ends(n) - n) for k in SHIFTS for n in LENGTHS]
        tried, held = len(shifts), sum(shift == k for k, shift in shifts)
        unmoved = sum(shift == 0 for _, shift in shifts)
        turned = sum(shift == -k for k, shift in shifts)
        counts = (held, unmoved, turned, tried - held - unmoved - turned)
        return Outcome(
            tried=tried,
            held=held,
            untouched_score=sum(untouched) / len(untouched),
            changed_score=unmoved / tried,
            right=counts.index(max(counts)),
            says=(
                f"In {held} of {tried} strings (n from {LENGTHS[0]} to {LENGTHS[-1]}, k from {SHIFTS[0]} to "
                f"{SHIFTS[-1]} a's added) the net says end exactly k b's later than n; left alone, it says "
                f"end after n b's in {sum(untouched)} of {len(untouched)}."
            ),
        )
