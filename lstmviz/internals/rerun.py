"""A layer run again with edits: what came before stands, the edited steps go one by one, the rest at once."""

from dataclasses import replace
from functools import partial, reduce

import torch
from torch import Tensor

from lstmviz.internals.edits import Edit
from lstmviz.internals.layers import Layer, opened
from lstmviz.internals.recurrence import fused
from lstmviz.nets.weights import Weights

_Quantities = dict[str, Tensor]
_Changes = dict[str, list[tuple[Edit, tuple[Tensor, ...]]]]
"""The edits of each quantity, in the order given, each with its operand at every step, (B, H)."""


def rerun(layer: Layer, edits: tuple[Edit, ...]) -> Layer:
    """The layer as it runs with these edits; what each sequence went through before its first stays bitwise.

    Steps are gone through in the order in which the layer reads them, the padding of a packed sequence
    last in both directions, so that nothing follows from what is computed there.
    """
    places = [layer.in_reading_order(edit.places(layer.quantities[edit.quantity])) for edit in edits]
    at = reduce(torch.logical_or, [where.any(-1, keepdim=True) for where in places])  # (T, B or 1, 1)
    edited = at.any(1).flatten().nonzero().flatten().tolist()
    if not edited:
        return layer
    first, end = edited[0], edited[-1] + 1
    if layer.declaration.fused is None:  # nothing runs the steps after the last edited one at once
        end = len(layer.inputs)
    changes: _Changes = {}
    for edit in edits:
        operand = layer.in_reading_order(edit.operand(layer.quantities[edit.quantity]))
        changes.setdefault(edit.quantity, []).append((edit, operand[first:end].unbind()))

    inputs = layer.in_reading_order(layer.inputs)
    before = {name: layer.in_reading_order(values)[:first] for name, values in layer.quantities.items()}
    during = _step_by_step(layer, inputs[first:end], _ended(layer, before), changes)
    after = _at_once(layer, inputs[end:], _ended(layer, during))
    whole = _joined([before, during, after])
    if at.shape[1] > 1:  # sequences are edited at steps of their own, or not at all
        follows = at.cumsum(0) > 0
        plain = {name: layer.in_reading_order(values) for name, values in layer.quantities.items()}
        whole = {name: torch.where(follows, values, plain[name]) for name, values in whole.items()}
    back = {name: layer.without_padding(layer.in_reading_order(values)) for name, values in whole.items()}
    return replace(layer, edits=edits, quantities=back, stepped=range(first, end))


def _joined(stretches: list[_Quantities]) -> _Quantities:
    """One after the other; a single one that is not empty as it is, since copies cost as much as steps."""
    first, *others = [stretch for stretch in stretches if len(stretch["hidden"])]
    if not others:
        return first
    return {
        name: torch.cat([values, *(stretch[name] for stretch in others)]) for name, values in first.items()
    }


def _ended(layer: Layer, stretch: _Quantities) -> _Quantities:
    """The states after a stretch of steps, the layer's initial ones if it is empty: (B, H) each."""
    return {
        name: stretch[name][-1] if len(stretch[name]) else initial for name, initial in layer.initial.items()
    }


def _step_by_step(layer: Layer, inputs: Tensor, state: _Quantities, changes: _Changes) -> _Quantities:
    cell, weights = layer.declaration, step_weights(layer)
    steps = []
    with torch.inference_mode():  # a fifth faster than without gradients; what is stacked outside is ordinary
        for t, read in enumerate(weights.input(inputs).unbind()):
            state = cell.step(read, state, weights, partial(_edited, changes, t))
            steps.append(state)
    return {name: torch.stack([step[name] for step in steps]) for name in cell.order}


def step_weights(layer: Layer) -> Weights:
    """The layer's; both biases as one, so that no step has to add the second, except within a GRU's reset."""
    parts = dict(layer.weights.parts)
    if layer.declaration.biases_apart or "bias_hh" not in parts:
        return layer.weights
    return Weights(parts | {"bias_ih": parts["bias_ih"] + parts.pop("bias_hh")})


def _edited(changes: _Changes, t: int, name: str, value: Tensor) -> Tensor:
    for edit, operands in changes.get(name, ()):
        value = edit.applied(value, operands[t])
    return value


def _at_once(layer: Layer, inputs: Tensor, state: _Quantities) -> _Quantities:
    """The steps after the last edited one, where the layer runs as ever."""
    if not len(inputs):
        return {name: values[:0] for name, values in layer.quantities.items()}
    flat = list(layer.weights.parts.values())
    states = [values[None].contiguous() for values in state.values()]  # (1, B, .)
    start = states if len(states) > 1 else states[0]
    bias = "bias_ih" in layer.weights.parts
    hidden = fused(layer.declaration)(inputs, start, flat, bias, 1, 0.0, False, False, False)[0]
    run = replace(
        layer,
        reverse=False,
        lengths=None,
        inputs=inputs,
        initial=state,
        quantities={"hidden": hidden},
        edits=(),
        stepped=range(0),
    )
    return dict(opened(run).quantities)
