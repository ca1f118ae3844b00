"""The one-percent leak: the counting cell loses a hundredth of what it holds at every step."""

from collections.abc import Iterator, Sequence

from torch import Tensor

from lstmviz.claims.claim import Row, Settings, Verdict
from lstmviz.claims.experiments.counting import counting_cell
from lstmviz.claims.experiments.experiment import HEIGHT, EditedSpan, Experiment
from lstmviz.draw.charts import Axis, Picture, Series, curves
from lstmviz.draw.colours import FAINT, NETS
from lstmviz.draw.figures import Look
from lstmviz.internals.trace import trace
from lstmviz.languages import N_
from lstmviz.languages import gettext as _
from lstmviz.learn.tasks.anbn import END, AnBn, reach

KEEP = 0.99


class OnePercentLeak(Experiment):
    """The forget gate of the counting cell is held at `keep` all along."""

    name = "one-percent-leak"
    title = N_("The one-percent leak")
    task = AnBn()
    statement = N_("A forget gate a little below 1 forgets so little that it does not matter.")
    question = N_("What will happen if the counting cell loses 1% at every step: how far will it count?")
    options = (
        N_("As far as before: so little does not matter"),
        N_("About half as far"),
        N_("Hardly past the first few a's"),
    )
    explanation = N_(
        "What leaks grows with the square of n, since more is stored and for longer: short strings come out "
        "right, longer ones end too early. How far it gets depends on the leak the net has learned to live "
        "with: its own forget gate stands a little under 1 too, and with the gate held at exactly 1 it ends "
        "long strings too late."
    )
    sequence = "a" * 16 + "b" * 16

    def __init__(self, keep: float = KEEP) -> None:
        """keep: the share of the cell that is left after a step."""
        self.keep = keep

    def edits(self, inputs: Tensor) -> tuple[EditedSpan, ...]:
        """At every step."""
        unit = counting_cell(self.net).unit
        return (EditedSpan("forget_gate", "set", self.keep, unit, 1, len(inputs)),)

    def expected(self, settings: Settings) -> int:
        """One row a length that the net can count to when left alone."""
        return reach(self.net)

    def measure(self, settings: Settings) -> Iterator[Row]:
        """After how many b's the net says end, and what its own gate keeps when it is left alone."""
        unit = counting_cell(self.net).unit
        for n in range(1, reach(self.net) + 1):
            inputs = self.task.encode(("a",) * n + ("b",) * n)
            gate = trace(self.net.recurrent, inputs).layers[0].quantities["forget_gate"][:, 0, unit]
            yield {"n": n, "ends": _ends(self.changed(inputs), n), "own": gate.mean().item()}

    def pictures(self, rows: Sequence[Row], settings: Settings, look: Look) -> tuple[Picture, ...]:
        """After how many b's the net says end: as many as a's left alone, with the leak fewer."""
        n = [row["n"] for row in rows]
        alone = Series(_("left alone"), n, n, FAINT, dash="dash")
        leaking = Series(
            _("losing {share:.0%}").format(share=1 - self.keep),
            n,
            [row["ends"] for row in rows],
            NETS["lstm"],
        )
        drawn = curves([alone, leaking], Axis(_("a’s")), Axis(_("b’s until it says end")), look)
        told = _("not shown yet")
        if n:
            told = _("with n = {n} after {b}").format(n=n[-1], b=leaking.y[-1])
        alt = _("After how many b’s the net says end, by its a’s: {told}.").format(told=told)
        return (Picture(drawn, alt, HEIGHT),)

    def verdict(self, rows: Sequence[Row], settings: Settings) -> Verdict:
        """How far it counts with the leak, beside its own leak and a perfect counter's reach."""
        before, wrong = len(rows), [row for row in rows if row["ends"] != row["n"]]
        after = wrong[0]["n"] - 1 if wrong else before
        early = sum(row["ends"] < row["n"] for row in wrong)
        own = 1 - rows[-1]["own"]
        return Verdict(
            _option(after / before),
            _(
                "Left alone the net counts up to n = {before}, with the leak up to {after}. Of the {wrong} "
                "strings that it now gets wrong, {early} end too early. A perfect counter with this leak "
                "would get to {perfect}."
            ).format(
                before=before, after=after, wrong=len(wrong), early=early, perfect=perfect_reach(self.keep)
            ),
            _(
                "The net leaks by itself: its own gate loses {own:.1%} a step, on average over n = "
                "{before}, and it has learned to count with that. So the 1% does not replace a gate without "
                "a leak, but one with a smaller leak."
            ).format(own=own, before=before),
        )


def _ends(said: Tensor, n: int) -> int:
    """After how many b's the net says end to aⁿbⁿ; n + 1 where it goes past the last: said (2n, 1, K)."""
    said_end = said[n:, 0].argmax(-1) == END
    return int(said_end.long().argmax()) + 1 if said_end.any() else n + 1


def perfect_reach(keep: float) -> int:
    """How far a counter gets that adds and takes away exactly 1, keeps `keep` and ends below one half.

    Of n a's and n b's about n² (1 - keep) is lost, and half an a may be.
    """
    return int((0.5 / (1 - keep)) ** 0.5)


def _option(share_of_reach: float) -> int:
    return 0 if share_of_reach > 0.8 else 1 if share_of_reach > 0.3 else 2
