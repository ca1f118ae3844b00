"""What may be traced, checked before torch sees it: torch reads out of bounds, or dies, on wrong shapes.

See pytorch#173946, #193823 and #195547: checking is the caller's job.
"""

from math import isfinite
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import PackedSequence

from lstmviz.errors import InputError
from lstmviz.internals.followed import no_layer, path_of
from lstmviz.internals.modules import cell_of, check_module, first_weight, state_width
from lstmviz.nets.recurrent import Recurrent, RecurrentLayer, directions

Steps = Tensor | PackedSequence
State = Tensor | tuple[Tensor, ...]


def parts(state: State) -> tuple[Tensor, ...]:
    """Each state of an initial or a last one: (h, c) of an LSTM, (h,) of a GRU."""
    return state if isinstance(state, tuple) else (state,)


def checked(module: object, x: object, hx: object) -> tuple[Recurrent, Steps, State | None]:
    """The three as they came, once they are known to fit each other; `InputError` if they do not."""
    if not isinstance(module, Recurrent):
        raise no_layer(module)
    check_module(module)
    x, hx = check_steps(module, x, hx)
    return module, x, hx


def check_steps(module: Recurrent, x: object, hx: object) -> tuple[Steps, State | None]:
    """Sequence and initial state, once they are known to fit the module; `InputError` if they do not."""
    if torch.is_autocast_enabled(first_weight(module).device.type):
        raise InputError("autocast would round the trace to half precision; leave the torch.autocast block.")
    if not isinstance(x, Tensor | PackedSequence):
        raise InputError("x is a {kind}; hand over a torch.Tensor or a PackedSequence.", kind=path_of(x))
    _check_sequence(module, x)
    return x, None if hx is None else _checked_state(module, x, hx)


def check_run(layer: Recurrent, module: nn.Module, x: Any, hx: Any) -> None:
    """InputError where what a run computed inside cannot be known exactly."""
    if module.training and layer.dropout and layer.num_layers > 1:
        raise InputError("drops out between its layers, with masks nobody can know; call model.eval() first")
    check_steps(layer, x, hx)


def _check_sequence(module: Recurrent, x: Steps) -> None:
    if isinstance(x, PackedSequence):
        if isinstance(module, RecurrentLayer):
            raise InputError(
                "x is a PackedSequence; a {mode} takes sequences of one length, (T, I) or (T, B, I).",
                mode=module.mode,
            )
        if not _fits_together(x):
            raise InputError(
                "x is a PackedSequence whose parts do not fit; make it with pack_padded_sequence."
            )
        _check_values("x.data", x.data, module)
    else:
        _check_values("x", x, module)
        _check_dimensions(module, x)
    width = (x.data if isinstance(x, PackedSequence) else x).shape[-1]
    if width != module.input_size:
        raise InputError(
            "x has {width} features a step; module reads input_size={input_size}.",
            width=width,
            input_size=module.input_size,
        )


def _check_dimensions(module: Recurrent, x: Tensor) -> None:
    if x.dim() not in (2, 3):
        shape = "(B, T, I)" if module.batch_first else "(T, B, I)"
        raise InputError(
            "x has shape {shape}; make it (T, I) for one sequence or {of_batch} for a batch.",
            shape=tuple(x.shape),
            of_batch=shape,
        )
    if step_count(module, x) == 0:
        raise InputError(
            "x has shape {shape}: an empty sequence; hand over at least one step.", shape=tuple(x.shape)
        )


def _fits_together(x: PackedSequence) -> bool:
    """A PackedSequence is a plain tuple: its parts need not fit, and torch does not look."""
    sizes = _integers(x.batch_sizes)
    if not sizes or sizes[-1] < 1 or sizes != sorted(sizes, reverse=True):
        return False
    if not isinstance(x.data, Tensor) or x.data.dim() != 2 or len(x.data) != sum(sizes):
        return False
    if x.sorted_indices is None and x.unsorted_indices is None:
        return True
    there, back, places = _integers(x.sorted_indices), _integers(x.unsorted_indices), list(range(sizes[0]))
    return sorted(there) == sorted(back) == places and [there[place] for place in back] == places


def _integers(indices: Tensor | None) -> list[int]:
    """The numbers in a tensor of indices; none if it is something else."""
    if not isinstance(indices, Tensor) or indices.dim() != 1 or indices.dtype != torch.int64:
        return []
    return indices.tolist()


def _checked_state(module: Recurrent, x: Steps, hx: object) -> State:
    """hx in torch's own form: h0, or a tuple such as (h0, c0); 2-D where x is unbatched, else 3-D."""
    cell = cell_of(module)
    widths = {cell.initial(state): state_width(module, state) for state in cell.states}
    if len(widths) > 1:
        if not isinstance(hx, tuple | list) or len(hx) != len(widths):
            raise InputError(
                "hx is a {kind}; hand over all states, ({states}).",
                kind=path_of(hx),
                states=", ".join(widths),
            )
        parts = tuple(hx)
    else:
        parts = (hx,)
    for (name, width), part in zip(widths.items(), parts, strict=True):
        shape = (module.num_layers * directions(module), *batch_shape(module, x), width)
        _check_part(name, part, module, shape)
    return parts if len(parts) > 1 else parts[0]


def _check_part(name: str, part: object, module: Recurrent, expected: tuple[int, ...]) -> None:
    if not isinstance(part, Tensor):
        raise InputError("hx's {name} is a {kind}; hand over a torch.Tensor.", name=name, kind=path_of(part))
    _check_values(f"hx's {name}", part, module)
    if part.shape != expected:
        raise InputError(
            "hx's {name} has shape {shape}; it must be {expected}.",
            name=name,
            shape=tuple(part.shape),
            expected=expected,
        )


def batch_shape(module: Recurrent, x: Steps) -> tuple[int, ...]:
    """(B,), or () if x is one sequence without a batch dimension."""
    if isinstance(x, PackedSequence):
        return (int(x.batch_sizes[0]),)
    return (x.shape[0 if module.batch_first else 1],) if x.dim() == 3 else ()


def step_count(module: Recurrent, x: Steps) -> int:
    """T, of the longest sequence where they differ."""
    if isinstance(x, PackedSequence):
        return len(x.batch_sizes)
    return x.shape[1 if module.batch_first and x.dim() == 3 else 0]


def _check_values(name: str, values: Tensor, module: Recurrent) -> None:
    """Dense, of the module's dtype, on its device, finite."""
    weight = first_weight(module)
    if values.layout is not torch.strided or values.is_nested:
        raise InputError(
            "{name} is not a plain dense tensor; use .to_dense(), or pack sequences of several lengths.",
            name=name,
        )
    if values.dtype != weight.dtype:
        raise InputError(
            "{name} is {dtype} and module {wanted}; use {name}.to({wanted}).",
            name=name,
            dtype=values.dtype,
            wanted=weight.dtype,
        )
    if values.device != weight.device:
        raise InputError(
            "{name} is on {device} and module on {other}; move one to the other.",
            name=name,
            device=values.device,
            other=weight.device,
        )
    if not isfinite(values.detach().sum()) and not values.isfinite().all():  # a sum is much faster to ask
        index = tuple((~values.isfinite()).nonzero()[0].tolist())
        raise InputError(
            "{name} is {found} at index {index}; replace NaN and infinity by numbers.",
            name=name,
            found=values[index].item(),
            index=index,
        )
