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
"""The edits of each quantity, in the order given, each with where it takes hold: (B, H) a step."""


def rerun(mode: str, layer: Layer, edits: tuple[Edit, ...]) -> Layer:
    """The layer as it runs with these edits; the steps before the first edited one stay bitwise.

    Steps are gone through in the order in which the layer reads them, the padding of a packed sequence
    last in both directions, so that nothing follows from what is computed there.
    """
    plain = {name: _turned(layer, values) for name, values in layer.quantities.items()}
    places = [_turned(layer, edit.places(plain[edit.quantity])) for edit in edits]
    edited = torch.stack([where.flatten(1).any(1) for where in places]).any(0).nonzero().flatten().tolist()
    if not edited:
        return layer
    first, end = edited[0], edited[-1] + 1
    changes: _Changes = {}
    for edit, where in zip(edits, places, strict=True):
        changes.setdefault(edit.quantity, []).append((edit, where[first:end].unbind()))

    inputs = _turned(layer, layer.inputs)
    before = {name: values[:first] for name, values in plain.items()}
    during = _step_by_step(layer, inputs[first:end], _ended(layer, before), changes)
    after = _at_once(mode, layer, inputs[end:], _ended(layer, during))
    whole = {name: torch.cat([before[name], during[name], after[name]]) for name in layer.order}
    back = {name: layer.without_padding(_turned(layer, values)) for name, values in whole.items()}
    return replace(layer, edits=edits, **back)  # type: ignore[arg-type]


def _turned(layer: Layer, values: Tensor) -> Tensor:
    """From the sequence's order to the layer's, and back: (T, B, .)."""
    if not layer.reverse:
        return values
    return turned(values.expand(-1, len(layer.h0), -1), layer.lengths)


def _ended(layer: Layer, stretch: _Quantities) -> _Quantities:
    """The states at the end of a stretch of steps, the layer's initial ones if it is empty: (B, H) each."""
    states = {"hidden": layer.h0} | ({"cell": layer.c0} if isinstance(layer, LSTMLayer) else {})
    return {name: stretch[name][-1] if len(stretch[name]) else initial for name, initial in states.items()}


def _step_by_step(layer: Layer, inputs: Tensor, state: _Quantities, changes: _Changes) -> _Quantities:
    weights = cells.Weights(layer.weight_ih, layer.weight_hh, layer.bias_ih, layer.bias_hh, layer.weight_hr)
    steps = []
    for t, read in enumerate(cells.from_input(inputs, weights)):
        state = _step(layer, read, state, weights, partial(_edited, changes, t))
        steps.append(state)
    return {name: torch.stack([step[name] for step in steps]) for name in layer.order}


def _edited(changes: _Changes, t: int, name: str, value: Tensor) -> Tensor:
    for edit, where in changes.get(name, ()):
        value = edit.applied(value, where[t])
    return value


def _step(
    layer: Layer, read: Tensor, state: _Quantities, weights: cells.Weights, edit: cells.Edit
) -> _Quantities:
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
