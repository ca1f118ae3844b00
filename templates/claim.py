"""Template of a claim; copy it to lstmviz/claims/NAME.py. See CONTRIBUTING.md.

This one asks how long a memory stays at a given forget gate.
"""

from collections.abc import Iterator, Sequence
from math import log

from lstmviz.claims.claim import Claim, Row, Settings, Slider, Verdict
from lstmviz.draw.charts import Axis, Picture, Series, curves
from lstmviz.draw.colours import NETS
from lstmviz.draw.figures import Look
from lstmviz.languages import N_
from lstmviz.languages import gettext as _

STEPS = 100


class HalfGone(Claim):
    """A memory under a forget gate that stands still, step by step."""

    name = "half-gone"  # in links and file names
    page = "gradients"  # the page it stands on
    title = N_("Half of it is gone")
    statement = N_("A forget gate near 1 keeps a memory.")
    question = N_("At a forget gate of 0.95, after how many steps is half of the memory gone?")
    options = (N_("Within 20 steps"), N_("Within 100 steps"), N_("It stays"))
    explanation = N_("Every step keeps the same share of what is left: it halves every ln ½ / ln f steps.")
    controls = (Slider("forget", N_("Forget gate"), 0.95, 0.5, 0.99, 0.01),)
    quick = True  # it takes well under a second: no job

    def expected(self, settings: Settings) -> int:
        """A row a step."""
        return STEPS

    def measure(self, settings: Settings) -> Iterator[Row]:
        """What is left, measured by multiplying."""
        left = 1.0
        for step in range(1, STEPS + 1):
            left *= settings["forget"]
            yield {"step": step, "left": left}

    def pictures(self, rows: Sequence[Row], settings: Settings, look: Look) -> tuple[Picture, ...]:
        """Of as many rows as there are: none, some or all."""
        steps, left = [row["step"] for row in rows], [row["left"] for row in rows]
        drawn = curves([Series(_("left"), steps, left, NETS["lstm"])], Axis(_("step")), Axis(_("left")), look)
        alt = _("What is left of a memory over {steps} steps, as a curve that falls towards 0.")
        return (Picture(drawn, alt.format(steps=len(rows))),)

    def verdict(self, rows: Sequence[Row], settings: Settings) -> Verdict:
        """Which option the rows say is right, with their numbers, and when the statement holds."""
        gone = next((row["step"] for row in rows if row["left"] <= 0.5), None)
        answer = 2 if gone is None else 0 if gone <= 20 else 1
        by_formula = log(0.5) / log(settings["forget"])
        says = (
            _("Half of it is still there after {steps} steps; the formula says {by_formula}.")
            if gone is None
            else _("Half of it is gone after {gone} steps; the formula says {by_formula}.")
        ).format(gone=gone, steps=len(rows), by_formula=f"{by_formula:.1f}")
        holds = _("It holds for as many steps as the gate is near 1: 0.99 for about 69.")
        return Verdict(answer, says, holds)
