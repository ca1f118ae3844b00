"""A call: one run of a recurrent module, with the weights that it read."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import PackedSequence

from lstmviz.errors import InputError
from lstmviz.internals.followed import path_of, why_unseen
from lstmviz.internals.inputs import State, Steps
from lstmviz.internals.modules import first_weight
from lstmviz.internals.watch import SINGLE_STEPS, kind_of, watched
from lstmviz.internals.workspace import Workspace, workspaces
from lstmviz.nets.recurrent import Recurrent, RecurrentLayer, directions


@dataclass(frozen=True, eq=False)
class Call:
    """One run of a recurrent module; of a cell such as nn.LSTMCell as a run over one step."""

    module: Recurrent  # settings and weights as they were in this run: no hooks, nobody else's
    x: Steps
    hx: State | None
    output: Steps
    state: State
    workspaces: list[Workspace] | None = None  # of each layer and direction, where torch keeps its gates


def call_of(module: Recurrent, x: Steps, hx: State | None, grad: bool = False) -> Call:
    """Run the module once, as in eval mode, and keep the one call of a torch layer that comes of it.

    Raises:
        InputError: no such call came, or several, or the module makes something else of what the layer gave.
    """
    caught: list[tuple[Any, Call]] = []

    def catch(layer: nn.Module, *seen: Any) -> Any:
        if not isinstance(layer, tuple(SINGLE_STEPS)):
            weights, run = used_weights(layer), as_layer(layer, *seen)
            gates = None if grad else _workspaces(layer, run[2])
            weights, run = (weights, run) if grad else (detached(weights), detached(run))
            x, hx, output, state = run
            caught.append((seen[-1], Call(frozen(layer, weights), x, hx, output, state, gates)))
        return seen[-1]

    with watched(catch), torch.set_grad_enabled(torch.is_grad_enabled() and (grad or _needs_graph(module))):
        given = _as_in_eval(module)(x, hx)
    name = path_of(module)
    if not caught:
        raise InputError("module is a {name} that {reason}.", name=name, reason=why_unseen(module))
    if len(caught) > 1:
        raise InputError(
            "module is a {name} whose forward runs a recurrent layer {count} times; "
            "lstmviz.record(module) shows each.",
            name=name,
            count=len(caught),
        )
    ((given_by_layer, call),) = caught
    if not equal(given, given_by_layer):
        raise InputError(
            "module is a {name} with a hook or a forward that changes what its layer gives; "
            "lstmviz.record(module) shows the layer as it ran.",
            name=name,
        )
    return call


def _workspaces(layer: nn.Module, output: Steps) -> list[Workspace] | None:
    if not isinstance(layer, nn.LSTM) or isinstance(output, PackedSequence):
        return None
    return workspaces(output, layer.num_layers, directions(layer))


def _needs_graph(module: Recurrent) -> bool:
    """Whether a graph is of use or changes a number: without one a CPU runs GRU and RNN all the same."""
    return not isinstance(module, nn.GRU | nn.RNN) or first_weight(module).device.type != "cpu"


def _as_in_eval(module: Recurrent) -> Recurrent:
    """The same module with its training flag off, sharing all else: the caller's is left as it is."""
    twin = object.__new__(type(module))
    vars(twin).update(vars(module), training=False)
    for name in ("_flat_weights", "_flat_weight_refs"):  # which a hook that makes a weight writes into
        if name in vars(module):
            vars(twin)[name] = list(vars(module)[name])
    return twin


@contextmanager
def untouched(module: object) -> Iterator[None]:
    """Random generators and the module's buffers are after the block what they were before it."""
    made_on_the_way = isinstance(module, nn.Module) and bool(module._modules or module._forward_pre_hooks)
    if not isinstance(module, nn.Module) or not (made_on_the_way or module._buffers):
        yield
        return
    buffers = [(buffer, buffer.clone()) for buffer in module.buffers()]
    try:
        with torch.random.fork_rng(enabled=made_on_the_way):
            yield
    finally:
        with torch.no_grad():
            for buffer, before in buffers:
                buffer.copy_(before)


