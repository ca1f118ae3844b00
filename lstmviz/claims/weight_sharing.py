"""How many parameters a layer needs to read more pixels or more steps."""

from collections.abc import Callable, Iterator, Sequence

import torch
from torch import nn

from lstmviz.claims.claim import Claim, Row, Settings, Slider, Verdict
from lstmviz.draw.charts import Axis, Dash, Picture, Series, bars
from lstmviz.draw.colours import NETS, Accent
from lstmviz.draw.figures import Look
from lstmviz.languages import N_, ngettext
from lstmviz.languages import gettext as _
from lstmviz.nets.sequence import parameter_count

SIDES = (28, 64, 128, 224)  # px of a square image
COLOURS = 3
STEPS = (10, 30, 100, 300, 1000)  # of a sequence
INPUTS = 8  # numbers at each step
GROWTH = {
    "side": N_("From {least} to {most} pixels a side: {grown}."),
    "steps": N_("From {least} to {most} steps: {grown}."),
}

Layer = Callable[[int, int, int], nn.Module]  # of size, units, side of a filter

IN_SPACE: dict[str, Layer] = {
    N_("fully connected"): lambda size, units, side: nn.Linear(COLOURS * size**2, units),
    N_("convolution"): lambda size, units, side: nn.Conv2d(COLOURS, units, side),
}
IN_TIME: dict[str, Layer] = {
    "fully connected": lambda size, units, side: nn.Linear(INPUTS * size, units),
    "tanh RNN": lambda size, units, side: nn.RNN(INPUTS, units),
    "LSTM": lambda size, units, side: nn.LSTM(INPUTS, units),
}
_STROKES: dict[str, tuple[Accent, Dash]] = {
    "fully connected": (NETS["feed-forward"], "solid"),
    "convolution": (NETS["convolution"], "dash"),
    "tanh RNN": (NETS["rnn"], "dash"),
    "LSTM": (NETS["lstm"], "dot"),
}


class WeightSharing(Claim):
    """Parameters of layers that use each weight once, and of layers that use it everywhere."""

    name = "weight-sharing"
    page = "networks"
    title = N_("Weight sharing")
    statement = N_(
        "In a fully connected net the parameters explode; sharing weights, in space or in time, prevents it."
    )
    question = N_(
        "A fully connected layer of 32 units and a convolution of 32 filters read an image of 28 × 28. "
        "How many times as many parameters do they need for 224 × 224, which is 64 times the pixels?"
    )
    options = (N_("Both 64 times"), N_("64 times and 8 times"), N_("64 times and the same as before"))
    explanation = N_(
        "In a **fully connected** layer every unit has its own weight for every input. A **convolution** "
        "(LeCun et al. 1989) sees the image through a small filter and moves it over all places: sharing in "
        "space. A **recurrent net** reads step after step with the same weights: sharing in time. Both "
        "assume that what matters looks the same wherever, and whenever, it comes."
    )
    controls = (
        Slider("units", N_("Units, or filters"), 32, 4, 256, 4),
        Slider("filter", N_("Side of a filter"), 3, 1, 11, 2),
    )
    quick = True

    def expected(self, settings: Settings) -> int:
        """A row a layer and size."""
        return len(IN_SPACE) * len(SIDES) + len(IN_TIME) * len(STEPS)

    def measure(self, settings: Settings) -> Iterator[Row]:
        """Counted on modules of torch that hold no memory."""
        for layers, sizes, what in ((IN_SPACE, SIDES, "side"), (IN_TIME, STEPS, "steps")):
            for size in sizes:
                for name, layer in layers.items():
                    with torch.device("meta"):
                        count = parameter_count(layer(size, settings["units"], settings["filter"]))
                    yield {"layer": name, what: size, "parameters": count}

    def pictures(self, rows: Sequence[Row], settings: Settings, look: Look) -> tuple[Picture, ...]:
        """Sharing in space, by the side of an image; sharing in time, by the steps of a sequence."""
        return (
            _picture(
                rows, "side", IN_SPACE, lambda side: f"{side} × {side} px", _("side of the image"), look
            ),
            _picture(
                rows,
                "steps",
                IN_TIME,
                lambda n: ngettext("{n} step", "{n} steps", n).format(n=n),
                _("steps"),
                look,
            ),
        )

    def verdict(self, rows: Sequence[Row], settings: Settings) -> Verdict:
        """How the counts grow from the least size to the most."""
        condition = _(
            "Sharing saves parameters, not work: each filter is used again at every place of the image, each "
            "recurrent weight at every step. On short sequences a fully connected layer can be the smaller."
        )
        counts = _counts(rows, "convolution", "side")
        says = f"{_told(rows, IN_SPACE, 'side')} {_told(rows, IN_TIME, 'steps')}"
        return Verdict({64: 0, 8: 1, 1: 2}.get(round(counts[-1] / counts[0])), says, condition)

    def before_guess(self, rows: Sequence[Row]) -> Sequence[Row]:
        """The smallest image and the shortest sequence."""
        return [row for row in rows if row.get("side") == SIDES[0] or row.get("steps") == STEPS[0]]


def _counts(rows: Sequence[Row], layer: str, what: str) -> list[int]:
    return [row["parameters"] for row in rows if row["layer"] == layer and what in row]


def _told(rows: Sequence[Row], layers: dict[str, Layer], what: str) -> str:
    """From the least size to the most, layer by layer."""
    sizes = [row[what] for row in rows if what in row]
    grown = []
    for layer in layers:
        counts = _counts(rows, layer, what)
        says = _("{layer} {least:,} to {most:,} parameters ({times:.1f} times)")
        grown.append(
            says.format(layer=_(layer), least=counts[0], most=counts[-1], times=counts[-1] / counts[0])
        )
    return _(GROWTH[what]).format(least=min(sizes), most=max(sizes), grown=_("; ").join(grown))


def _picture(
    rows: Sequence[Row],
    what: str,
    layers: dict[str, Layer],
    name: Callable[[int], str],
    by: str,
    look: Look,
) -> Picture:
    series = []
    for layer in layers:
        mine = [row for row in rows if row["layer"] == layer and what in row]
        sizes, counts = [name(row[what]) for row in mine], [row["parameters"] for row in mine]
        accent, dash = _STROKES[layer]
        series.append(Series(_(layer), sizes, counts, accent, dash=dash))
    told = _("; ").join(
        _("{layer} {least:,} to {most:,}").format(layer=one.name, least=one.y[0], most=one.y[-1])
        for one in series
        if one.y
    )
    alt = _("Parameters by {size}, on a log axis: {told}.").format(
        size=by, told=told or _("none counted yet")
    )
    return Picture(bars(series, Axis(_("parameters"), log=True), look), alt)
