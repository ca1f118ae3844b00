"""Whether an LSTM keeps the gradient that an RNN loses, before either has learned anything."""

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import mean

import torch
from torch import Tensor

from lstmviz.claims.claim import Choice, Claim, Row, Settings, Slider, Verdict
from lstmviz.claims.fresh_nets import ANSWERS, CELL_OF, INPUTS, fresh_net
from lstmviz.claims.gradients_left import gradient_curves, left, left_of_each, rows_of
from lstmviz.claims.reach import (
    STEPS_BACK,
    flow_by_distance,
    jacobian_by_distance,
    log_axis,
)
from lstmviz.draw.charts import Axis, Picture, curves
from lstmviz.draw.figures import Look
from lstmviz.internals.trace import trace
from lstmviz.languages import N_
from lstmviz.languages import gettext as _
from lstmviz.learn.recipe import random_stream
from lstmviz.nets.sequence import SequenceNet, parameter_count

SEEDS = range(5)
AGREEING = 4  # of the seeds, for an answer
ENOUGH = -3.0  # log10 of what counts as carried that far
LSTMS = ("lstm", "carousel")


class LSTMSolvesVanishing(Claim):
    """The full Jacobian and the flow of a loss, RNN against LSTM, by distance."""

    name = "lstm-solves-vanishing"
    page = "gradients"
    title = N_("Does the LSTM's gradient vanish?")
    statement = N_("The LSTM solves the vanishing gradient of the RNN.")
    question = N_(
        "Going back in time, the gradients of the tanh RNNs below vanish: they fall evenly on a log axis. "
        "What is left, over the same distance, of the gradient of an LSTM as PyTorch makes it, with nothing "
        "added to its bias?"
    )
    options = (
        N_("more than a thousandth: the cell carries it"),
        N_("less than that, but more than either tanh RNN keeps"),
        N_("less than the better of the two tanh RNNs keeps"),
    )
    explanation = N_("""
Left: how far the last state depends on the states before it, the norm of the full Jacobian, (h, c) for the
LSTM and h for a tanh RNN. Right: what a loss at the last step sends back.

Each step back multiplies by the Jacobian of one step; over many steps the product falls or grows
exponentially (Hochreiter 1991; Bengio, Simard & Frasconi 1994). In a tanh RNN the rate is set by the
recurrent weights and by how far tanh is saturated.

In an LSTM, c passes from step to step by the forget gate alone: this is the **direct path**, the product of
forget gates. It is no way around vanishing by itself. PyTorch draws the bias of the forget gate around 0, so
the gates start near σ(0) = 0.5, and 0.5¹⁰⁰ is 10⁻³⁰. Only with the gates held open, by a bias of 1 or more
(Gers, Schmidhuber & Cummins 2000; Jozefowicz, Zaremba & Sutskever 2015), does the path stay passable; the
longer the distance, the more it takes. *Chrono* (Tallec & Ollivier 2018) spreads the biases so that the
units' memories span the distance.

The cell that Hochreiter & Schmidhuber described in 1997 had no forget gate: f = 1, and the direct path loses
nothing (the **constant error carousel**). The forget gate came in 2000, so that a cell can also be emptied;
the price is that it has to be opened.

The dotted line is only that path. The full derivative also runs through h and all the gates: it decays
more slowly than the product of forget gates where these are half closed, and with open gates it can grow,
since each later step adds its answer to a cell that keeps it.
""")
    controls = (
        Slider(
            "bias",
            N_("added to the forget gate's bias"),
            0.0,
            0.0,
            5.0,
            0.5,
            N_("At 5 the gate is 0.99 open."),
        ),
        Slider(
            "radius",
            N_("spectral radius of the tanh RNN"),
            0.9,
            0.5,
            1.5,
            0.1,
            N_("Beyond it tanh saturates."),
        ),
        Choice(
            "init",
            N_("starting weights"),
            "default",
            {
                "default": N_("PyTorch's default"),
                "orthogonal": N_("orthogonal"),
                "chrono": N_("chrono, LSTM only"),
            },
        ),
        Slider(
            "distance", N_("steps back"), 100, 25, 200, 25, N_("Longer ones would not follow the slider.")
        ),
        Slider("units", N_("hidden units"), 16, 4, 32, 4, N_("Larger nets would not follow the slider.")),
    )
    quick = True

    def expected(self, settings: Settings) -> int:
        """One row a net and seed."""
        return len(CELL_OF) * len(SEEDS)

    def measure(self, settings: Settings) -> Iterator[Row]:
        """log10 of Jacobian and flow by distance, and the LSTM's mean forget gate."""
        for name in CELL_OF:
            for seed in SEEDS:
                net = fresh_net(name, settings, seed)
                x = torch.randn(settings["distance"] + 1, INPUTS, generator=random_stream(seed, "test data"))
                head = {"net": name, "seed": seed, "parameters": parameter_count(net.recurrent)}
                flow = flow_by_distance(net, x, torch.tensor(seed % ANSWERS))
                yield head | {"forget_gate": _forget_gate(net, x)} | jacobian_by_distance(net, x) | flow

    def pictures(self, rows: Sequence[Row], settings: Settings, look: Look) -> tuple[Picture, ...]:
        """The Jacobian with the direct path over it; the gradients of a loss at the last step."""
        jacobians = gradient_curves(rows, settings, "full", "{net}", ("direct", _("LSTM, direct path only")))
        flows = gradient_curves(rows, settings, "hidden", _("{net}, h"), ("cell", _("LSTM, c")))
        norm = log_axis(_("‖∂ last state / ∂ state‖"), jacobians)
        length = log_axis(_("‖∂L/∂h‖ and ‖∂L/∂c‖"), flows)
        back, far = Axis(_(STEPS_BACK)), settings["distance"]
        of_jacobians = _(
            "Norm of the full Jacobian by steps back, on a log axis. At {far} steps, median of the seeds "
            "(lowest to highest): {ends}."
        )
        of_flows = _(
            "Gradient of a loss at the last step by steps back, on a log axis. At {far} steps, of h, median "
            "of the seeds (lowest to highest): {ends}."
        )
        return (
            Picture(
                curves(jacobians, back, norm, look),
                of_jacobians.format(far=far, ends=left_of_each(rows, "full", settings)),
            ),
            Picture(
                curves(flows, back, length, look),
                of_flows.format(far=far, ends=left_of_each(rows, "hidden", settings)),
            ),
        )

    def before_guess(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Both RNNs."""
        return [row for row in rows if row["net"] not in LSTMS]

    def verdict(self, rows: Sequence[Row], settings: Settings) -> Verdict:
        """How much each net keeps over the whole distance, and how open the forget gates are."""
        answer, agreeing = Counter(_answer(rows, seed) for seed in SEEDS).most_common(1)[0]
        open_by = mean(row["forget_gate"] for row in rows_of(rows, "lstm"))
        lstm, rnn = (rows_of(rows, name)[0]["parameters"] for name in ("lstm", "rnn"))
        return Verdict(
            answer if agreeing >= AGREEING else None,
            _(
                "Norm of the full Jacobian over {distance} steps, median of {seeds} seeds (lowest to "
                "highest): {ends}. Of the LSTM’s direct path alone {direct} is left. All have {units} units "
                "and read the same inputs; the LSTM has {lstm:,} parameters, each tanh RNN {rnn:,}."
            ).format(
                distance=settings["distance"],
                seeds=len(SEEDS),
                ends=left_of_each(rows, "full", settings),
                direct=left(rows, "lstm", "direct"),
                units=settings["units"],
                lstm=lstm,
                rnn=rnn,
            ),
            _condition(answer, open_by),
        )


def _forget_gate(net: SequenceNet, x: Tensor) -> float | None:
    quantities = trace(net.recurrent, x).layers[0].quantities
    return quantities["forget_gate"].mean().item() if "forget_gate" in quantities else None


def _answer(rows: Sequence[Row], seed: int) -> int:
    """Which of the options this seed speaks for."""
    left = {row["net"]: row["full"][-1] for row in rows if row["seed"] == seed}
    if left["lstm"] > ENOUGH:
        return 0
    return 1 if left["lstm"] > max(left["default rnn"], left["rnn"]) else 2


def _condition(answer: int, forget_gate: float) -> str:
    says = _(
        "It holds only where the forget gates stand open. Here they stand at {gate:.2f} on average. Add to "
        "their bias, and look again."
    )
    if answer == 0:
        says = _(
            "It holds while the forget gates stand open. Here they stand at {gate:.2f} on average; as "
            "PyTorch makes them, near a half."
        )
    return says.format(gate=forget_gate)
