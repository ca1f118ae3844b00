"""A model in which a recurrent layer's hidden states are free, so that a loss has gradients by them."""

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from lstmviz.errors import InputError
from lstmviz.internals.calls import Call
from lstmviz.internals.followed import followed_and_left_out, refuse
from lstmviz.internals.inputs import State, Steps, check_steps
from lstmviz.internals.layer_form import as_given, as_layer, frozen, used_weights
from lstmviz.internals.layers import Layer, Layers
from lstmviz.internals.layout import laid_out, time_major
from lstmviz.internals.modules import check_module
from lstmviz.internals.nested_tensors import detached
from lstmviz.internals.opening import initial_states, one_layer
from lstmviz.internals.trace import of_call
from lstmviz.internals.watch import watched
from lstmviz.nets.recurrent import directions


@dataclass(frozen=True, eq=False)
class Tapped:
    """One run of a model."""

    layer: Layer  # its recurrent layer
    hidden: Tensor  # (T, B, H), what the rest of the model ran on: a leaf that tracks gradients
    answers: Tensor  # (T, B, K) of the model; (1, B, K) where it answers once
    batched: bool


def tap(model: nn.Module, x: Tensor, name: str | None) -> Tapped:
    """Run a model; its answers depend on the layer's hidden states as on numbers given.

    Raises:
        InputError: it has no such layer, or that ran more than once or from a state; or it gives no answers
            of the forms that `flow` names.
    """
    name, module, part = _chosen(model, name)
    taps: list[tuple[Call, Layer, Tensor]] = []

    def tapping(seen: nn.Module, read: Any, hx: Any, given: Any) -> Any:
        if seen is not module:
            return given
        call = _checked_call(name, module, as_layer(module, read, hx, given))
        layers = of_call(call).layers
        layer = _part(name, layers, part)
        hidden = layer.hidden.clone().requires_grad_()
        taps.append((call, layer, hidden))
        return as_given(module, *_run_on(call, layers, layers.index(layer), hidden))

    with torch.enable_grad():
        with watched(tapping):
            answers = model(x)
        if len(taps) != 1:
            raise InputError(
                "{name!r} ran {count} times; flow takes a model that runs it once.",
                name=name,
                count=len(taps),
            )
        ((call, layer, hidden),) = taps
        batched = call.x.dim() == 3  # type: ignore[union-attr]
        return Tapped(layer, hidden, _as_steps(answers, call, hidden), batched)


def _run_on(call: Call, layers: Layers, position: int, hidden: Tensor) -> tuple[Steps, State]:
    """What the module gives where one of its layers has these hidden states (T, B, H), and others follow."""
    module, ways = call.module, directions(call.module)
    states = {name: [layer.last(layer.quantities[name]) for layer in layers] for name in layers[0].initial}
    states["hidden"][position] = layers[position].last(hidden)
    depth = position // ways
    beside = [
        hidden if layer is layers[position] else layer.hidden for layer in layers[depth * ways :][:ways]
    ]
    given = torch.cat(beside, dim=-1)
    initial = initial_states(module, call.x, call.hx)
    for above in range(depth + 1, module.num_layers):
        given, *last = one_layer(module, above, given, initial)
        for name, rows in zip(states, last, strict=True):
            states[name][above * ways : (above + 1) * ways] = rows.unbind()
    ended = [torch.stack(rows) for rows in states.values()]  # (layers, B, .) each
    if call.x.dim() == 2:  # type: ignore[union-attr]
        ended = [rows[:, 0] for rows in ended]
    return laid_out(module, call.x, given), tuple(ended) if isinstance(call.state, tuple) else ended[0]


def _part(name: str, layers: Layers, part: str) -> Layer:
    """The layer of this name in a module, or the only one."""
    if part or len(layers) == 1:
        return layers[part] if part else layers[0]
    told = ", ".join(repr(f"{name} {layer.name}".lstrip()) for layer in layers)
    raise InputError(
        "{name!r} has {count} layers; name one of them as layer: {told}.",
        name=name,
        count=len(layers),
        told=told,
    )


def _chosen(model: nn.Module, name: str | None) -> tuple[str, nn.Module, str]:
    """The module, and which of its layers is named behind it: "encoder l1 reverse"."""
    followed, left_out = followed_and_left_out(model)
    if not followed:
        raise refuse(model, left_out)
    if name is None and len(followed) == 1:
        name = next(iter(followed))
    if name in followed:
        return name, followed[name], ""
    module, _space, part = (name or "").partition(" ")
    if "" in followed and name:  # the model is the layer itself
        module, part = "", name
    if name is None or module not in followed:
        raise InputError(
            "layer is {name!r}; name one of the model's: {known}.",
            name=name,
            known=", ".join(map(repr, followed)),
        )
    return module, followed[module], part


def _checked_call(name: str, module: nn.Module, run: Any) -> Call:
    call = Call(frozen(module, detached(used_weights(module))), *detached(run))
    check_module(call.module)
    check_steps(call.module, call.x, call.hx)
    if not isinstance(call.x, Tensor):
        raise InputError("x is a PackedSequence; flow takes sequences of one length, (T, I) each.")
    states = call.hx if isinstance(call.hx, tuple) else (call.hx,)
    if any(state is not None and state.any() for state in states):
        raise InputError(
            "{name!r} starts from a state; flow takes a model that starts it from zero.", name=name
        )
    return call


def _as_steps(answers: Any, call: Call, hidden: Tensor) -> Tensor:
    """(T, B, K) of what the model answered, (1, B, K) of an answer to the whole sequence."""
    if not isinstance(answers, Tensor):
        raise InputError(
            "net gives a {kind}; it must give one tensor of answers.", kind=type(answers).__name__
        )
    batched = call.x.dim() == 3  # type: ignore[union-attr]
    if answers.dim() == (3 if batched else 2) and len(time_major(call.module, answers)) == len(hidden):  # type: ignore[arg-type]
        return time_major(call.module, answers)  # type: ignore[return-value]
    if answers.dim() == (2 if batched else 1):
        return answers[None] if batched else answers[None, None]
    raise InputError(
        "net gives answers of shape {shape}; it must give (T, B, K) or (B, K).", shape=tuple(answers.shape)
    )
