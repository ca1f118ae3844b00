"""Four layers in a cell: what an LSTM costs beside an RNN, a GRU and a feed-forward layer."""

from collections.abc import Iterator, Sequence
from itertools import product
from math import log10
from statistics import median
from typing import Any

from lstmviz.claims.claim import Choice, Claim, Row, Settings, Slider, Verdict
from lstmviz.claims.layer_costs import KINDS, costs
from lstmviz.claims.spread import curve, ends, with_middle_half
from lstmviz.claims.stopwatch import CORES, on
from lstmviz.draw.charts import Axis, Picture, Series, curves
from lstmviz.draw.colours import FAINT, INK, NETS
from lstmviz.draw.figures import Look
from lstmviz.languages import N_
from lstmviz.languages import gettext as _

VARIED = {
    "size": (16, 32, 64, 128, 256, 512),
    "length": (10, 20, 50, 100, 200),
    "batch": (1, 2, 4, 8, 16, 32),
}
AXES = {"size": N_("hidden units"), "length": N_("steps"), "batch": N_("sequences at once")}
COMPARED = ("lstm", "lstm-unfused", "gru")  # in times of the RNN
COUNTED: dict[str, dict[str, Any]] = {
    "parameters": {"accent": INK, "dash": "dash"},
    "kept": {"accent": FAINT, "dash": "dashdot"},
}
CALLED = {"parameters": N_("parameters"), "kept": N_("memory kept")}
RATIOS = (-1.1, 1.5)  # powers of ten that the axis of ratios spans
BOUNDS = (1.25, 3.25)  # between the three answers
LOOKS: dict[str, dict[str, Any]] = {
    "rnn": {"accent": NETS["rnn"], "dash": "dash"},
    "gru": {"accent": NETS["gru"], "dash": "dashdot"},
    "lstm": {"accent": NETS["lstm"], "markers": True},
    "lstm-unfused": {"accent": NETS["lstm"], "dash": "dot", "markers": True},
    "feed-forward": {"accent": NETS["feed-forward"]},
}


class FourLayers(Claim):
    """Parameters, multiply-adds, time and memory of five layers."""

    name = "four-layers"
    page = "cost"
    title = N_("Four layers in a cell")
    statement = N_("Each LSTM cell holds four layers, so it costs four times as much.")
    question = N_(
        "An LSTM has four times the parameters of a tanh RNN. With 16 hidden units, 50 steps and 4 sequences "
        "at once: how many times the tanh RNN’s time do its forward and backward pass take on this server?"
    )
    options = (N_("As long, or shorter"), N_("About twice"), N_("About four times, or more"))
    explanation = N_("""
Three gates and the candidate each read xₜ and hₜ₋₁ through weights of their own: **four times** the weights
of a tanh RNN of the same size, and four times the multiplications; a GRU has three. That is counted.

Time is something else. A small layer spends most of a step not on arithmetic but on overhead: one call
after another into the library. PyTorch hands the whole sequence of an LSTM to a kernel of oneDNN, which pays
for that once; `nn.RNN` and `nn.GRU` it computes step by step on a CPU. So a small LSTM can even be the faster
one. The curve *without oneDNN* is an LSTM computed the way the tanh RNN is.

Memory is what the forward pass keeps for the backward pass beyond input and weights, counted in bytes of the
tensors that autograd saves. It grows with units × steps × sequences; the tanh RNN keeps little more than its
outputs.
""")
    controls = (
        Choice(
            "against",
            N_("Against"),
            "size",
            {"size": N_("hidden size"), "length": N_("length"), "batch": N_("batch")},
        ),
        Slider(
            "size", N_("Hidden units, where fixed"), 64, 16, 256, 16, N_("Larger ones would take minutes.")
        ),
        Slider("length", N_("Steps, where fixed"), 50, 10, 200, 10, N_("Longer ones would take minutes.")),
        Slider("batch", N_("Sequences at once, where fixed"), 4, 1, 32, 1, N_("More would take minutes.")),
    )
    timed = True

    def expected(self, settings: Settings) -> int:
        """One row a net and value of what is varied, on one core and on all."""
        return len(VARIED[settings["against"]]) * len(KINDS) * len(CORES)

    def measure(self, settings: Settings) -> Iterator[Row]:
        """Small values first, as they are quickest."""
        fixed = {name: int(settings[name]) for name in VARIED}
        for value in VARIED[settings["against"]]:
            yield from costs(**fixed | {settings["against"]: value})

    def before_guess(self, rows: Sequence[Row]) -> Sequence[Row]:
        """The RNN and the feed-forward layer."""
        return [row for row in rows if row["net"] in ("rnn", "feed-forward")]

    def pictures(self, rows: Sequence[Row], settings: Settings, look: Look) -> tuple[Picture, ...]:
        """Time of all on one core, and the LSTM's costs in times of the RNN's."""
        against, rows = settings["against"], on("one", rows)
        x = Axis(_(AXES[against]), log=True, span=_powers(VARIED[against]), ticks=VARIED[against])
        times = [_times(rows, net, against) for net in KINDS]
        ratios = [
            *(_counted(rows, field, against) for field in COUNTED),
            *(_ratios(rows, net, against) for net in COMPARED),
        ]
        drawn = [
            curves(times, x, Axis(_("forward and backward, ms"), log=True), look),
            curves(ratios, x, Axis(_("times the tanh RNN’s"), log=True, span=RATIOS), look),
        ]
        return (
            Picture(
                drawn[0],
                _("Time of forward and backward pass, by {axis}. {ends}").format(
                    axis=x.title, ends=ends(times, "ms")
                ),
            ),
            Picture(
                drawn[1],
                _("The LSTM’s costs relative to the tanh RNN’s, by {axis}. {ends}").format(
                    axis=x.title, ends=ends(ratios, "×")
                ),
            ),
        )

    def verdict(self, rows: Sequence[Row], settings: Settings) -> Verdict:
        """What four times the parameters meant in time and memory, at both ends."""
        against, every, rows = settings["against"], on("all", rows), on("one", rows)
        least_most = VARIED[against][0], VARIED[against][-1]
        smallest = _times_the_rnn(rows, "lstm", against, least_most[0])
        kept = [f"{_(KINDS[net].title)} {_of(rows, net, 'kept')[-1] / 1000:.0f} kB" for net in KINDS]
        return Verdict(
            sum(median(smallest) > bound for bound in BOUNDS) if against == "size" else None,
            _(
                "Relative to the tanh RNN: parameters {parameters:g}, multiply-adds at most "
                "{multiply_adds:.2f}, memory kept at most {memory:.1f}. Time of forward and backward "
                "(median of the turns, and between what the middle half of them lies): {told}. On all cores: "
                "{on_all}. Kept for the backward pass at {most} {axis}: {kept}."
            ).format(
                parameters=_most(rows, "parameters"),
                multiply_adds=_most(rows, "multiply_adds"),
                memory=_most(rows, "kept"),
                told=_in_words(rows, COMPARED, settings),
                on_all=_in_words(every, ("lstm",), settings),
                most=least_most[1],
                axis=_(AXES[against]),
                kept=_(", ").join(kept),
            ),
            _(
                "Four times holds for parameters, and for multiplications within a tenth. Time follows, "
                "roughly, where the library computes both kinds alike; a fused LSTM is spared the calls "
                "that small layers spend their time on. Measured on {machine}, and on all its cores; on "
                "another machine the ratios of time are others, those of what is counted are not."
            ).format(machine=rows[0]["machine"]),
        )


