"""A layer run again with edits: what came before stands, the edited steps go one by one, the rest at once."""

from dataclasses import replace
from functools import partial

import torch
from torch import Tensor

from lstmviz.internals.edits import Edit
from lstmviz.internals.layers import ACTIVATIONS, GRULayer, Layer, LSTMLayer, Run, opened
from lstmviz.internals.recurrence import FUSED, turned
from lstmviz.nets import cells

_Quantities = dict[str, Tensor]
_Changes = dict[str, list[tuple[Edit, tuple[Tensor, ...]]]]
"""The edits of each quantity, in the order given, each with its operand at every step, (B, H)."""


def rerun(mode: str, layer: Layer, edits: tuple[Edit, ...]) -> Layer:
    """The layer as it runs with these edits; the steps before the first edited one stay bitwise.

    Steps are gone through in the order in which the layer reads them, the padding of a packed sequence
    last in both directions, so that nothing follows from what is computed there.
    """
    places = [_turned(layer, edit.places(layer.quantities[edit.quantity])) for edit in edits]
    edited = torch.stack([where.flatten(1).any(1) for where in places]).any(0).nonzero().flatten().tolist()
    if not edited:
        return layer
    first, end = edited[0], edited[-1] + 1
    changes: _Changes = {}
    for edit in edits:
        operand = _turned(layer, edit.operand(layer.quantities[edit.quantity]))
        changes.setdefault(edit.quantity, []).append((edit, operand[first:end].unbind()))

    inputs = _turned(layer, layer.inputs)
    before = {name: _turned(layer, values)[:first] for name, values in layer.quantities.items()}
    during = _step_by_step(layer, inputs[first:end], _ended(layer, before), changes)
    after = _at_once(mode, layer, inputs[end:], _ended(layer, during))
    whole = _joined([before, during, after])
    back = {name: layer.without_padding(_turned(layer, values)) for name, values in whole.items()}
    return replace(layer, edits=edits, **back)  # type: ignore[arg-type]


def _joined(stretches: list[_Quantities]) -> _Quantities:
    """One after the other; a single one that is not empty as it is, since copies cost as much as steps."""
    first, *others = [stretch for stretch in stretches if len(stretch["hidden"])]
    if not others:
        return first
    return {
        name: torch.cat([values, *(stretch[name] for stretch in others)]) for name, values in first.items()
    }


def _turned(layer: Layer, values: Tensor) -> Tensor:
    """From the sequence's order to the layer's, and back: (T, B or 1, .) -> (T, B, .)."""
    if not layer.reverse:
        return values
    return turned(values.expand(-1, len(layer.h0), -1), layer.lengths)


def _ended(layer: Layer, stretch: _Quantities) -> _Quantities:
    """The states after a stretch of steps, the layer's initial ones if it is empty: (B, H) each."""
    states = {"hidden": layer.h0} | ({"cell": layer.c0} if isinstance(layer, LSTMLayer) else {})
    return {name: stretch[name][-1] if len(stretch[name]) else initial for name, initial in states.items()}


def _step_by_step(layer: Layer, inputs: Tensor, state: _Quantities, changes: _Changes) -> _Quantities:
    weights = cell_weights(layer)
    steps = []
    with torch.inference_mode():  # a fifth faster than without gradients; what is stacked outside is ordinary
        for t, read in enumerate(cells.from_input(inputs, weights).unbind()):
            state = one_step(layer, read, state, weights, partial(_edited, changes, t))
            steps.append(state)
    return {name: torch.stack([step[name] for step in steps]) for name in layer.order}


def cell_weights(layer: Layer) -> cells.Weights:
    """The layer's; both biases as one, so that no step has to add the second, except within a GRU's reset."""
    weights = cells.Weights(*(getattr(layer, name) for name in cells.Weights._fields))
    if isinstance(layer, GRULayer) or weights.bias_ih is None or weights.bias_hh is None:
        return weights
    return weights._replace(bias_ih=weights.bias_ih + weights.bias_hh, bias_hh=None)


def _edited(changes: _Changes, t: int, name: str, value: Tensor) -> Tensor:
    for edit, operands in changes.get(name, ()):
        value = edit.applied(value, operands[t])
    return value


def one_step(
    layer: Layer, read: Tensor, state: _Quantities, weights: cells.Weights, edit: cells.Edit
) -> _Quantities:
    """All that one step of the layer computes from W x + b and the state before it, by name."""
    h = state["hidden"]
    if isinstance(layer, LSTMLayer):
        return cells.lstm_step(read, h, state["cell"], weights, edit)._asdict()
    if isinstance(layer, GRULayer):
        return cells.gru_step(read, h, weights, edit)._asdict()
    return cells.rnn_step(read, h, weights, ACTIVATIONS[layer.nonlinearity], edit)._asdict()


def _at_once(mode: str, layer: Layer, inputs: Tensor, state: _Quantities) -> _Quantities:
    """The steps after the last edited one, where the layer runs as ever."""
    if not len(inputs):
        return {name: values[:0] for name, values in layer.quantities.items()}
    parts = {name: getattr(layer, name) for name in cells.Weights._fields}
    flat = [weight for weight in parts.values() if weight is not None]
    states = [values[None].contiguous() for values in state.values()]  # (1, B, .)
    start = states if isinstance(layer, LSTMLayer) else states[0]
    hidden = FUSED[mode](inputs, start, flat, layer.bias_ih is not None, 1, 0.0, False, False, False)[0]
    run = Run(
        name=layer.name,
        reverse=False,
        lengths=None,
        inputs=inputs,
        hidden=hidden,
        h0=state["hidden"],
        **parts,
    )
    return opened(mode, run, state.get("cell", state["hidden"])).quantities
