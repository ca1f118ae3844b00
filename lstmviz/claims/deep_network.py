"""Two spirals, by nets of two hidden layers and of many."""

from collections.abc import Iterator, Sequence
from statistics import median

from lstmviz.claims.claim import SPAN, Choice, Claim, Row, Settings, Slider, Verdict
from lstmviz.claims.spiral_nets import DRAWN, NAMES, SHALLOW, STEPS, WIDTH, trained
from lstmviz.claims.spirals import two_spirals
from lstmviz.claims.spread import with_range
from lstmviz.draw.charts import Axis, Dash, Picture, Series, bars
from lstmviz.draw.colours import FAINT, NETS, Accent
from lstmviz.draw.figures import Look
from lstmviz.draw.regions import regions
from lstmviz.languages import N_
from lstmviz.languages import gettext as _
from lstmviz.learn.recipe import random_stream
from lstmviz.nets.feedforward import Activation

FEW = 5  # times fewer points, for "above all on little data"
WELL = 0.9  # of them right
MOST = 2 / 3  # of the starts
LEARNED = 0.95  # share of its own points from which on a net has learned them


class DeepNetwork(Claim):
    """What more layers are worth, by activation, and how few points change that."""

    name = "deep-network"
    page = "networks"
    title = N_("Deep network")
    statement = N_(
        "Deeper nets fall into worse optima, above all on little data; with ReLU and maxout in place of the "
        "sigmoid they train."
    )
    question = N_(
        "Nets of 10 hidden layers learn two spirals from 200 points. With which activations are more than "
        "90 % of fresh points right, from at least two of three starts?"
    )
    options = (N_("Only ReLU and maxout"), N_("All but the sigmoid"), N_("All four"), N_("None"))
    explanation = N_(
        "Two things can go wrong in a deep net, and the two charts tell them apart. If even the points it "
        "**learned from** are wrong, optimisation failed: with a sigmoid hardly any gradient gets down to "
        "the lower layers. If those are right and **fresh** ones wrong, it has only learned them by "
        "heart, as happens when they are few. "
        "ReLU (Glorot, Bordes & Bengio 2011) and maxout (Goodfellow et al. 2013) were one way out of the "
        "first; initial weights that keep the gradient were another (Glorot & Bengio 2010; He et al. 2015)."
    )
    controls = (
        Slider("layers", N_("Layers of the deep net"), 10, 4, 16, 1, why=N_("Deeper takes minutes.")),
        Slider("examples", N_("Points to learn from"), 200, 20, 400, 20),
        Slider("starts", N_("Starts"), 12, 3, 20, 1, why=N_("More take minutes.")),
        Choice(
            "weights",
            N_("Initial weights"),
            "default",
            {"default": N_("PyTorch’s default"), "kept": N_("weights that keep the gradient")},
        ),
    )

    def expected(self, settings: Settings) -> int:
        """A row a net."""
        return 2 * 2 * len(NAMES) * int(settings["starts"])

    def measure(self, settings: Settings) -> Iterator[Row]:
        """All seeds of one activation and depth train side by side; then again on fewer points."""
        yield from trained(settings, settings["examples"])
        yield from trained(settings, settings["examples"] // FEW)

    def pictures(self, rows: Sequence[Row], settings: Settings, look: Look) -> tuple[Picture, ...]:
        """Points right, of fresh ones and of those learned from, and what one deep net makes of the plane."""
        depths = (SHALLOW, settings["layers"])
        many, few = _by_points(rows, settings)
        return (
            _bars(many, "fresh", _("fresh points right"), depths, look),
            _bars(many, "learned", _("points learned from right"), depths, look),
            _bars(
                few,
                "fresh",
                _("fresh points right, from {n}").format(n=settings["examples"] // FEW),
                depths,
                look,
            ),
            _spirals(rows, settings, look),
        )

    def verdict(self, rows: Sequence[Row], settings: Settings) -> Verdict:
        """Who is right on fresh points, and who has learned those of the training at all."""
        deep, starts = settings["layers"], settings["starts"]
        rows, few = _by_points(rows, settings)
        says = _(
            "Fresh points right, median of {starts} starts (lowest to highest): with {deep} layers, {told}; "
            "with {shallow} layers, {told_shallow}. With {deep} layers, this many of {starts} nets each "
            "learned their own points: {learned}. What {deep} layers cost against {shallow}, in medians of "
            "fresh points right: {lost}, from {points} points; {lost_few}, from {few}."
        ).format(
            starts=starts,
            deep=deep,
            told=_told(rows, deep),
            shallow=SHALLOW,
            told_shallow=_told(rows, SHALLOW),
            learned=_learned(rows, deep),
            lost=_lost(rows, deep),
            points=settings["examples"],
            lost_few=_lost(few, deep),
            few=settings["examples"] // FEW,
        )
        well = frozenset(one for one in NAMES if _share_that_do_well(rows, one, deep) >= MOST)
        asked = dict(settings) == self.defaults()
        return Verdict(
            _ANSWERS.get(well) if asked else None, says, _(_CONDITION).format(width=WIDTH, steps=STEPS)
        )

    def before_guess(self, rows: Sequence[Row]) -> Sequence[Row]:
        """The nets of two layers."""
        return [row for row in rows if row["depth"] == SHALLOW]


_ANSWERS: dict[frozenset[Activation], int] = {
    frozenset({"relu", "maxout"}): 0,
    frozenset({"tanh", "relu", "maxout"}): 1,
    frozenset(NAMES): 2,
    frozenset(): 3,
}
_CONDITION = N_(
    "{width} units a layer, {steps} steps of Adam on all points, the best of three learning rates for each. "
    "Whether a deep net trains depends on activation *and* initial weights: with weights that keep the "
    "gradient, tanh trains from more starts. Whether it is then right between its points depends on how "
    "many there are."
)


def _by_points(rows: Sequence[Row], settings: Settings) -> tuple[list[Row], list[Row]]:
    """The rows of all points, and of fewer."""
    many = [row for row in rows if row["examples"] == settings["examples"]]
    return many, [row for row in rows if row["examples"] != settings["examples"]]


def _shares(rows: Sequence[Row], activation: Activation, depth: int, of: str) -> list[float]:
    return [row[of] for row in rows if (row["activation"], row["depth"]) == (activation, depth)]


def _told(rows: Sequence[Row], depth: int) -> str:
    shares = {name: _shares(rows, one, depth, "fresh") for one, name in NAMES.items()}
    return _(", ").join(f"{name} {with_range(seeds, '{:.0%}'.format)}" for name, seeds in shares.items())


def _lost(rows: Sequence[Row], deep: int) -> str:
    """How much of the fresh points a deep net has wrong beyond a shallow one, by activation."""
    lost = {
        name: median(_shares(rows, one, SHALLOW, "fresh")) - median(_shares(rows, one, deep, "fresh"))
        for one, name in NAMES.items()
    }
    return _(", ").join(f"{name} {share:+.0%}" for name, share in lost.items())


def _share_that_do_well(rows: Sequence[Row], activation: Activation, depth: int) -> float:
    shares = _shares(rows, activation, depth, "fresh")
    return sum(share > WELL for share in shares) / len(shares)


def _learned(rows: Sequence[Row], depth: int) -> str:
    """How many nets of each activation know the points that they learned from."""
    shares = {name: _shares(rows, one, depth, "learned") for one, name in NAMES.items()}
    counts = {name: sum(share >= LEARNED for share in seeds) for name, seeds in shares.items()}
    return _(", ").join(f"{name} {count}" for name, count in counts.items())


def _bars(rows: Sequence[Row], of: str, title: str, depths: tuple[int, int], look: Look) -> Picture:
    series = []
    strokes: tuple[tuple[Accent, Dash], ...] = ((FAINT, "solid"), (NETS["feed-forward"], "dash"))
    for depth, (accent, dash) in zip(depths, strokes, strict=True):
        shares = {name: seeds for one, name in NAMES.items() if (seeds := _shares(rows, one, depth, of))}
        middle, low, high = ([to(seeds) for seeds in shares.values()] for to in (median, min, max))
        series.append(Series(_("{n} layers").format(n=depth), list(shares), middle, accent, low, high, dash))
    figure = bars(series, Axis(title, span=(0, 1.05)), look)
    alt = _("{title}: the share, by activation, with {shallow} and {deep} layers.")
    return Picture(figure, alt.format(title=title, shallow=depths[0], deep=depths[1]))


def _spirals(rows: Sequence[Row], settings: Settings, look: Look) -> Picture:
    x, wanted = two_spirals(settings["examples"], random_stream(0, "training data"))
    points = [(*at, "a" if one else "b") for at, one in zip(x.tolist(), wanted.tolist(), strict=True)]
    plane: list[list[float]] = next((row["plane"] for row in rows if row["plane"]), [])
    caption = _("{net}, {layers} layers, seed 0") if plane else _("the points of seed 0")
    caption = caption.format(net=NAMES[DRAWN], layers=settings["layers"])
    alt = _("Points of two classes, on two spirals wound into each other: {caption}.").format(caption=caption)
    return Picture(regions(plane, points, (-SPAN, SPAN), look, caption=caption), alt)
