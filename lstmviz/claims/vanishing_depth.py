"""What is left of a gradient, layer by layer."""

from collections.abc import Iterator, Sequence
from math import log10
from statistics import median

import torch
from torch import Tensor

from lstmviz.claims.claim import Choice, Claim, Row, Settings, Slider, Verdict
from lstmviz.claims.reach import power
from lstmviz.claims.spread import with_range
from lstmviz.draw.charts import Axis, Dash, Picture, Series, curves
from lstmviz.draw.colours import ACTIVATIONS, INK
from lstmviz.draw.figures import Look
from lstmviz.languages import N_
from lstmviz.languages import gettext as _
from lstmviz.learn.recipe import random_stream
from lstmviz.nets.feedforward import Activation, FeedForward

SEEDS = range(5)
WIDTH = 64
BATCH = 16
NAMES: dict[Activation, str] = {"sigmoid": "sigmoid", "tanh": "tanh", "relu": "ReLU", "maxout": "maxout"}
GAINS = {"default": None, "lecun": 1.0, "he": 2**0.5}
_STROKES: dict[Activation, tuple[Dash, bool]] = {  # and whether there are markers on it
    "sigmoid": ("solid", False),
    "tanh": ("dash", False),
    "relu": ("dashdot", False),
    "maxout": ("solid", True),
}
ENOUGH = -3  # a thousandth, as a power of ten


class VanishingDepth(Claim):
    """A gradient of norm 1 at the last hidden layer, and what of it arrives at each layer below."""

    name = "vanishing-depth"
    page = "networks"
    title = N_("Vanishing gradients")
    statement = N_(
        "With a sigmoid the gradient shrinks to a quarter at every layer; ReLU and maxout overcome it."
    )
    question = N_(
        "30 layers of 64 units with PyTorch’s own initial weights: with which activations does more than a "
        "thousandth of the gradient reach the first layer?"
    )
    options = (N_("ReLU and maxout"), N_("All but the sigmoid"), N_("None of the four"), N_("All four"))
    explanation = N_(
        "On its way down through a layer a gradient is multiplied by the activation’s slope *and* by the "
        "weights. ¼ is the largest slope of a sigmoid and says nothing of the weights: small ones shrink the "
        "gradient further, large ones let it grow. A ReLU’s slope is 1 or 0, so that half of the gradient’s "
        "square is lost at each layer; weights of variance 2/fan-in make up for it (He et al. 2015), and "
        "PyTorch’s default has a sixth of that, 1/(3 fan-in). A maxout unit (Goodfellow et al. 2013) always "
        "passes on to one of its pieces, so that a variance of 1/fan-in (LeCun et al. 1998) is enough. "
        "Vanishing was first described for recurrent nets (Hochreiter 1991; Bengio, Simard & Frasconi 1994)."
    )
    controls = (
        Slider("depth", N_("Layers"), 30, 2, 50, 1, why=N_("Deeper takes too long while one drags.")),
        Choice(
            "init",
            N_("Initial weights"),
            "default",
            {
                "default": N_("PyTorch’s default: ±1/√fan-in"),
                "lecun": N_("LeCun: variance 1/fan-in"),
                "he": N_("He: variance 2/fan-in"),
            },
        ),
        Slider("scale", N_("All weights times"), 1.0, 0.25, 16.0, 0.25),
    )
    quick = True

    def expected(self, settings: Settings) -> int:
        """A row a net."""
        return len(NAMES) * len(SEEDS)

    def measure(self, settings: Settings) -> Iterator[Row]:
        """All seeds of one activation at once."""
        for activation in NAMES:
            norms = _norms(activation, settings["depth"], GAINS[settings["init"]], settings["scale"])
            for seed, by_layer in zip(SEEDS, norms.log10().tolist(), strict=True):
                yield {"activation": activation, "seed": seed, "power": by_layer}

    def pictures(self, rows: Sequence[Row], settings: Settings, look: Look) -> tuple[Picture, ...]:
        """A curve an activation over the band of its seeds, and the quarter that is told of."""
        depth = settings["depth"]
        layers = list(range(1, depth + 1))
        quarter = [(depth - layer) * log10(0.25) for layer in layers]
        told = Series(_("a quarter a layer"), layers, quarter, INK, dash="dot")
        series = [_series(activation, rows, layers) for activation in _measured(rows)]
        across = Axis(_("layer, counted from the input"))
        drawn = curves([told, *series], across, Axis(_("norm of the gradient, as a power of 10")), look)
        alt = _("Gradient norm by layer, from 1 at layer {depth} down to layer 1. {arriving}").format(
            depth=depth, arriving=_arriving(rows)
        )
        return (Picture(drawn, alt),)

    def verdict(self, rows: Sequence[Row], settings: Settings) -> Verdict:
        """The factor of a layer, median and range over seeds, and who passes a thousandth on."""
        layers = settings["depth"] - 1
        factors = {one: [10 ** (power / layers) for power in _first(rows, one)] for one in NAMES}
        told = [f"{NAMES[one]} {with_range(seeds, '{:.3f}'.format)}" for one, seeds in factors.items()]
        says = _(
            "{arriving} A layer multiplies the gradient by (median of {nets} nets, lowest to highest): "
            "{factors}."
        ).format(arriving=_arriving(rows), nets=len(SEEDS), factors=_("; ").join(told))
        pass_on = {one for one in NAMES if median(_first(rows, one)) > ENOUGH}
        asked = dict(settings) == self.defaults()
        return Verdict(_ANSWERS.get(frozenset(pass_on)) if asked else None, says, _(_CONDITION))


