"""Layers made out of a layer that ran: other quantities on its time axis, or a stretch of its steps."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lstmviz.draw.scene import Layer, Weights


@dataclass(frozen=True)
class NoWeights:
    """Of what computed nothing."""

    parts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Derived:
    """What was made out of a layer's run: it is drawn like a layer, but it computed nothing."""

    name: str
    kind: str
    reverse: bool
    lengths: Any
    inputs: Any
    quantities: Mapping[str, Any]  # (T, B, rows)
    initial: Mapping[str, Any] = field(default_factory=dict)
    weights: Weights = field(default_factory=NoWeights)


def derived(layer: Layer, quantities: Mapping[str, Any]) -> Derived:
    """Quantities of another making, on the time axis of a layer."""
    return Derived(layer.name, layer.kind, layer.reverse, layer.lengths, layer.inputs, quantities)


def stretch(layer: Layer, row: int, steps: range, units: int | None = None) -> Derived:
    """One sequence of a layer's batch, cut to some of its steps, and to its first units if so many are said.

    The cut run begins with the states that the steps left out had come to. It can be computed from its inputs
    as before as long as it has all its units.
    """
    length = len(layer.inputs) if layer.lengths is None else int(layer.lengths[row])
    before = steps.stop if layer.reverse else steps.start - 1
    begins = {
        state: layer.quantities[state][before] if 0 <= before < length else start
        for state, start in layer.initial.items()
    }
    initial = {state: begin[row : row + 1] for state, begin in begins.items()}
    window = slice(steps.start, steps.stop)
    return Derived(
        name=layer.name,
        kind=layer.kind,
        reverse=layer.reverse,
        lengths=None,
        inputs=layer.inputs[window, row : row + 1],
        quantities={name: values[window, row : row + 1, :units] for name, values in layer.quantities.items()},
        initial=initial if units is None else {},
        weights=layer.weights if units is None else NoWeights(),
    )
