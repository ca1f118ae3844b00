"""Gates that a layer of one's own handed out, in the form of a trace."""

from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor

from lstmviz.errors import InputError
from lstmviz.internals.layers import Layer
from lstmviz.nets.cells import CELLS, Cell
from lstmviz.nets.weights import Weights


def layer_of_arrays(cell: str, quantities: Mapping[str, Any], inputs: Any = None) -> Layer:
    """A layer of these quantities, without weights; `Trace.from_arrays` says what they are.

    Raises:
        InputError: there is no such cell, a quantity is missing or none of the cell's, or shapes differ.
    """
    declaration = _declaration(cell, quantities)
    arrays = {name: _steps(name, quantities[name]) for name in declaration.order}
    T, B = _same_shape(declaration, arrays)[:2]
    read = torch.zeros(T, B, 0) if inputs is None else _steps("inputs", inputs)
    if read.shape[:2] != (T, B):
        raise InputError(
            "inputs has the shape {shape}; make it ({t}, {b}, I).", shape=tuple(read.shape), t=T, b=B
        )
    return Layer(
        declaration=declaration,
        name="l0",
        reverse=False,
        lengths=None,
        inputs=read,
        initial={state: torch.zeros_like(arrays[state][0]) for state in declaration.states},
        weights=Weights({}),
        quantities=arrays,
        stepped=range(T),
    )


def _declaration(cell: str, quantities: Mapping[str, Any]) -> Cell:
    """The cell that computes just these quantities."""
    if cell not in CELLS:
        raise InputError(
            "There is no cell {cell!r}; choose one of {known}.", cell=cell, known=", ".join(CELLS)
        )
    declaration = CELLS[cell]
    if set(quantities) != set(declaration.order):
        raise InputError(
            "The quantities are {given}; a {title} has {known}.",
            given=", ".join(quantities),
            title=declaration.title,
            known=", ".join(declaration.order),
        )
    return declaration


def _steps(name: str, values: Any) -> Tensor:
    """(T, B, H) of (T, H) or (T, B, H), floating."""
    try:
        steps = torch.as_tensor(values).detach()
    except (TypeError, ValueError, RuntimeError):
        raise InputError(
            "{name} is a {kind}; hand over an array or a tensor.", name=name, kind=type(values).__name__
        ) from None
    if steps.dim() not in (2, 3):
        raise InputError(
            "{name} has the shape {shape}; make it (T, H) or (T, B, H).", name=name, shape=tuple(steps.shape)
        )
    steps = steps if steps.is_floating_point() else steps.float()
    return steps if steps.dim() == 3 else steps[:, None]


def _same_shape(cell: Cell, arrays: Mapping[str, Tensor]) -> tuple[int, int, int]:
    shapes = {name: tuple(values.shape) for name, values in arrays.items()}
    first = shapes[cell.order[0]]
    for name, shape in shapes.items():
        if shape != first:
            raise InputError(
                "{name} has the shape {shape} and {other} {first}; make them the same.",
                name=name,
                shape=shape,
                other=cell.order[0],
                first=first,
            )
    return first[0], first[1], first[2]
