"""record(): the traces of every recurrent layer inside a model, as the model runs."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from torch import nn

from lstmviz.errors import InputError
from lstmviz.internals.trace import Trace, trace
from lstmviz.nets.recurrent import Recurrent

Recording = dict[str, list[Trace]]


@contextmanager
def record(model: nn.Module) -> Iterator[Recording]:
    """Trace every nn.LSTM, nn.GRU, nn.RNN and RecurrentLayer inside a model while it runs.

        with lstmviz.record(model) as recording:
            model(x)
        recording["encoder.lstm"][0].layers[0].forget_gate

    The recording holds one trace a call under each layer's name as `model.named_modules()` gives it
    ("" if the model is itself such a layer). The model's own results stay what they are.

    Raises:
        InputError: the model has no such layer; or, from within the model's run, a layer was given what
            `trace` refuses, or drops out between its layers in training mode.
    """
    recording: Recording = {}
    with ExitStack() as hooks:
        for name, module in model.named_modules():
            if isinstance(module, Recurrent):
                traces = recording[name] = []
                hook = module.register_forward_hook(_appending(traces, name), with_kwargs=True)
                hooks.callback(hook.remove)
        if not recording:
            raise InputError(f"model is a {type(model).__name__} without a torch.nn.LSTM, GRU or RNN inside.")
        yield recording


def _appending(traces: list[Trace], name: str) -> Callable[..., None]:
    def hook(module: Recurrent, args: tuple[Any, ...], kwargs: dict[str, Any], output: Any) -> None:
        if module.training and module.dropout and module.num_layers > 1:
            raise InputError(
                f"layer {name!r} drops out between its layers, with masks nobody can know; "
                "call model.eval() first."
            )
        x, hx = (*args, *(kwargs[name] for name in ("input", "hx") if name in kwargs), None)[:2]
        traces.append(trace(module, x, hx))

    return hook
