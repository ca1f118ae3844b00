"""A hidden layer solves XOR: it can, which is not to say that it will."""

from collections.abc import Iterator, Sequence

import torch
from torch.nn.utils import vector_to_parameters

from lstmviz.claims.claim import Choice, Claim, Row, Settings, Slider, Verdict, points_of
from lstmviz.claims.classify import fit, right
from lstmviz.claims.plane import XOR, as_rows, as_tensors, everywhere, span_of
from lstmviz.draw.charts import Axis, Picture, Series, bars
from lstmviz.draw.colours import NETS
from lstmviz.draw.figures import Look
from lstmviz.draw.regions import regions
from lstmviz.languages import N_, ngettext
from lstmviz.languages import gettext as _
from lstmviz.learn.recipe import random_stream
from lstmviz.learn.shares import wilson
from lstmviz.nets.feedforward import Activation, FeedForward

HIDDEN = range(2, 9)  # units of the hidden layer
SEEDS = range(100)
DRAWN = 12  # seeds whose weights the rows hold, so that their planes can be drawn
RATE = 0.05  # Adam's
STUCK, SOLVED = N_("stuck"), N_("solved")
SURE = 0.6  # two points between which a net cannot decide, at 0.5 each, are not right


class Multilayer(Claim):
    """XOR by nets of one hidden layer, of several sizes and from several starts."""

    name = "multilayer"
    page = "networks"
    title = N_("Multi-layer perceptron")
    statement = N_(
        "A multi-layer perceptron with a smooth activation, trained by back-propagation, solves XOR."
    )
    question = N_(
        "Two hidden units are enough for XOR. Training starts from 100 random nets of two: how many get "
        "there?"
    )
    options = (
        N_("Nearly all: more than nine in ten"),
        N_("About half: three to seven in ten"),
        N_("One in ten, or fewer"),
    )
    explanation = N_(
        "Each hidden unit draws a line and the readout combines them, so two are enough for XOR. Training "
        "goes downhill from where it starts (back-propagation: Werbos 1974; Rumelhart, Hinton & Williams "
        "1986). From some "
        "starts the way down ends where two points share one answer, at a loss of ½ ln 2 = 0.347, or three "
        "do, at 0.477; with ReLU also at ln 2 = 0.693, where all units are off and pass nothing back. In "
        "practice these are **local optima**: set more steps, and the same nets stay there. "
        "(Strictly, for squared errors, some path down to zero leads out of every point of the two-unit net: "
        "Sprinkhuizen-Kuyper & Boers 1999. Following the gradient does not find it.) With more units than "
        "needed, some of them start well."
    )
    controls = (
        Choice(
            "activation",
            N_("Activation"),
            "tanh",
            {"sigmoid": N_("sigmoid"), "tanh": N_("tanh"), "relu": N_("ReLU")},
        ),
        Slider("steps", N_("Training steps"), 800, 200, 4000, 200, why=N_("4000 take about half a minute.")),
    )

    def expected(self, settings: Settings) -> int:
        """A row a net."""
        return len(HIDDEN) * len(SEEDS)

    def measure(self, settings: Settings) -> Iterator[Row]:
        """All seeds of one size train side by side."""
        x, wanted = as_tensors(points_of(XOR))
        x, wanted = x.expand(len(SEEDS), -1, -1), wanted.expand(len(SEEDS), -1)
        for hidden in HIDDEN:
            nets = _nets(hidden, settings["activation"], SEEDS)
            losses = fit(nets, x, wanted, settings["steps"], RATE).tolist()
            scores = right(nets, x, wanted, SURE).tolist()
            for seed, loss, score in zip(SEEDS, losses, scores, strict=True):
                weights = torch.cat([stacked[seed].flatten() for stacked in nets.parameters()])
                yield {
                    "hidden": hidden,
                    "seed": seed,
                    "right": score,
                    "loss": round(loss, 6),
                    "weights": [round(weight, 4) for weight in weights.tolist()] if seed < DRAWN else None,
                }

    def pictures(self, rows: Sequence[Row], settings: Settings, look: Look) -> tuple[Picture, ...]:
        """How many solve it, and the smallest nets' planes: one that is stuck, one that solved it."""
        found = {hidden: of for hidden in HIDDEN if (of := [row for row in rows if row["hidden"] == hidden])}
        names = [ngettext("{n} unit", "{n} units", hidden).format(n=hidden) for hidden in found]
        counts = [(_solved(of), len(of)) for of in found.values()]
        low, high = ([wilson(*count)[end] for count in counts] for end in (0, 1))
        shares = [solved / starts for solved, starts in counts]
        series = Series(_("solved"), names, shares, NETS["feed-forward"], low, high)
        drawn = bars([series], Axis(_("share of starts that solve XOR"), span=(0, 1.05)), look)
        told = "; ".join(f"{name} {solved}" for name, (solved, _all) in zip(names, counts, strict=True))
        alt = _("How many of {starts} starts solve XOR, by the size of the hidden layer: {told}.").format(
            starts=len(SEEDS), told=told or _("none yet")
        )
        drawable = [row for row in rows if row["weights"]]
        stuck = next((row for row in drawable if row["right"] < 4), None)
        solved = next((row for row in drawable if row["right"] == 4), None)
        return (
            Picture(drawn, alt),
            _plane(stuck, settings, look, STUCK),
            _plane(solved, settings, look, SOLVED),
        )

    def verdict(self, rows: Sequence[Row], settings: Settings) -> Verdict:
        """How many of each size solve it, and at what losses the others stand still."""
        solved = [_solved([row for row in rows if row["hidden"] == hidden]) for hidden in HIDDEN]
        losses = [row["loss"] for row in rows if row["right"] < 4]
        low, high = wilson(solved[0], len(SEEDS))
        says = _(
            "Of {starts} starts, {solved} solve XOR after {steps} steps, with {hidden} hidden units. With "
            "two, that is {low:.0%} to {high:.0%} of all starts there are (95 % interval)."
        ).format(
            starts=len(SEEDS),
            solved=_(", ").join(map(str, solved)),
            steps=settings["steps"],
            hidden=_(", ").join(map(str, HIDDEN)),
            low=low,
            high=high,
        )
        if losses:
            stuck = _("The others stand still at losses of {least:.3f} to {most:.3f}.")
            says += " " + stuck.format(least=min(losses), most=max(losses))
        condition = _(
            "That a net *can* is not that it *will*: two units can, and whether they do depends on where "
            "they start. Give the net more units than it needs, or several starts."
        )
        return Verdict(_answer(low, high), says, condition)

    def before_guess(self, rows: Sequence[Row]) -> Sequence[Row]:
        """The largest nets."""
        return [row for row in rows if row["hidden"] == HIDDEN[-1]]


