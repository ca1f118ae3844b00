"""How far a loss depends on the states before it: back-propagation through time, of any length."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from lstmviz.internals.gradients.losses import losses
from lstmviz.internals.gradients.scaled import Scaled, from_log10, log10_scaled
from lstmviz.internals.gradients.state_map import StateMap, in_float64, of_layer, together
from lstmviz.internals.gradients.tapped import tap


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Flow:
    """The length of a loss's gradient at every step. Tensors are (T,), or (T, B) for a batch, float64.

    The logarithms are what was computed. `hidden` and `cell` are held within float64: what lies below
    2e-308 reads 2e-308, and only a true zero (logarithm -inf) reads 0.
    """

    log10_hidden: Tensor  # of |dL/dh_t|
    log10_cell: Tensor | None  # of |dL/dc_t|; None for a net without cells

    @property
    def hidden(self) -> Tensor:
        """|dL/dh_t|."""
        return from_log10(self.log10_hidden)

    @property
    def cell(self) -> Tensor | None:
        """|dL/dc_t|."""
        return None if self.log10_cell is None else from_log10(self.log10_cell)


def flow(net: nn.Module, x: Tensor, target: Tensor, layer: str | None = None) -> Flow:
    """|dL/dh_t| and |dL/dc_t| at every step: total derivatives, along every path from the state to the loss.

    L is each sequence's own: cross-entropy for whole numbers, squared error for others, the mean over
    the steps at which something is asked. Werbos 1990, "Backpropagation through time".

    Args:
        net: any model that runs a nn.LSTM, GRU, RNN or RecurrentLayer once, from a zero state; it answers
            (T, B, K), or as its layer lays out steps and batches, or (B, K) once for the whole sequence.
            Run in float64 and as in eval mode; it is not touched.
        x: what the model takes; numbers of the model's own dtype, or tokens.
        target: classes 0…K-1, or numbers where K = 1; of shape () or (B,) for the last step, (T,) or (T, B)
            for every step, -100 or NaN where nothing is asked.
        layer: the module's name in `model.named_modules()`, where there are several; with the layer's own
            behind it where that module has several, as "encoder.lstm l1 reverse".

    Raises:
        InputError: net, x or target cannot be used, or do not fit each other; says what to do.
    """
    tapped = tap(in_float64(net), x.double() if x.is_floating_point() else x, layer)
    run = of_layer(tapped.layer)
    with torch.enable_grad():
        loss = losses(tapped.answers, target, tapped.batched)
        direct = torch.autograd.grad(loss.sum(), tapped.hidden)[0]  # (T, B, H), past the later states
        log10 = _back_through_time(run, direct.flip(0) if run.turned else direct)
    if run.turned:
        log10 = {name: values.flip(0) for name, values in log10.items()}
    rows = log10 if tapped.batched else {name: values[:, 0] for name, values in log10.items()}
    return Flow(log10_hidden=rows["hidden"], log10_cell=rows.get("cell"))


def _back_through_time(run: StateMap, direct: Tensor) -> dict[str, Tensor]:
    """log10 of the length of dL/dh_t, and of dL/dc_t if there is one, (T, B) each."""
    others = run.starts.shape[-1] - direct.shape[-1]  # the cells, which the readout does not see
    asked = direct.flatten(1).any(dim=1).tolist()
    arriving = Scaled.of(torch.zeros_like(run.starts[0]))  # dL/d(h_t, c_t), along later states
    gradients, exponents = [], []
    for t in reversed(range(len(direct))):
        if asked[t]:
            arriving = arriving.plus(Scaled.of(F.pad(direct[t], (0, others))))
        totals, before = _through_one_step(run, t, arriving.values)
        gradients.append(totals)
        exponents.append(arriving.exponent[:, 0])
        arriving = Scaled.of(before, arriving.exponent)
    exponent = torch.stack(exponents[::-1])  # (T, B)
    return {
        name: log10_scaled(torch.stack([at[name] for at in gradients[::-1]]).norm(dim=-1), exponent)
        for name in gradients[0]
    }


def _through_one_step(run: StateMap, t: int, arriving: Tensor) -> tuple[dict[str, Tensor], Tensor]:
    """dL/dh_t and dL/dc_t, whose own path leads through h_t; and dL/d(h, c)_{t-1} along this step.

    arriving (B, S): dL/d(h_t, c_t), h_t and c_t taken as free of each other.
    """
    start = run.starts[t].detach().requires_grad_()
    step = run.step(run.reads[t], start)
    ends = {name: step[name] for name in run.layer.declaration.states}
    *totals, before = torch.autograd.grad(together(run.layer, step), [*ends.values(), start], arriving)
    return dict(zip(ends, totals, strict=True)), before
