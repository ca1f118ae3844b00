"""A model in which a recurrent layer's hidden states are free, so that a loss has gradients by them."""

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from lstmviz.errors import InputError
from lstmviz.internals.calls import Call, as_layer, detached, frozen, used_weights
from lstmviz.internals.followed import followed_and_left_out, refuse
from lstmviz.internals.inputs import check_module, check_steps
from lstmviz.internals.layers import Layer
from lstmviz.internals.layout import laid_out, time_major
from lstmviz.internals.trace import of_call
from lstmviz.internals.watch import watched


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
        InputError: it has no such layer, or that ran more than once, from a state, in several layers or
            directions; or it gives no answers of the forms that `flow` names.
    """
    name, module = _chosen(model, name)
    taps: list[tuple[Call, Tensor]] = []

    def tapping(seen: nn.Module, read: Any, hx: Any, given: Any) -> Any:
        if seen is not module:
            return given
        call = _checked_call(name, module, as_layer(module, read, hx, given))
        hidden = time_major(call.module, call.output).clone().requires_grad_()  # type: ignore[union-attr]
        taps.append((call, hidden))
        last = hidden[-1:] if call.x.dim() == 3 else hidden[-1]  # type: ignore[union-attr]
        state = (last, *call.state[1:]) if isinstance(call.state, tuple) else last
        return laid_out(call.module, call.x, hidden), state

    with torch.enable_grad():
        with watched(tapping):
            answers = model(x)
        if len(taps) != 1:
            raise InputError(f"{name!r} ran {len(taps)} times; flow takes a model that runs it once.")
        ((call, hidden),) = taps
        batched = call.x.dim() == 3  # type: ignore[union-attr]
        return Tapped(of_call(call).layers[0], hidden, _as_steps(answers, call, hidden), batched)


def _chosen(model: nn.Module, name: str | None) -> tuple[str, nn.Module]:
    followed, left_out = followed_and_left_out(model)
    if not followed:
        raise refuse(model, left_out)
    if name is None and len(followed) == 1:
        name = next(iter(followed))
    if name is None or name not in followed:
        raise InputError(f"layer is {name!r}; name one of the model's: {', '.join(map(repr, followed))}.")
    return name, followed[name]


def _checked_call(name: str, module: nn.Module, run: Any) -> Call:
    call = Call(frozen(module, detached(used_weights(module))), *detached(run))
    check_module(call.module)
    check_steps(call.module, call.x, call.hx)
    if not isinstance(call.x, Tensor):
        raise InputError("x is a PackedSequence; flow takes sequences of one length, (T, I) each.")
    if call.module.num_layers != 1 or call.module.bidirectional:
        ways = "both directions" if call.module.bidirectional else "one direction"
        raise InputError(
            f"{name!r} has {call.module.num_layers} layers and {ways}; flow follows one layer in one "
            "direction. Make a module of the one layer, and hand over what that layer reads as x."
        )
    states = call.hx if isinstance(call.hx, tuple) else (call.hx,)
    if any(state is not None and state.any() for state in states):
        raise InputError(f"{name!r} starts from a state; flow takes a model that starts it from zero.")
    return call


def _as_steps(answers: Any, call: Call, hidden: Tensor) -> Tensor:
    """(T, B, K) of what the model answered, (1, B, K) of an answer to the whole sequence."""
    if not isinstance(answers, Tensor):
        raise InputError(f"net gives a {type(answers).__name__}; it must give one tensor of answers.")
    batched = call.x.dim() == 3  # type: ignore[union-attr]
    if answers.dim() == (3 if batched else 2) and len(time_major(call.module, answers)) == len(hidden):  # type: ignore[arg-type]
        return time_major(call.module, answers)  # type: ignore[return-value]
    if answers.dim() == (2 if batched else 1):
        return answers[None] if batched else answers[None, None]
    raise InputError(f"net gives answers of shape {tuple(answers.shape)}; it must give (T, B, K) or (B, K).")
