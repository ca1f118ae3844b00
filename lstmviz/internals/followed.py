"""Which modules inside a model can be followed while it runs, and why the other recurrent ones cannot."""

import re

import torch
from torch import nn

from lstmviz.errors import InputError
from lstmviz.internals.watch import LAYERS, SINGLE_STEPS, kind_of
from lstmviz.languages import N_, Translatable
from lstmviz.languages import gettext as _

_FROM_KERAS = N_(
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
        return InputError("model has no layer to follow: {reasons}.", reasons=told(left_out))
    if path_of(model).startswith("keras."):
        return InputError("model is a {kind}. {keras}.", kind=path_of(model), keras=Translatable(_FROM_KERAS))
    return InputError(
        "model is a {kind} without a torch.nn.LSTM, GRU or RNN inside. Gates of a layer "
        "written by hand are shown by lstmviz.Trace.from_arrays.",
        kind=path_of(model),
    )


def no_layer(module: object) -> InputError:
    """What to say of something that is no recurrent layer itself, with a way that leads on."""
    if not isinstance(module, nn.Module):
        way = _(
            "Of weights, a state_dict or a file, lstmviz.layer(source, name) makes one; "
            "lstmviz.layers_in(source) lists the names."
        )
        return _with_a_way(module, way)
    followed, left_out = followed_and_left_out(module)
    if not followed:
        return refuse(module, left_out)
    if "" in followed:
        return _with_a_way(module, _("lstmviz.record(module) follows one step after the other."))
    inside = _("lstmviz.record(module) traces those inside: {known}.")
    return _with_a_way(module, inside.format(known=", ".join(map(repr, followed))))


def _with_a_way(module: object, way: str) -> InputError:
    return InputError(
        "module is a {kind}, no torch.nn.LSTM, GRU or RNN. {way}", kind=path_of(module), way=way
    )


def path_of(thing: object) -> str:
    """The class with its module, since several libraries have an LSTM."""
    return f"{type(thing).__module__}.{type(thing).__qualname__}".removeprefix("builtins.")


def told(left_out: dict[str, str]) -> str:
    """Names and reasons in one line."""
    itself = _("the model itself")
    return "; ".join(f"{name or itself!r} {reason}" for name, reason in left_out.items())


def why_unseen(module: nn.Module) -> str:
    """The reason for a layer of which no run was seen."""
    kind = kind_of(module)
    if "forward" in vars(module):
        return _("has another forward put on the instance; del module.forward brings back that of its class")
    if type(module).forward is not kind.forward:
        return _(
            "ran 0 times through torch.nn.{kind}: it did not run, or the forward of {path} computes on its "
            "own; load its state_dict into a torch.nn.{kind}"
        ).format(kind=kind.__name__, path=path_of(module))
    return _("ran 0 times, or ran compiled; record the model without torch.compile")


def _is_closed(module: nn.Module) -> bool:
    """Whether it is recurrent by its name, and holds no layer that could be followed."""
    name = getattr(module, "original_name", None) or type(module).__name__  # TorchScript's own is of no help
    inside = (isinstance(part, (*LAYERS, *SINGLE_STEPS)) for part in module.modules())
    return bool(_SOUNDS_RECURRENT.search(name)) and not any(inside)


def _reason(module: nn.Module) -> str:
    path = path_of(module)
    if isinstance(module, torch.jit.ScriptModule):
        return _(
            "is TorchScript, whose steps cannot be watched; make a layer of its state_dict with lstmviz.layer"
        )
    if path.startswith("torch.ao."):
        return _("is a {path}, made for 8 bits; record the model that it was made from").format(path=path)
    if path.startswith("keras."):
        return _("is a {path}. {keras}").format(path=path, keras=_(_FROM_KERAS))
    return _(
        "is a {path}, none of torch.nn's layers; lstmviz.Trace.from_arrays shows gates that it hands out"
    ).format(path=path)