def _nets(hidden: int, activation: Activation, seeds: Sequence[int]) -> FeedForward:
    return FeedForward(2, hidden, 1, 1, activation, [random_stream(seed, "weights") for seed in seeds])


def _solved(rows: Sequence[Row]) -> int:
    return sum(row["right"] == 4 for row in rows)


def _answer(low: float, high: float) -> int | None:
    """The option that the whole interval lies in, if any."""
    spans = ((0.9, 1.0), (0.3, 0.7), (0.0, 0.1))
    return next((option for option, (least, most) in enumerate(spans) if least <= low and high <= most), None)


@torch.no_grad()
def _plane(row: Row | None, settings: Settings, look: Look, what: str) -> Picture:
    """What a row's net makes of the plane; the bare points where there is no such row yet."""
    points = points_of(XOR)
    span = span_of(points)
    if row is None:
        nothing = _("The four points of XOR; no such net so far: {what}.").format(what=_(what))
        return Picture(regions([], points, span, look), nothing)
    net = _nets(row["hidden"], settings["activation"], [row["seed"]])
    vector_to_parameters(torch.tensor(row["weights"], dtype=torch.float64), net.parameters())
    plane = as_rows(2 * torch.sigmoid(net(everywhere(span)[None])).flatten() - 1)
    caption = _("{what}: {hidden} units, seed {seed}, {right} of 4 right").format(
        what=_(what), hidden=row["hidden"], seed=row["seed"], right=row["right"]
    )
    alt = _("The plane as a net sees it. {caption}.").format(caption=caption)
    return Picture(regions(plane, points, span, look, caption=caption), alt)