def _in_words(rows: Sequence[Row], nets: Sequence[str], settings: Settings) -> str:
    """Time in times of the RNN's at the least value of what is varied and at the most."""
    against = settings["against"]
    told = [
        _("{net}, {value} {axis}: {time}").format(
            net=_(KINDS[net].title),
            value=value,
            axis=_(AXES[against]),
            time=with_middle_half(_times_the_rnn(rows, net, against, value)),
        )
        for net, value in product(nets, (VARIED[against][0], VARIED[against][-1]))
    ]
    return _("; ").join(told)


def _times(rows: Sequence[Row], net: str, against: str) -> Series:
    """How long one net takes."""
    values, turns = _of(rows, net, against), _of(rows, net, "training")
    return curve(_(KINDS[net].title), values, turns, LOOKS[net])


def _ratios(rows: Sequence[Row], net: str, against: str) -> Series:
    """How many times the RNN's time it takes."""
    values = _of(rows, net, against)
    turns = [_times_the_rnn(rows, net, against, value) for value in values]
    title = _("time, {net}").format(net=_(KINDS[net].title))
    return curve(title, values, turns, LOOKS[net])


def _counted(rows: Sequence[Row], field: str, against: str) -> Series:
    """How many times as much of something counted the LSTM has."""
    values = _of(rows, "lstm", against)
    both = [[_row(rows, net, against, value)[field] for net in ("lstm", "rnn")] for value in values]
    return Series(_(CALLED[field]), values, [lstm / rnn for lstm, rnn in both], **COUNTED[field])


def _times_the_rnn(rows: Sequence[Row], net: str, against: str, value: int) -> list[float]:
    """Of every turn, so that what slowed both does not count."""
    both = (_row(rows, of, against, value)["training"] for of in (net, "rnn"))
    return [time / rnn for time, rnn in zip(*both, strict=True)]


def _most(rows: Sequence[Row], field: str) -> float:
    """The LSTM's largest count, in times of the RNN's."""
    both = (_of(rows, net, field) for net in ("lstm", "rnn"))
    return float(max(lstm / rnn for lstm, rnn in zip(*both, strict=True)))


def _powers(values: Sequence[int]) -> tuple[float, float]:
    """What a log axis spans that is to show them all."""
    return log10(values[0]) - 0.1, log10(values[-1]) + 0.1


def _of(rows: Sequence[Row], net: str, field: str) -> list[Any]:
    return [row[field] for row in rows if row["net"] == net]


def _row(rows: Sequence[Row], net: str, against: str, value: int) -> Row:
    return next(row for row in rows if row["net"] == net and row[against] == value)
