"""The nets of "Where it serves": of as many parameters, each with two ways to start or to be shaped."""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import torch
from torch import nn

from lstmviz.languages import N_
from lstmviz.learn.inits import initialise
from lstmviz.learn.recipe import Recipe
from lstmviz.learn.tasks import Task
from lstmviz.learn.tasks.adding import Adding
from lstmviz.learn.tasks.counter import Counter
from lstmviz.learn.tasks.quotes import Quotes
from lstmviz.learn.tasks.series import Series
from lstmviz.learn.tasks.temporal_order import TemporalOrder
from lstmviz.nets.attention import AttentionNet
from lstmviz.nets.cells import CELLS
from lstmviz.nets.fresh import fresh_layers, without_values
from lstmviz.nets.sequence import SequenceNet, parameter_count
from lstmviz.nets.windowed import CausalNet

TASKS: dict[str, Task] = {
    "series": Series(),
    "near-order": TemporalOrder(16),
    "far-order": TemporalOrder(50),
    "counting": Counter(),
    "adding": Adding(),
    "quotes": Quotes(),
}
TITLES = {
    "series": N_("time series"),
    "near-order": N_("order, 16 steps"),
    "far-order": N_("order, 50 steps"),
    "counting": N_("counting"),
    "adding": N_("adding"),
    "quotes": N_("inside quotes"),
}
UNITS = 14  # of the LSTM; the others have the size that comes closest to its parameters
BATCH, CLIP = 32, 1.0


class Shape(NamedTuple):
    """What a task asks of a net's size."""

    inputs: int
    hidden: int
    answers: int


class Entrant(NamedTuple):
    """One net of the contest. Its variants are inits of its weights, or shapes of as many parameters."""

    title: str
    variants: tuple[str, str]
    make: Callable[[Shape, str, int], nn.Module]  # of a shape, a variant and the task's steps
    cell: str = ""  # of a recurrent one
    layers: int = 1  # of a recurrent one


def _recurrent(cell: str, title: str, inits: tuple[str, str], layers: int = 1) -> Entrant:
    return Entrant(title, inits, lambda shape, init, steps: SequenceNet(cell, *shape, layers), cell, layers)


def _convolution(kernel: str, steps: int) -> tuple[int, int]:
    """Kernel and layers, as many as it takes to see all steps."""
    width, layers = int(kernel.removeprefix("kernel ")), 1
    while width**layers < steps:
        layers += 1
    return width, layers


def _window(width: str, steps: int) -> tuple[int, int]:
    return int(width.removesuffix(" steps")), 1


def _causal(
    title: str, kernel_and_layers: Callable[[str, int], tuple[int, int]], variants: tuple[str, str]
) -> Entrant:
    return Entrant(
        title, variants, lambda shape, variant, steps: CausalNet(*shape, *kernel_and_layers(variant, steps))
    )


def _heads(variant: str) -> int:
    return int(variant.split()[0])


LSTM_INITS = ("forget-bias-1", "chrono-{steps}")
ENTRANTS: dict[str, Entrant] = {
    "lstm": _recurrent("lstm", CELLS["lstm"].title, LSTM_INITS),
    "rnn": _recurrent("rnn", N_("tanh RNN"), ("orthogonal", "identity")),
    "relu-rnn": _recurrent("relu-rnn", CELLS["relu-rnn"].title, ("orthogonal", "identity")),
    "convolution": _causal(N_("convolution"), _convolution, ("kernel 2", "kernel 4")),
    "window": _causal(N_("fixed window"), _window, ("8 steps", "16 steps")),
    "attention": Entrant(
        N_("attention"),
        ("1 head", "2 heads"),
        lambda shape, variant, steps: AttentionNet(*shape, _heads(variant)),
    ),
}

DEEP: dict[str, Entrant] = {  # of "Layers upon layers", beside the LSTM
    "lstm-2": _recurrent("lstm", N_("LSTM, 2 layers"), LSTM_INITS, 2),
    "lstm-3": _recurrent("lstm", N_("LSTM, 3 layers"), LSTM_INITS, 3),
}
DEEP_TASKS = ("series", "adding")
EVERY = ENTRANTS | DEEP


def fresh_net(task: str, net: str, variant: str, generator: torch.Generator) -> nn.Module:
    """A net of the contest, of the LSTM's size; one without an init starts as PyTorch's layers do."""
    entrant, steps = EVERY[net], TASKS[task].steps
    shape = shape_of(task, same_size(task, net, variant))
    if not entrant.cell:
        return fresh_layers(lambda: entrant.make(shape, variant, steps), generator)
    module = without_values(lambda: SequenceNet(entrant.cell, *shape, entrant.layers))
    initialise(module, variant.format(steps=steps), entrant.cell, generator)
    return module


def recipe(task: str, net: str, variant: str, learning_rate: float, updates: int) -> Recipe:
    """How a net is trained; cell, size and init are those of the recurrent ones."""
    cell = EVERY[net].cell
    init = variant.format(steps=TASKS[task].steps) if cell else "default"
    hidden = same_size(task, net, variant)
    return Recipe(cell or "rnn", hidden, init, learning_rate, BATCH, updates, CLIP)


@cache
def same_size(task: str, net: str, variant: str) -> int:
    """Hidden units with which the net comes closest to the LSTM's parameters."""
    target = _parameters(task, "lstm", ENTRANTS["lstm"].variants[0], UNITS)
    heads = _heads(variant) if net == "attention" else 1
    sizes = range(heads, 129, heads)
    return min(sizes, key=lambda hidden: abs(_parameters(task, net, variant, hidden) - target))


def shape_of(task: str, hidden: int) -> Shape:
    """The sizes of a net for the task."""
    return Shape(len(TASKS[task].channels), hidden, max(1, len(TASKS[task].answers)))


def _parameters(task: str, net: str, variant: str, hidden: int) -> int:
    with torch.device("meta"):  # where no random number is drawn
        return parameter_count(EVERY[net].make(shape_of(task, hidden), variant, TASKS[task].steps))
