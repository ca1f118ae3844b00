"""One layer, in one direction, as a map from state to state: what gradients through time are taken of."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import TypeVar

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import PackedSequence

from lstmviz.errors import InputError
from lstmviz.internals.calls import call_of, untouched
from lstmviz.internals.inputs import checked
from lstmviz.internals.layers import Layer
from lstmviz.internals.modules import cell_of, first_weight
from lstmviz.internals.rerun import step_weights
from lstmviz.internals.trace import trace
from lstmviz.nets.recurrent import Recurrent, RecurrentLayer, as_computed

Module = TypeVar("Module", bound=nn.Module)


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class StateMap:
    """A run in float64, and the step that made it. S = H, or P + H for an LSTM: h and c as one vector."""

    layer: Layer
    reads: Tensor  # (T, B, blocks * H), W x + b of every step
    starts: Tensor  # (T, B, S), the state each step started from
    step: Callable[[Tensor, Tensor], dict[str, Tensor]]  # a step's read and start -> all it computes
    turned: bool = False  # whether row 0 is the last step of the sequence, as a reverse layer reads it


def state_map(module: nn.Module, x: Tensor, layer: int | str, asked_by: str) -> StateMap:
    """Run the module over x in float64, whatever its own dtype.

    Args:
        module: nn.LSTM, GRU, RNN or RecurrentLayer; a projection is welcome.
        x: (T, I) or (T, B, I), of the module's dtype.
        layer: which of its layers, as `trace.layers` takes it.
        asked_by: the function a refusal speaks for.

    Raises:
        InputError: module and x do not fit, x is packed, or the states grow beyond float64.
    """
    with untouched(module):
        call = call_of(*checked(module, x, None))
    if isinstance(call.x, PackedSequence):
        raise InputError(
            "x is a PackedSequence; {asked_by} takes sequences of one length, (T, I) each.", asked_by=asked_by
        )
    plain = _in_float64(call.module)
    return of_layer(trace(plain, call.x.double()).layers[layer])


def of_layer(layer: Layer) -> StateMap:
    """A layer that ran in float64, in the order in which it reads: a reverse one is turned round."""
    turned = layer.reverse
    if turned:
        backwards = {name: values.flip(0) for name, values in layer.quantities.items()}
        layer = replace(layer, reverse=False, inputs=layer.inputs.flip(0), quantities=backwards)
    _check_finite(layer.hidden)
    weights = step_weights(layer)
    return StateMap(
        layer=layer,
        reads=weights.input(layer.inputs),
        starts=torch.cat([layer.previous(state) for state in layer.declaration.states], dim=-1),
        step=lambda read, start: layer.declaration.step(read, apart(layer, start), weights, as_computed),
        turned=turned,
    )


def _in_float64(frozen: Recurrent) -> Recurrent:
    """A module of torch's own with the weights and settings of a call's."""
    cell, sizes = cell_of(frozen), (frozen.input_size, frozen.hidden_size)
    if cell.module is None:
        made: Recurrent = RecurrentLayer(cell, *sizes, bias=frozen.bias)
    else:
        settings = {name: getattr(frozen, name) for name in ("num_layers", "bias", "bidirectional")}
        settings |= {"batch_first": frozen.batch_first} | dict(cell.settings)
        projected = {"proj_size": frozen.proj_size} if frozen.proj_size else {}
        made = getattr(nn, cell.module)(*sizes, **settings, **projected)
    made = made.to(device=first_weight(frozen).device, dtype=torch.float64)
    made.load_state_dict(dict(frozen._parameters))
    return made.eval()


def in_float64(module: Module) -> Module:
    """A copy in float64 and eval mode; the caller's own stays as it is."""
    try:
        return deepcopy(module).double().eval()
    except RuntimeError as error:  # torch does not copy a weight that is computed from others
        raise InputError(
            "a {kind} cannot be copied, since a hook in it computes a weight from others; "
            "make the weight its own with remove_weight_norm or remove_spectral_norm of "
            "torch.nn.utils, or torch.nn.utils.prune.remove.",
            kind=type(module).__name__,
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
            "the states grow beyond float64 at step {step}; shorten x, or scale the recurrent weights down.",
            step=step,
        )
