"""A perceptron draws one straight line."""

from collections.abc import Iterator, Sequence

import torch
from torch import Tensor

from lstmviz.claims.best_line import most_right_by_a_line
from lstmviz.claims.claim import Claim, Points, Row, Settings, Slider, Verdict, points_of
from lstmviz.claims.plane import XOR, as_rows, as_tensors, everywhere, span_of
from lstmviz.draw.charts import Axis, Picture, Series, curves
from lstmviz.draw.colours import NETS
from lstmviz.draw.figures import Look
from lstmviz.draw.regions import Segment, regions
from lstmviz.languages import N_
from lstmviz.languages import gettext as _
from lstmviz.learn.recipe import random_stream
from lstmviz.nets.feedforward import Perceptron

SHOWN_BEFORE = 8  # lines of earlier passes
FAR = 20.0  # to where a line is drawn, beyond the plane's edge


def _clouds(x: float, y: float, each: int = 12) -> str:
    """A cloud of class a around (x, y), one of class b around (−x, −y)."""
    spread = torch.randn(2, each, 2, generator=random_stream(0, "training data"), dtype=torch.float64)
    centres = torch.tensor([[[x, y]], [[-x, -y]]])
    clouds = zip((spread + centres).clamp(-3.9, 3.9).tolist(), "ab", strict=True)
    return ";".join(f"{x:.1f},{y:.1f},{kind}" for cloud, kind in clouds for x, y in cloud)


class PerceptronClaim(Claim):
    """What the perceptron's rule does with points of two classes, pass by pass."""

    name = "perceptron"
    page = "networks"
    title = N_("Perceptron")
    statement = N_("A perceptron draws any straight line, and nothing but a straight line.")
    question = N_("XOR: of the four points, how many can a perceptron get right?")
    options = (N_("All four, if it trains long enough"), N_("Three"), N_("Two, no more than by guessing"))
    explanation = N_(
        "A perceptron (Rosenblatt 1958) weighs its inputs, adds them up and answers **class a** where "
        "w₁x + w₂y + b > 0. The border of that is a line. It learns from mistakes only: after each one the "
        "weights move towards a missed a, or away from a missed b. Where some line separates the classes, "
        "the mistakes end after finitely many (Novikoff 1962). Where none does, as for XOR, they never end "
        "(Minsky & Papert 1969). In Rosenblatt’s machine a hidden layer stood before this unit, but it was "
        "wired at random and did not learn; to train one too is the next step of the story."
    )
    controls = (
        Points(
            "points",
            N_("Points"),
            XOR,
            {
                N_("AND"): "0,0,b;0,1,b;1,0,b;1,1,a",
                N_("OR"): "0,0,b;0,1,a;1,0,a;1,1,a",
                N_("XOR"): XOR,
                N_("Two clouds"): _clouds(1.6, 1.2),
            },
        ),
        Slider("passes", N_("Passes over the points"), 30, 0, 100, 1),
        Slider("rate", N_("Learning rate"), 0.1, 0.02, 1.0, 0.02),
    )
    quick = True

    def expected(self, settings: Settings) -> int:
        """A row before training and one a pass."""
        return int(settings["passes"]) + 1

    def measure(self, settings: Settings) -> Iterator[Row]:
        """The line after every pass, and the mistakes made during it."""
        x, wanted = as_tensors(points_of(settings["points"]))
        unit, most = Perceptron(2, random_stream(0, "weights")), most_right_by_a_line(x, wanted)
        for number in range(settings["passes"] + 1):
            mistakes = unit.learn(x, wanted, settings["rate"]) if number else None
            right = int((unit(x) == wanted).sum())
            yield {
                "pass": number,
                "weights": unit.weights.tolist(),
                "bias": unit.bias.item(),
                "mistakes": mistakes,
                "right": right,
                "most": most,
                "points": len(x),
            }

    def pictures(self, rows: Sequence[Row], settings: Settings, look: Look) -> tuple[Picture, ...]:
        """The plane as the newest line divides it, and the mistakes pass by pass."""
        points = points_of(settings["points"])
        span = span_of(points)
        plane = as_rows(_said(rows[-1], everywhere(span))) if rows else []
        lines = [line for row in rows[-1 - SHOWN_BEFORE :] for line in _line(row)]
        drawn = regions(plane, points, span, look, lines)
        passes = [row for row in rows if row["pass"]]
        mistakes = [row["mistakes"] for row in passes]
        series = [Series(_("mistakes"), [row["pass"] for row in passes], mistakes, NETS["feed-forward"])]
        curve = curves(
            series, Axis(_("pass over the points")), Axis(_("mistakes"), span=(-0.2, len(points))), look
        )
        plane_alt = _("{points} points of two classes in the plane, and the perceptron’s line.")
        curve_alt = _("Mistakes in each of {passes} passes over the points; in the last {mistakes}.")
        return (
            Picture(drawn, plane_alt.format(points=len(points))),
            Picture(curve, curve_alt.format(passes=len(passes), mistakes=mistakes[-1] if mistakes else "–")),
        )

    def verdict(self, rows: Sequence[Row], settings: Settings) -> Verdict:
        """Whether the mistakes ended, and how many points the best of all lines gets right."""
        last = rows[-1]
        done = next((row["pass"] for row in rows if row["mistakes"] == 0), None)
        says = (
            _(
                "After {passes} passes {right} of {points} points are right. The best of all lines gets "
                "{most} right."
            )
            if done is None
            else _("Pass {done} was without a mistake: all {points} points are right.")
        ).format(done=done, passes=last["pass"], **last)
        separable = last["most"] == last["points"]
        condition = (
            _("A line separates these classes, so the mistakes end, at any learning rate.")
            if separable
            else _("No line separates these classes, so the mistakes never end, at any learning rate.")
        )
        asked = settings["points"] == XOR
        return Verdict({4: 0, 3: 1, 2: 2}.get(last["most"]) if asked else None, says, condition)


def _said(row: Row, x: Tensor) -> Tensor:
    """1 for class a, −1 for class b: x (N, 2) -> (N,)."""
    weights = torch.tensor(row["weights"], dtype=torch.float64)
    return torch.where(x @ weights + row["bias"] > 0, 1.0, -1.0)


def _line(row: Row) -> list[Segment]:
    """Where w x + b = 0; nowhere while both weights are 0."""
    (w1, w2), bias = row["weights"], row["bias"]
    length = (w1**2 + w2**2) ** 0.5
    if length == 0:
        return []
    foot = (-bias * w1 / length**2, -bias * w2 / length**2)  # the line's point next to the origin
    along = (-w2 / length * FAR, w1 / length * FAR)
    return [((foot[0] - along[0], foot[1] - along[1]), (foot[0] + along[0], foot[1] + along[1]))]
