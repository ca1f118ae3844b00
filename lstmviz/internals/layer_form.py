"""A run of any recurrent module in the form of a layer's: a cell's, such as nn.LSTMCell's, has one step."""

from typing import Any

from torch import Tensor, nn

from lstmviz.internals.inputs import State, Steps
from lstmviz.internals.watch import SINGLE_STEPS, kind_of
from lstmviz.nets.recurrent import Recurrent, RecurrentLayer

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
