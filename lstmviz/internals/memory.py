"""Who wrote what is in an LSTM's cell, and how long it will stay.

Both readings hold the gates fixed: they follow what is in the cell along c_t = f_t c_{t-1} + i_t g_t,
with the gates this run had; in another kind of cell along the path that it declares, a GRU's hidden state.
Another memory would have led to other gates; for that, edit and trace again.
"""

from collections.abc import Sequence
from math import log

import torch
from torch import Tensor

from lstmviz.errors import InputError
from lstmviz.internals.evaluate import evaluated
from lstmviz.internals.layers import Layer
from lstmviz.internals.recurrence import real_steps
from lstmviz.nets.cells.cell import Path
from lstmviz.whole_numbers import is_whole


def ledger(layer: Layer, step: int) -> Tensor:
    """What each step wrote into the cell and is left of it at `step`, the gates held fixed.

    Row 0 is what is left of c0, row k what the k-th step that the layer read wrote and is left of it:
    i_k g_k times all forget gates since. The rows sum to `layer.cell[step]`. An edit of the cell counts as
    written by its step, whatever the mode: what it wrote is then all that the cell has beyond f c_{t-1}.

    Args:
        layer: of a trace, of an LSTM or another cell with a gate that keeps a state.
        step: 0…T-1, in the sequence's own order.

    Returns:
        (step + 2, B, H), row k written by step k - 1. A reverse layer reads from the end:
        (T - step + 1, B, H), row k written by step T - k. Zero where a packed sequence has no such step.

    Raises:
        InputError: the layer's cell keeps nothing by a gate, or the sequence has no such step.
    """
    path = _path(layer)
    carried = layer.quantities[path.state]
    steps = len(carried)
    if not (is_whole(step) and 0 <= step < steps):
        raise InputError("step is {step!r}; the sequence has steps 0 to {last}.", step=step, last=steps - 1)
    kept, written = (each[: steps - step if layer.reverse else step + 1] for each in _as_read(layer, path))
    entries = torch.cat([layer.initial[path.state][None], written])  # (rows, B, H)
    left = torch.cat([kept, torch.ones_like(kept[:1])]).flip(0).cumprod(0).flip(0)  # (rows, B, H)
    rows = (entries * left).to(carried.dtype)
    if layer.lengths is None:
        return rows
    return rows.masked_fill(~real_steps(layer.lengths, steps)[step], 0.0)


def ledgers(layer: Layer, units: Sequence[int] | None = None) -> Tensor:
    """The ledger of every step at once: what `ledger` gives one by one, for one pass over the sequence.

    Args:
        layer: of a trace, of an LSTM or another cell with a gate that keeps a state.
        units: which units; all of them where not given. T² numbers each.

    Returns:
        (T, T + 1, B, units). At a step, row 0 is what is left of c0, row k what the k-th step that the layer
        read wrote and is left of it; the rows sum to `layer.cell` at that step, and are zero for what is
        not yet read, and where a packed sequence has no such step.

    Raises:
        InputError: the layer's cell keeps nothing by a gate.
    """
    path = _path(layer)
    chosen = slice(None) if units is None else list(units)
    carried = layer.quantities[path.state][..., chosen]  # (T, B, units)
    steps = len(carried)
    rows = carried.new_zeros(steps, steps + 1, *carried[0].shape)
    left = layer.initial[path.state][None, :, chosen].double()
    passes = (each[..., chosen] for each in _as_read(layer, path))
    for at, (kept, written) in enumerate(zip(*passes, strict=True)):
        left = torch.cat([left * kept, written[None]])  # (at + 2, B, units)
        rows[at, : at + 2] = left
    if layer.reverse:
        rows = rows.flip(0)
    if layer.lengths is None:
        return rows
    return rows.masked_fill(~real_steps(layer.lengths, steps)[:, None], 0.0)


def half_life(layer: Layer) -> Tensor:
    """Steps until half of the memory is gone, if the forget gate stayed what it is at this step: (T, B, H).

    ln 0.5 / ln f: 0 where f = 0, inf where f = 1. An edited gate may lie outside 0…1: above 1 nothing is
    ever lost (inf), below 0 it is the memory's size that halves. 0 at the padding of a packed sequence.

    Raises:
        InputError: the layer's cell keeps nothing by a gate.
    """
    return (log(0.5) / layer.quantities[_path(layer).keep].abs().clamp(max=1.0).log()).abs()


def _as_read(layer: Layer, path: Path) -> tuple[Tensor, Tensor]:
    """What every step keeps of the state and what it writes, in the order the layer reads: (T, B, H) each."""
    kept, written = layer.quantities[path.keep].double(), _written(layer, path).double()
    if layer.lengths is not None:  # padding keeps c0 for the reverse direction, which meets it first
        kept = torch.where(real_steps(layer.lengths, len(kept)), kept, 1.0)
    return (kept.flip(0), written.flip(0)) if layer.reverse else (kept, written)


def _written(layer: Layer, path: Path) -> Tensor:
    """What every step wrote, where the state was edited what it has beyond what was kept: (T, B, H)."""
    written = evaluated(path.write, layer)
    for edit in layer.edits:
        if edit.quantity == path.state:
            kept = layer.quantities[path.keep] * layer.previous(path.state)
            written = torch.where(edit.places(written), layer.quantities[path.state] - kept, written)
    return written


def _path(layer: Layer) -> Path:
    path = layer.declaration.path
    if path is None:
        raise InputError(
            "layer is of a {title}, which has no gate that keeps a state; hand over a layer "
            "of an LSTM, or of another cell with such a gate.",
            title=layer.declaration.title,
        )
    return path