def equal(one: Any, other: Any) -> bool:
    """Whether two tensors, or two nests of them such as an output and its states, are the same numbers."""
    if isinstance(one, PackedSequence) and isinstance(other, PackedSequence):
        return equal(one.data, other.data)
    if isinstance(one, tuple | list) and isinstance(other, tuple | list):
        return len(one) == len(other) and all(map(equal, one, other))
    if not isinstance(one, Tensor) or not isinstance(other, Tensor):
        return False
    alike = (one.shape, one.dtype, one.device) == (other.shape, other.dtype, other.device)
    return one is other or (alike and _same_numbers(one, other))


def _same_numbers(one: Tensor, other: Tensor) -> bool:
    """As torch.equal, at a fifth of its time where there are many: weights are compared at every call."""
    if one.numel() < _MANY or one.device.type != "cpu" or one.dtype not in (torch.float32, torch.float64):
        return torch.equal(one, other)
    return np.array_equal(one.detach().numpy(), other.detach().numpy())


_MANY = 4096


def used_weights(module: nn.Module) -> dict[str, Tensor]:
    """The weights that the module's last run read, by the names of a layer: "weight_ih_l0"."""
    if isinstance(module, nn.RNNBase):
        flat = dict(zip(module._flat_weights_names, module._flat_weights, strict=True))
        return {name: weight for name, weight in flat.items() if weight is not None}
    if isinstance(module, RecurrentLayer):
        return {f"{name}_l0": weight for name, weight in module.weights.parts.items()}
    names = ("weight_ih", "weight_hh", *(("bias_ih", "bias_hh") if module.bias else ()))
    return {f"{name}_l0": getattr(module, name) for name in names}


def frozen(module: nn.Module, weights: dict[str, Tensor]) -> Recurrent:
    """A layer of torch's own kind with the module's settings and these weights, in eval mode."""
    kind = kind_of(module)
    layer = SINGLE_STEPS.get(kind, kind)
    twin: Any = object.__new__(layer)
    nn.Module.__init__(twin)
    if kind in SINGLE_STEPS:
        vars(twin).update(_ONE_LAYER, mode=_mode(module, layer))
    vars(twin).update({name: getattr(module, name) for name in _SETTINGS if hasattr(module, name)})
    vars(twin).update(training=False, _flat_weights_names=list(weights))
    twin._parameters.update(weights)
    made: Recurrent = twin
    return made


_SETTINGS = (
    *("mode", "input_size", "hidden_size", "bias", "num_layers"),
    *("bidirectional", "batch_first", "dropout", "proj_size"),
)
_ONE_LAYER = {
    "num_layers": 1,
    "bidirectional": False,
    "batch_first": False,
    "dropout": 0.0,
    "proj_size": 0,
}


def _mode(cell: nn.Module, layer: type[nn.Module]) -> str:
    activation = getattr(cell, "nonlinearity", None)
    return f"{layer.__name__}_{activation.upper()}" if activation else layer.__name__


def as_layer(module: nn.Module, x: Any, hx: Any, given: Any) -> tuple[Steps, State | None, Steps, State]:
    """x, hx, output and state of a run in the form of a layer's: those of a single step get a time axis."""
    if not isinstance(module, tuple(SINGLE_STEPS)):
        return x, hx, *given
    state = _with_axis(given)
    output = state[0] if isinstance(state, tuple) else state
    return x[None], None if hx is None else _with_axis(hx), output, state


def as_given(module: nn.Module, output: Steps, state: State) -> Any:
    """The way back: what the module hands to its caller."""
    if not isinstance(module, tuple(SINGLE_STEPS)):
        return output, state
    return tuple(part[0] for part in state) if isinstance(state, tuple) else state[0]


def _with_axis(state: Any) -> State:
    return tuple(part[None] for part in state) if isinstance(state, tuple | list) else state[None]


def detached(steps: Any) -> Any:
    """Tensors, or what holds them, apart from any graph and from later changes."""
    if isinstance(steps, PackedSequence):
        return steps._replace(data=detached(steps.data))
    if isinstance(steps, tuple | list):
        return tuple(detached(part) for part in steps)
    if isinstance(steps, dict):
        return {name: detached(part) for name, part in steps.items()}
    return steps.detach().clone() if isinstance(steps, Tensor) else steps
