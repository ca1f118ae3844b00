"""An RNN, unrolled: a deep feed-forward net whose layers share their weights."""

from collections.abc import Iterator, Sequence

import torch
from torch import Tensor, nn

from lstmviz.claims.claim import Choice, Claim, Row, Settings, Slider, Verdict
from lstmviz.draw.charts import Axis, Picture, Series, bars
from lstmviz.draw.colours import NETS
from lstmviz.draw.figures import Look
from lstmviz.draw.unrolled_picture import Copy, unrolled_picture
from lstmviz.languages import N_
from lstmviz.languages import gettext as _
from lstmviz.learn.saved_nets.shipped import load
from lstmviz.learn.tasks import TASKS
from lstmviz.nets.sequence import parameter_count
from lstmviz.nets.unrolled_rnn import UnrolledNet

STEPS = 8
READS = {"quotes": "two quotations", "recall": "one flag"}  # task and example


class UnrolledRNN(Claim):
    """A trained RNN beside the feed-forward net made of copies of its weights, in float64."""

    name = "unrolled"
    page = "networks"
    title = N_("Recurrent net")
    statement = N_(
        "An RNN is a layer that also reads its own output of the step before; unrolled, it is a deep "
        "feed-forward net whose layers share their weights."
    )
    question = N_("Unrolled over 8 steps, how many weights does it have to learn, compared with one step?")
    options = (
        N_("8 times as many"),
        N_("As many: the same ones"),
        N_("More, but not so many: U anew for every step, W once"),
    )
    explanation = N_("""
A feed-forward net sees each sample alone; where the order matters it needs to know what came before. A tanh
RNN reads, beside the input of the step, **its own output of the step before**: hₜ = tanh(W xₜ + U hₜ₋₁ + b)
(Elman 1990). Drag *copies shown* to one and it is a box with a loop; unfold it and every step is a layer of
its own, with the same W, U and b.

Back-propagation through the unrolled net (Werbos 1990) gives every copy a gradient of its own; that of the
first U is 0, as it has no state to read. As all copies are one, their gradients are **added up**.
And as the net is as deep as the sequence is long, it has the troubles of deep nets: see
[Gradients through time](/gradients).
""")
    controls = (
        Slider("copies", N_("Copies shown; 1 is folded"), STEPS, 1, STEPS, 1),
        Choice("reads", N_("It reads"), "quotes", {name: TASKS[name].title for name in READS}),
    )
    quick = True

    def expected(self, settings: Settings) -> int:
        """One row a step, and one of the whole net."""
        return STEPS + 1

    def measure(self, settings: Settings) -> Iterator[Row]:
        """Run and differentiate the RNN and its copies over the first steps of a sequence."""
        task, net = TASKS[settings["reads"]], load(settings["reads"], "rnn-same-units").net
        tokens = task.tokens(task.example(READS[task.name]))[:STEPS]
        rnn, x = net.double().requires_grad_().recurrent, task.encode(tokens).double()  # x (T, 1, I)
        assert isinstance(rnn, nn.RNN)
        copies = UnrolledNet(rnn, STEPS)
        hidden, copied = rnn(x)[0], copies(x)  # (T, 1, H) both
        for states in (hidden, copied):
            task.loss(net.readout(states), task.label(x)).backward()  # type: ignore[no-untyped-call]
        yield from _steps(tokens, hidden, copies)
        yield _whole(rnn, copies, hidden - copied)

    def before_guess(self, rows: Sequence[Row]) -> Sequence[Row]:
        """The drawing, and not yet the gradients."""
        return [row for row in rows if row["step"]]

    def pictures(self, rows: Sequence[Row], settings: Settings, look: Look) -> tuple[Picture, ...]:
        """The net, folded or not, and what each copy's gradient is of their sum."""
        steps = [row for row in rows if row["step"]]
        copies = [Copy(row["token"], row["hidden"]) for row in steps[: settings["copies"]]]
        drawn = _("The RNN as one box with a loop, with the weights W and U, reading “{read}”.")
        if len(copies) != 1:
            drawn = _("The RNN as {n} boxes in a row, each with the weights W and U, reading “{read}”.")
        read = "".join(copy.token for copy in copies)
        names = [*(f"U<sub>{row['step']}</sub>" for row in steps), _("sum")]
        shares = [row["gradient"] / net["gradient"] for net in rows[len(steps) :] for row in [*steps, net]]
        told = ", ".join(f"{share:.2f}" for share in shares[:-1]) or _("not shown yet")
        most = 1.05 * max(shares, default=1.0)
        gradients = Series("‖∂L/∂U‖", names, shares or [None] * len(names), NETS["rnn"])
        return (
            Picture(
                unrolled_picture(copies, look),
                drawn.format(n=len(copies), read=read),
            ),
            Picture(
                bars(
                    [gradients],
                    Axis(_("gradient of each copy’s U, as a share of the sum’s"), span=(0, most)),
                    look,
                ),
                _("How large the gradient of each copy of U is, where their sum is 1: {told}.").format(
                    told=told
                ),
            ),
        )

    def verdict(self, rows: Sequence[Row], settings: Settings) -> Verdict:
        """Whether the copies are the RNN, and what they have to learn."""
        net = rows[-1]
        times = net["learned"] / net["one_step"]
        return Verdict(
            {STEPS: 0, 1: 1}.get(times, 2),
            _(
                "The unrolled net has {learned} weights to learn, one step alone {one_step}; copies that "
                "could differ would have {copied}. The {copies} copies, one after the other, give what "
                "torch.nn.RNN gives: max |Δ| = {output_difference:.1g}. Their {copies} gradients, added "
                "up, are its gradient: max |Δ| = {gradient_difference:.1g}."
            ).format(copies=STEPS, **net),
            _(
                "The weights are shared by all steps, so their number does not grow with the length. Time "
                "and memory do: every copy is computed, and kept until its gradient has been taken."
            ),
        )


def _steps(tokens: tuple[str, ...], hidden: Tensor, copies: UnrolledNet) -> Iterator[Row]:
    """What each step reads, its state, and how large its own gradient for U is."""
    for at, (token, layer) in enumerate(zip(tokens, copies.layers, strict=True)):
        gradient = _gradient(layer, "weight_hh").norm().item()
        yield {"step": at + 1, "token": token, "hidden": hidden[at, 0].tolist(), "gradient": gradient}


def _whole(rnn: nn.RNN, copies: UnrolledNet, difference: Tensor) -> Row:
    """The copies together against the RNN."""
    names = [name for name, _ in rnn.named_parameters()]
    added = {name: _added_up(copies, name.removesuffix("_l0")) for name in names}
    return {
        "step": None,
        "gradient": added["weight_hh_l0"].norm().item(),
        "output_difference": difference.abs().max().item(),
        "gradient_difference": max((added[name] - _gradient(rnn, name)).abs().max().item() for name in names),
        "learned": parameter_count(rnn),
        "one_step": parameter_count(copies.layers[0]),
        "copied": parameter_count(copies),
    }


def _added_up(copies: UnrolledNet, name: str) -> Tensor:
    return torch.stack([_gradient(layer, name) for layer in copies.layers]).sum(dim=0)


def _gradient(module: nn.Module, name: str) -> Tensor:
    gradient = module.get_parameter(name).grad
    assert gradient is not None, "backward() has run"
    return gradient
