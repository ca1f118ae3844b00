"""Look inside a trained LSTM, step by step, beside a vanilla RNN.

Nothing is loaded before it is used: `import lstmviz` alone does not import torch.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lstmviz import corpus
    from lstmviz.draw.heatmap import heatmap
    from lstmviz.draw.notebook import stepper
    from lstmviz.errors import InputError
    from lstmviz.formats import layer, layers_in
    from lstmviz.internals import gradients, memory
    from lstmviz.internals.edits import Edit
    from lstmviz.internals.record import record
    from lstmviz.internals.recording import Recording
    from lstmviz.internals.saved import load_trace
    from lstmviz.internals.trace import Trace, trace
    from lstmviz.languages import language

__version__ = "0.2.0"
__all__ = [
    "Edit",
    "InputError",
    "Recording",
    "Trace",
    "corpus",
    "gradients",
    "heatmap",
    "language",
    "layer",
    "layers_in",
    "load_trace",
    "memory",
    "record",
    "stepper",
    "trace",
]

_HOMES = {
    "Edit": "lstmviz.internals.edits",
    "InputError": "lstmviz.errors",
    "Recording": "lstmviz.internals.recording",
    "Trace": "lstmviz.internals.trace",
    "corpus": "lstmviz.corpus",
    "gradients": "lstmviz.internals.gradients",
    "heatmap": "lstmviz.draw.heatmap",
    "language": "lstmviz.languages",
    "layer": "lstmviz.formats",
    "layers_in": "lstmviz.formats",
    "load_trace": "lstmviz.internals.saved",
    "memory": "lstmviz.internals.memory",
    "record": "lstmviz.internals.record",
    "stepper": "lstmviz.draw.notebook",
    "trace": "lstmviz.internals.trace",
}


def __getattr__(name: str) -> object:
    """Import a public name from its home when it is first used (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = import_module(_HOMES[name])
    found = globals()[name] = getattr(home, name, home)  # the module itself, where the name is a module's
    return found


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
