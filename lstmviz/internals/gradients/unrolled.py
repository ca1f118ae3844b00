"""One layer, in one direction, as a map from state to state: what gradients through time are taken of."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import TypeVar

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import PackedSequence

from lstmviz.errors import InputError
from lstmviz.internals.inputs import checked
from lstmviz.internals.layers import Layer
from lstmviz.internals.rerun import step_weights
from lstmviz.internals.trace import trace
from lstmviz.nets.recurrent import as_computed

Module = TypeVar("Module", bound=nn.Module)


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Unrolled:
    """A run in float64, and the step that made it. S = H, or P + H for an LSTM: h and c as one vector."""

    layer: Layer
    reads: Tensor  # (T, B, blocks * H), W x + b of every step
    starts: Tensor  # (T, B, S), the state each step started from
    step: Callable[[Tensor, Tensor], dict[str, Tensor]]  # a step's read and start -> all it computes


def unrolled(module: nn.Module, x: Tensor, asked_by: str) -> Unrolled:
    """Run the module over x in float64, whatever its own dtype.

    Args:
        module: nn.LSTM, GRU or RNN of one layer and one direction; a projection is welcome.
        x: (T, I) or (T, B, I), of the module's dtype.
        asked_by: the function a refusal speaks for.

    Raises:
        InputError: module and x do not fit, there are more layers or directions than one, x is packed,
            or the states grow beyond float64.
    """
    module, _, _ = checked(module, x, None)
    if isinstance(x, PackedSequence):
        raise InputError(f"x is a PackedSequence; {asked_by} takes sequences of one length, (T, I) each.")
    if module.num_layers != 1:
        raise InputError(
            f"module has num_layers={module.num_layers}; {asked_by} follows one layer. "
            "Make a module of the one layer, and hand over what that layer reads as x."
        )
    if module.bidirectional:
        raise InputError(f"module is bidirectional; {asked_by} follows one direction. Make a module of it.")
    layer = trace(in_float64(module), x.detach().double()).layers[0]
    starts = torch.cat([layer.previous(state) for state in layer.declaration.states], dim=-1)
    _check_finite(layer.hidden)
    weights = step_weights(layer)
    return Unrolled(
        layer=layer,
        reads=weights.input(layer.inputs),
        starts=starts,
        step=lambda read, start: layer.declaration.step(read, apart(layer, start), weights, as_computed),
    )


def in_float64(module: Module) -> Module:
    """A copy in float64 and eval mode; the caller's own stays as it is."""
    try:
        return deepcopy(module).double().eval()
    except RuntimeError as error:  # torch does not copy a weight that is computed from others
        raise InputError(
            f"a {type(module).__name__} cannot be copied, since it computes a weight from others; "
            "use torch.nn.utils.remove_weight_norm, or the same from torch.nn.utils.parametrizations."
        ) from error


def apart(layer: Layer, state: Tensor) -> dict[str, Tensor]:
    """Each of the states in (..., S), by name."""
    widths = [begin.shape[-1] for begin in layer.initial.values()]
    return dict(zip(layer.initial, torch.split(state, widths, dim=-1), strict=True))


def together(layer: Layer, step: dict[str, Tensor]) -> Tensor:
    """The state (..., S) that a step ends in: `apart` the other way round."""
    return torch.cat([step[name] for name in layer.declaration.states], dim=-1)


def _check_finite(hidden: Tensor) -> None:
    """Only a relu RNN can grow without limit: hidden (T, B, H)."""
    finite = hidden.isfinite().flatten(1).all(dim=1)
    if not finite.all():
        step = int(finite.logical_not().nonzero()[0])
        raise InputError(
            f"the states grow beyond float64 at step {step}; shorten x, or scale the recurrent weights down."
        )
