"""Whether edits fit the module and the sequence that they are for; sorted by its layers."""

from collections.abc import Iterable

import torch

from lstmviz.errors import InputError
from lstmviz.internals.edits import Edit
from lstmviz.internals.inputs import Steps, batch_shape, step_count
from lstmviz.internals.modules import cell_of, first_weight, layer_names, state_width
from lstmviz.languages import N_
from lstmviz.nets.recurrent import Recurrent


def by_layer(module: Recurrent, x: Steps, edits: Iterable[Edit]) -> dict[int, tuple[Edit, ...]]:
    """The edits of each layer that has any, in the order given; InputError if one does not fit."""
    if isinstance(edits, Edit) or not isinstance(edits, Iterable):
        raise InputError("edits is a {kind}; hand over a list of lstmviz.Edit.", kind=type(edits).__name__)
    sorted_by_layer: dict[int, tuple[Edit, ...]] = {}
    for position, edit in enumerate(edits):
        if not isinstance(edit, Edit):
            raise InputError(
                "edits[{position}] is a {kind}; make it a lstmviz.Edit.",
                position=position,
                kind=type(edit).__name__,
            )
        _check(f"edits[{position}]", edit, module, x)
        sorted_by_layer[edit.layer] = (*sorted_by_layer.get(edit.layer, ()), edit)
    return sorted_by_layer


def _check(name: str, edit: Edit, module: Recurrent, x: Steps) -> None:
    _check_quantity(name, edit, module)
    _check_layer(name, edit, module)
    _check_value(name, edit, module)
    _check_places(name, edit, module, x)


def _check_quantity(name: str, edit: Edit, module: Recurrent) -> None:
    cell = cell_of(module)
    if edit.quantity not in cell.order:
        raise InputError(
            "{name} is of {quantity!r}, which no {title} has; choose one of {known}.",
            name=name,
            quantity=edit.quantity,
            title=cell.title,
            known=", ".join(cell.order),
        )


def _check_layer(name: str, edit: Edit, module: Recurrent) -> None:
    layers = [layer.replace("_", " ") for _, layer in layer_names(module)]
    if not 0 <= edit.layer < len(layers):
        raise InputError(
            "{name} is of layer {layer}; the module has {count}, counted from 0: {known}.",
            name=name,
            layer=edit.layer,
            count=len(layers),
            known=", ".join(layers),
        )


def _check_value(name: str, edit: Edit, module: Recurrent) -> None:
    dtype = first_weight(module).dtype
    largest = torch.as_tensor(edit.value, dtype=torch.float64).abs().max().item()
    if largest > torch.finfo(dtype).max:
        raise InputError(
            "{name} has the value {largest}, more than {dtype} holds; take a smaller.",
            name=name,
            largest=largest,
            dtype=dtype,
        )


def _check_places(name: str, edit: Edit, module: Recurrent, x: Steps) -> None:
    units, steps = state_width(module, edit.quantity), step_count(module, x)
    (rows,) = batch_shape(module, x) or (1,)
    for chosen, count, outside in (
        (edit.units, units, N_("{name} is of unit {number}; {quantity} has units 0 to {last}.")),
        (edit.steps, steps, N_("{name} is of step {number}; the sequence has steps 0 to {last}.")),
        (edit.rows, rows, N_("{name} is of row {number}; the batch has rows 0 to {last}.")),
    ):
        for number in chosen or ():
            if not 0 <= number < count:
                raise InputError(outside, name=name, number=number, quantity=edit.quantity, last=count - 1)
