"""Calls that hand their state on, as the one sequence that they are."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import torch
from torch import Tensor
from torch.nn.utils.rnn import PackedSequence

from lstmviz.internals.edits import Edit
from lstmviz.internals.layers import Layer, Layers

if TYPE_CHECKING:
    from lstmviz.internals.trace import Trace


def joined(traces: Sequence["Trace"], time: int) -> "Trace":
    """One trace over the steps of several, each beginning where the one before it ended.

    time: the dimension of the output that holds the steps.
    """
    if len(traces) == 1:
        return traces[0]
    outputs = [trace.output for trace in traces if not isinstance(trace.output, PackedSequence)]
    layers = Layers(
        _one_after_the_other(parts) for parts in zip(*(trace.layers for trace in traces), strict=True)
    )
    return replace(traces[-1], output=torch.cat(outputs, dim=time), layers=layers)


def _one_after_the_other(parts: Sequence[Layer]) -> Layer:
    first, begun = parts[0], 0
    edits: list[Edit] = []
    stepped: list[int] = []
    for part in parts:
        stepped += [begun + step for step in part.stepped]
        edits += [_later(edit, begun, len(part.inputs)) for edit in part.edits]
        begun += len(part.inputs)
    return replace(
        first,
        inputs=_joined([part.inputs for part in parts]),
        quantities={name: _joined([part.quantities[name] for part in parts]) for name in first.quantities},
        edits=tuple(edits),
        stepped=range(stepped[0], stepped[-1] + 1) if stepped else range(0),
    )


def _later(edit: Edit, begun: int, steps: int) -> Edit:
    """The edit of a part of so many steps, its steps counted in the whole."""
    return replace(
        edit, steps=[begun + step for step in (range(steps) if edit.steps is None else edit.steps)]
    )


def _joined(steps: Sequence[Tensor]) -> Tensor:
    return torch.cat(list(steps))
