"""Look inside a trained LSTM, step by step, beside a vanilla RNN."""

from lstmviz.draw.notebook import stepper
from lstmviz.errors import InputError
from lstmviz.internals import gradients, memory
from lstmviz.internals.edits import Edit
from lstmviz.internals.record import record
from lstmviz.internals.trace import Trace, trace

__all__ = ["Edit", "InputError", "Trace", "gradients", "memory", "record", "stepper", "trace"]
