"""What a recurrent module is to a trace: its cell, its layers and weights, and whether it is whole."""

from collections.abc import Iterator
from functools import cache

import torch
from torch import Tensor, nn

from lstmviz.errors import InputError
from lstmviz.nets.cells import Cell, of_mode
from lstmviz.nets.recurrent import Recurrent, directions, output_width


def cell_of(module: Recurrent) -> Cell:
    """What the module's cell declares."""
    return of_mode(module.mode)


def first_weight(module: Recurrent) -> Tensor:
    """The weight whose dtype and device all else must share."""
    weight = module.weight_ih_l0
    if not isinstance(weight, Tensor):
        raise InputError("module has no weight_ih_l0; make the module anew and load its state_dict.")
    return weight


def layer_names(module: Recurrent) -> Iterator[tuple[int, str]]:
    """Depth and suffix of every layer, in PyTorch's order: (0, "l0"), (0, "l0_reverse"), (1, "l1"), ..."""
    for depth in range(module.num_layers):
        for suffix in ("", "_reverse")[: directions(module)]:
            yield depth, f"l{depth}{suffix}"


def weights(module: Recurrent, layer: str) -> dict[str, Tensor]:
    """The weights of one layer by their names without it, in PyTorch's order."""
    return {part: getattr(module, f"{part}_{layer}") for part in _expected_shapes(module, 0)}


def state_width(module: Recurrent, state: str) -> int:
    """H; P for a hidden state that is projected."""
    return module.proj_size if state == "hidden" and module.proj_size else module.hidden_size


def check_module(module: Recurrent) -> None:
    """`InputError` if the module cannot be traced: its kind, numbers or shapes."""
    first = first_weight(module)
    if first.dtype not in (torch.float32, torch.float64):
        raise InputError(
            "module holds {dtype}; trace takes float32 and float64, so call module.float().",
            dtype=first.dtype,
        )
    if first.is_meta:
        raise InputError(
            "module is on the meta device and holds no numbers; use module.to_empty and load weights."
        )
    expected = {
        f"{part}_{layer}": shape
        for depth, layer in layer_names(module)
        for part, shape in _expected_shapes(module, depth).items()
    }
    made = module._flat_weights_names if isinstance(module, nn.RNNBase) else module._parameters
    if expected.keys() != set(made):
        raise InputError("module's settings were changed after it was made; make the module anew.")
    for name, shape in expected.items():
        _check_weight(name, getattr(module, name, None), shape, first)


def _check_weight(name: str, weight: object, shape: tuple[int, ...], first: Tensor) -> None:
    if not isinstance(weight, Tensor) or weight.layout is not torch.strided:
        raise InputError(
            "module holds no {name}: something around it makes the weight as the model runs. "
            "Record the whole model with lstmviz.record(model) while it runs.",
            name=name,
        )
    if weight.shape != shape:
        raise InputError(
            "module's {name} is {shape} where its sizes ask for {expected}; make the module "
            "anew and load its state_dict.",
            name=name,
            shape=tuple(weight.shape),
            expected=shape,
        )
    if weight.dtype != first.dtype or weight.device != first.device:
        raise InputError(
            "module's {name} is {dtype} on {device} and weight_ih_l0 {first_dtype} on {first_device};"
            " move the whole module with module.to(...).",
            name=name,
            dtype=weight.dtype,
            device=weight.device,
            first_dtype=first.dtype,
            first_device=first.device,
        )


def _expected_shapes(module: Recurrent, depth: int) -> dict[str, tuple[int, ...]]:
    read = module.input_size if depth == 0 else output_width(module)
    return _shapes(module.mode, read, module.hidden_size, bool(module.bias), module.proj_size)


@cache
def _shapes(mode: str, inputs: int, hidden: int, bias: bool, projected: int) -> dict[str, tuple[int, ...]]:
    return of_mode(mode).shapes(inputs, hidden, bias, projected)