_ANSWERS = {
    frozenset({"relu", "maxout"}): 0,
    frozenset({"tanh", "relu", "maxout"}): 1,
    frozenset(): 2,
    frozenset(NAMES): 3,
}
_CONDITION = N_(
    "A quarter bounds the sigmoid’s slope, not a layer: the weights decide too. PyTorch’s default times 4 "
    "makes tanh, ReLU and maxout explode, while a sigmoid still shrinks at times 16; it explodes with "
    "LeCun’s times 16. With PyTorch’s own default, a ReLU’s gradient vanishes as well. "
    "“ReLU and maxout overcome it” holds for weights that fit: He’s for ReLU, LeCun’s for maxout."
)


def _norms(activation: Activation, depth: int, gain: float | None, scale: float) -> Tensor:
    """Of the gradient at every hidden layer's output, lowest first: (seeds, depth); 1 at the last."""
    draws = [random_stream(seed, "training data") for seed in SEEDS]
    x, signal = (_normal(draws) for _ in range(2))  # (S, BATCH, WIDTH)
    nets = FeedForward(WIDTH, WIDTH, depth, 1, activation, [random_stream(s, "weights") for s in SEEDS], gain)
    with torch.no_grad():
        for name, parameter in nets.named_parameters():
            parameter.mul_(scale if name.endswith("weight") else 1.0)
    activities = nets.activities(x)
    gradients = torch.autograd.grad(
        activities[-1], activities, signal / signal.norm(dim=(1, 2), keepdim=True)
    )
    return torch.stack([gradient.norm(dim=(1, 2)) for gradient in gradients], dim=1)


def _normal(draws: list[torch.Generator]) -> Tensor:
    return torch.stack([torch.randn(BATCH, WIDTH, generator=one, dtype=torch.float64) for one in draws])


def _series(activation: Activation, rows: Sequence[Row], layers: list[int]) -> Series:
    powers = list(zip(*(row["power"] for row in rows if row["activation"] == activation), strict=True))
    middle, low, high = ([of(layer) for layer in powers] for of in (median, min, max))
    accent, (dash, markers) = ACTIVATIONS[activation], _STROKES[activation]
    return Series(NAMES[activation], layers, middle, accent, low, high, dash, markers)


def _measured(rows: Sequence[Row]) -> list[Activation]:
    return [one for one in NAMES if any(row["activation"] == one for row in rows)]


def _first(rows: Sequence[Row], activation: Activation) -> list[float]:
    """What arrives at the first layer, as powers of ten, a seed each."""
    return [row["power"][0] for row in rows if row["activation"] == activation]


def _arriving(rows: Sequence[Row]) -> str:
    ends = [f"{NAMES[one]} {power(median(_first(rows, one)))}" for one in _measured(rows)]
    if not ends:
        return _("Nothing is measured yet.")
    return _("Of a gradient of 1, this arrives at the first layer: {ends}.").format(ends=_(", ").join(ends))
