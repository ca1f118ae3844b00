"""Recurrence does not run in parallel: time against length, beside layers that have all steps at hand."""

from collections.abc import Iterator, Sequence
from math import log10
from statistics import median
from typing import Any

from lstmviz.claims.claim import Choice, Claim, Row, Settings, Slider, Verdict
from lstmviz.claims.scan import links
from lstmviz.claims.spread import curve, ends
from lstmviz.claims.stopwatch import CORES, computing_on, on
from lstmviz.claims.timed_layers import TITLES, timed
from lstmviz.draw.charts import Axis, Picture, Series, curves
from lstmviz.draw.colours import NETS
from lstmviz.draw.figures import Look
from lstmviz.languages import N_
from lstmviz.languages import gettext as _

LENGTHS = (10, 30, 100, 300, 1000, 3000)
BATCHES = (1, 4, 16, 64)
SHORT, LONG = 100, 1000  # steps; the first is also the length at which the batch is varied
STEPS_ON = {"one": N_("steps, on one core"), "all": N_("steps, on all cores")}
LITTLE = 5.0  # growth over ten times the steps below which a layer does not pay for each
LOOKS: dict[str, dict[str, Any]] = {
    "loop": {"accent": NETS["lstm"], "dash": "dot", "markers": True},
    "lstm": {"accent": NETS["lstm"], "markers": True},
    "rnn": {"accent": NETS["rnn"], "dash": "dash", "markers": True},
    "scan": {"accent": NETS["min-lstm"], "dash": "dashdot", "markers": True},
    "attention": {"accent": NETS["window"], "dash": "dashdot"},
    "convolution": {"accent": NETS["convolution"], "dash": "dash"},
    "linear": {"accent": NETS["feed-forward"]},
}


class NotParallel(Claim):
    """The time of layers of one size, by length and by batch."""

    name = "not-parallel"
    page = "cost"
    title = N_("One step after another")
    statement = N_("Recurrence does not run in parallel.")
    question = N_(
        "From 100 to 1000 steps the arithmetic is ten times as much, for an LSTM computed cell by cell as "
        "for a linear layer that has all steps at hand. How many times as long does each of them take?"
    )
    options = (
        N_("Both about ten times"),
        N_("The LSTM about ten times, the linear layer far less"),
        N_("Both far less than ten times"),
    )
    explanation = N_("""
Step *t* of a recurrent layer needs hₜ₋₁, so it cannot begin before step *t* − 1 has ended: a chain of as many
matrix products as there are steps. A linear layer or a convolution needs the inputs only, which all are
there: one product for the whole sequence. Self-attention, the layer of the transformer, needs no chain
either, but compares every step with every other: its arithmetic grows with the square of the length.

**Fusing** (here by oneDNN) makes a step cheaper, not the chain shorter: the product with the inputs is taken
out of the chain and done for all steps at once, the rest runs in one call. cuDNN does the same on a GPU
(Appleyard, Kočiský & Blunsom 2016).

It is the **gates that read the state** that make the chain. Where gates read the inputs only, as in the
minLSTM (Feng et al. 2024), all of them are there at once, and what is left is hₜ = fₜ hₜ₋₁ + wₜ, which can be
put together in any order: neighbours first, then pairs of them. Such a **scan** (Blelloch 1990; Martin &
Cundy 2018) is a chain of log₂ *T* instead of *T* links. It is recurrence, and it does run in parallel; what
it gives up is a memory that decides by what it holds.

What can run side by side are the sequences of a **batch**: they do not wait for each other. On one core that
saves calls, not arithmetic. Within one sequence more cores help where a product is large enough to be shared
out; along a chain of small steps they can even cost time, as they meet at every step.
""")
    controls = (
        Slider("units", N_("Units"), 32, 16, 128, 16, N_("Larger ones would take minutes.")),
        Choice("longest", N_("Longest"), "1000", {"1000": N_("1000 steps"), "3000": N_("3000 steps")}),
    )
    timed = True

    def expected(self, settings: Settings) -> int:
        """One row a layer and length, on one core and on all; and one a layer and further batch size."""
        return (2 * len(_lengths(settings)) + len(BATCHES) - 1) * len(TITLES)

    def measure(self, settings: Settings) -> Iterator[Row]:
        """One sequence by length, then more at once; then one on all cores. The layers take turns."""
        lengths = [(length, 1) for length in _lengths(settings)]
        shapes = {"one": lengths + [(SHORT, batch) for batch in BATCHES[1:]], "all": lengths}
        for cores in CORES:
            with computing_on(cores):
                for length, batch in shapes[cores]:
                    yield from timed(int(settings["units"]), length, batch, cores)

    def before_guess(self, rows: Sequence[Row]) -> Sequence[Row]:
        """The RNN, and self-attention."""
        return [row for row in rows if row["net"] in ("rnn", "attention")]

    def pictures(self, rows: Sequence[Row], settings: Settings, look: Look) -> tuple[Picture, ...]:
        """Time by length and by batch, log-log: at a slope of one, ten times as much takes ten times."""
        y = Axis(_("forward, ms"), log=True)
        one = [row for row in on("one", rows) if row["length"] == SHORT]
        by_batch = [_series(one, net, "batch") for net in TITLES]
        return (
            *(_by_length(rows, cores, settings, look) for cores in CORES),
            Picture(
                curves(
                    by_batch,
                    Axis(_("sequences at once, of {n} steps").format(n=SHORT), log=True, span=(-0.1, 1.9)),
                    y,
                    look,
                ),
                _("Time of the forward pass by sequences at once, of {n} steps. {ends}").format(
                    n=SHORT, ends=ends(by_batch, "ms")
                ),
            ),
        )

    def verdict(self, rows: Sequence[Row], settings: Settings) -> Verdict:
        """What ten times the steps, and what more sequences, did to the time."""
        times = {(row["net"], row["length"], row["batch"]): median(row["forward"]) for row in on("one", rows)}
        grown = {net: times[net, LONG, 1] / times[net, SHORT, 1] for net in TITLES}
        told = _(", ").join(f"{_(title)} {grown[net]:.1f}" for net, title in TITLES.items())
        step, most = {net: 1000 * times[net, LONG, 1] / LONG for net in TITLES}, BATCHES[-1]  # µs
        loop, fused = (times[net, SHORT, most] / times[net, SHORT, 1] for net in ("loop", "lstm"))
        update = {net: median(_row(rows, net, LONG)["training"]) for net in ("loop", "lstm", "convolution")}
        return Verdict(
            _right(grown["loop"], grown["linear"]),
            _(
                "From {short} to {long} steps the time grew so many times: {told}. At {long} steps, one "
                "step costs the LSTM {step_loop:.3g} µs cell by cell and {step_fused:.3g} µs fused, the "
                "linear layer {step_linear:.3g} µs. {most} sequences at once take {loop:.1f} times as long "
                "as one, cell by cell; fused, {fused:.1f} times. Links of the longest chain at {long} "
                "steps: {long} in the LSTM and the tanh RNN, {links} in the scan, 1 in the others. Trained, "
                "forward and backward, {long} steps take the LSTM {update_loop:.3g} ms cell by cell and "
                "{update_fused:.3g} ms fused, the convolution {update_convolution:.3g} ms. {on_all}"
            ).format(
                short=SHORT,
                long=LONG,
                told=told,
                step_loop=step["loop"],
                step_fused=step["lstm"],
                step_linear=step["linear"],
                most=most,
                loop=loop,
                fused=fused,
                links=links(LONG),
                update_loop=update["loop"],
                update_fused=update["lstm"],
                update_convolution=update["convolution"],
                on_all=_on_all(rows),
            ),
            _(
                "It holds where gates read the state, as in LSTM, GRU and tanh RNN, for the steps of one "
                "sequence, in training and in reading alike; not for the sequences of a batch, and not for "
                "recurrences whose gates read the inputs only. Fusing lowers the price of a step; the steps "
                "still wait for each other, however many processors there are. Measured with {hidden} units "
                "on {machine}, and on all its cores."
            ).format(hidden=settings["units"], machine=rows[0]["machine"]),
        )


