"""A call: one run of a recurrent module, with the weights that it read."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn
from torch.nn.utils.rnn import PackedSequence

from lstmviz.errors import InputError
from lstmviz.internals.followed import path_of, why_unseen
from lstmviz.internals.inputs import State, Steps
from lstmviz.internals.layer_form import as_layer, frozen, used_weights
from lstmviz.internals.modules import first_weight
from lstmviz.internals.nested_tensors import detached, equal
from lstmviz.internals.watch import SINGLE_STEPS, watched
from lstmviz.internals.workspace import Workspace, workspaces
from lstmviz.nets.recurrent import Recurrent, directions


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
    return _the_one(caught, module, given)


def _the_one(caught: list[tuple[Any, Call]], module: Recurrent, given: Any) -> Call:
    """The call, where it is one and the module hands on what its layer gave."""
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
