"""A character-level language model of Python's standard library, as an LSTM and as a tanh RNN.

text.py: which text; task.py: the question; training.py: the recipe; sampling.py: what it writes; `python -m
lstmviz.real_nets.character_model` makes all of it again.
"""

from pathlib import Path

from lstmviz.languages import N_
from lstmviz.real_nets.character_model.scores import errs
from lstmviz.real_nets.real_net import RealNet

NET = RealNet(
    name="character-model",
    title=N_("Python, by character"),
    does=N_(
        "An LSTM of 128 units reads Python source, a character at a time, and says after each how likely "
        "each of 96 characters is to be the next. Beside it stands a tanh RNN of as many parameters, taught "
        "the same text."
    ),
    serves=N_(
        "Seeing what such a net keeps track of: names, indentation, brackets, quotes (Karpathy, Johnson & "
        "Fei-Fei 2015 found units for them in larger nets)."
    ),
    errs=errs,
    tour="next-character",
    source="https://docs.python.org/3.11/license.html",
    licence="MIT",
    folder=Path(__file__).parent,
)