def _row(rows: Sequence[Row], net: str, length: int) -> Row:
    return next(row for row in rows if (row["net"], row["length"], row["batch"]) == (net, length, 1))


def _by_length(rows: Sequence[Row], cores: str, settings: Settings, look: Look) -> Picture:
    """Time of one sequence, on one core or on all."""
    series = [_series([row for row in on(cores, rows) if row["batch"] == 1], net, "length") for net in TITLES]
    x = Axis(_(STEPS_ON[cores]), log=True, span=(0.9, log10(int(settings["longest"])) + 0.1))
    drawn = curves(series, x, Axis(_("forward, ms"), log=True), look)
    alt = _("Time of the forward pass of one sequence, by {axis}. {ends}")
    return Picture(drawn, alt.format(axis=x.title, ends=ends(series, "ms")))


def _on_all(rows: Sequence[Row]) -> str:
    """How long the long sequence takes on all cores, in times of one core's."""
    told = []
    for net, title in TITLES.items():
        one, every = (median(_row(on(cores, rows), net, LONG)["forward"]) for cores in CORES)
        told.append(f"{_(title)} {every / one:.2f}")
    says = _("On all cores, {n} steps of one sequence take so many times as long as on one: {told}.")
    return says.format(n=LONG, told=_(", ").join(told))


def _lengths(settings: Settings) -> list[int]:
    return [length for length in LENGTHS if length <= int(settings["longest"])]


def _series(rows: Sequence[Row], net: str, against: str) -> Series:
    found = sorted((row for row in rows if row["net"] == net), key=lambda row: row[against])
    turns_of = [row["forward"] for row in found]
    return curve(_(TITLES[net]), [row[against] for row in found], turns_of, LOOKS[net])


def _right(loop: float, linear: float) -> int:
    """Which answer the growth over ten times the steps makes the right one."""
    if linear > LITTLE:
        return 0
    return 1 if loop > LITTLE else 2
