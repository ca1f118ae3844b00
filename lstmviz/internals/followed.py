"""Which modules inside a model can be followed while it runs, and why the other recurrent ones cannot."""

import re

import torch
from torch import nn

from lstmviz.errors import InputError
from lstmviz.internals.watch import LAYERS, SINGLE_STEPS, kind_of

_FROM_KERAS = (
    'Keras runs its layers by code of its own: after model.save("model.keras"), '
    'lstmviz.layer("model.keras", name) makes the PyTorch layer of its weights'
)
_SOUNDS_RECURRENT = re.compile(r"LSTM|GRU|RNN")


def followed_and_left_out(model: nn.Module) -> tuple[dict[str, nn.Module], dict[str, str]]:
    """Recurrent layers and cells by name, a tied one under each; and the reason for those left out."""
    followed: dict[str, nn.Module] = {}
    left_out: dict[str, str] = {}
    name: str
    module: nn.Module
    for name, module in model.named_modules(remove_duplicate=False):
        if isinstance(module, (*LAYERS, *SINGLE_STEPS)):
            followed[name] = module
        elif _is_closed(module) and not any(name.startswith(f"{outer}.") for outer in left_out):
            left_out[name] = _reason(module)
    return followed, left_out


def refuse(model: nn.Module, left_out: dict[str, str]) -> InputError:
    """What to say of a model that has nothing to follow."""
    if left_out:
        return InputError(f"model has no layer to follow: {told(left_out)}.")
    if path_of(model).startswith("keras."):
        return InputError(f"model is a {path_of(model)}. {_FROM_KERAS}.")
    return InputError(
        f"model is a {path_of(model)} without a torch.nn.LSTM, GRU or RNN inside. Gates of a layer "
        "written by hand are shown by lstmviz.Trace.from_arrays."
    )


def no_layer(module: object) -> InputError:
    """What to say of something that is no recurrent layer itself, with a way that leads on."""
    named = f"module is a {path_of(module)}, no torch.nn.LSTM, GRU or RNN."
    if not isinstance(module, nn.Module):
        return InputError(
            f"{named} Of weights, a state_dict or a file, lstmviz.layer(source, name) makes one; "
            "lstmviz.layers_in(source) lists the names."
        )
    followed, left_out = followed_and_left_out(module)
    if not followed:
        return refuse(module, left_out)
    if "" in followed:
        return InputError(f"{named} lstmviz.record(module) follows one step after the other.")
    return InputError(
        f"{named} lstmviz.record(module) traces those inside: {', '.join(map(repr, followed))}."
    )


def path_of(thing: object) -> str:
    """The class with its module, since several libraries have an LSTM."""
    return f"{type(thing).__module__}.{type(thing).__qualname__}".removeprefix("builtins.")


def told(left_out: dict[str, str]) -> str:
    """Names and reasons in one line."""
    return "; ".join(f"{name or 'the model itself'!r} {reason}" for name, reason in left_out.items())


def why_unseen(module: nn.Module) -> str:
    """The reason for a layer of which no run was seen."""
    kind = kind_of(module)
    if "forward" in vars(module):
        return "has another forward put on the instance; del module.forward brings back that of its class"
    if type(module).forward is not kind.forward:
        return (
            f"ran 0 times through torch.nn.{kind.__name__}: it did not run, or the forward of "
            f"{path_of(module)} computes on its own; load its state_dict into a torch.nn.{kind.__name__}"
        )
    return "ran 0 times, or ran compiled; record the model without torch.compile"


def _is_closed(module: nn.Module) -> bool:
    """Whether it is recurrent by its name, and holds no layer that could be followed."""
    name = getattr(module, "original_name", None) or type(module).__name__  # TorchScript's own is of no help
    inside = (isinstance(part, (*LAYERS, *SINGLE_STEPS)) for part in module.modules())
    return bool(_SOUNDS_RECURRENT.search(name)) and not any(inside)


def _reason(module: nn.Module) -> str:
    path = path_of(module)
    if isinstance(module, torch.jit.ScriptModule):
        return (
            "is TorchScript, whose steps cannot be watched; make a layer of its state_dict with lstmviz.layer"
        )
    if path.startswith("torch.ao."):
        return f"is a {path}, made for 8 bits; record the model that it was made from"
    if path.startswith("keras."):
        return f"is a {path}. {_FROM_KERAS}"
    return f"is a {path}, none of torch.nn's layers; lstmviz.Trace.from_arrays shows gates that it hands out"
