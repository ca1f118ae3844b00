"""Recipe: everything that decides a training run but its task and seed; and the net it starts from."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal, get_args

import torch

from lstmviz.errors import InputError
from lstmviz.learn.inits import initialise, parse_init
from lstmviz.learn.tasks.task import MOST_STEPS, Task
from lstmviz.nets.cells import CELLS
from lstmviz.nets.sequence import SequenceNet, parameter_count, same_parameters

Purpose = Literal["weights", "training data", "test data"]

LIMITS: dict[str, tuple[float, float]] = {
    "hidden": (1, 512),
    "learning_rate": (1e-6, 1.0),
    "batch": (1, 1024),
    "steps": (1, 100_000),
    "clip": (1e-3, 1e30),  # the most clips nothing
    "length": (1, MOST_STEPS),
}

OPTIMIZERS: dict[str, Callable[..., torch.optim.Optimizer]] = {
    "adam": torch.optim.Adam,
    "sgd": partial(torch.optim.SGD, momentum=0.9),
    "rmsprop": torch.optim.RMSprop,
}


@dataclass(frozen=True)
class Recipe:
    """How a net is built and trained, on a fresh batch every step.

    Raises InputError naming the field, its value and its limit.
    """

    cell: str  # a key of nets.cells.CELLS
    hidden: int  # units, H
    init: str  # see inits.INITS
    learning_rate: float
    batch: int  # sequences a step, B
    steps: int  # of training
    clip: float  # greatest norm of the gradient
    optimizer: str = "adam"  # a key of OPTIMIZERS
    length: int | None = None  # of the training sequences, T; None: the task's own

    def __post_init__(self) -> None:
        if self.cell not in tuple(CELLS):  # a tuple takes lists too
            raise InputError(f"cell is {self.cell!r}. Choose one of: {', '.join(CELLS)}.")
        if self.optimizer not in tuple(OPTIMIZERS):
            raise InputError(f"optimizer is {self.optimizer!r}. Choose one of: {', '.join(OPTIMIZERS)}.")
        for field, (least, most) in LIMITS.items():
            if field != "length" or self.length is not None:
                check_number(field, getattr(self, field), least, most)
        parse_init(self.init, self.cell)


def check_number(field: str, value: object, least: float, most: float) -> None:
    """Raise InputError unless the value is a number in range; a whole one where `least` is whole."""
    kinds = int if isinstance(least, int) else (int, float)
    if not isinstance(value, kinds) or isinstance(value, bool) or not least <= value <= most:
        kind = "whole number" if isinstance(least, int) else "number"
        raise InputError(f"{field} is {value!r}. Choose a {kind} from {least:g} to {most:g}.")


def random_stream(seed: int, purpose: Purpose) -> torch.Generator:
    """A generator of its own for each purpose: torch's global one is shared by all threads.

    seed: 0 to 2³¹ - 1, else InputError.
    """
    if not 0 <= seed < 2**31:
        raise InputError(f"seed is {seed}. Choose a whole number from 0 to {2**31 - 1}.")
    purposes = get_args(Purpose)
    return torch.Generator().manual_seed(seed * len(purposes) + purposes.index(purpose))


def blank(task: Task, recipe: Recipe) -> SequenceNet:
    """The recipe's net with memory for its weights and no values in it yet."""
    with torch.device("meta"):  # where no random number is drawn
        net = SequenceNet(recipe.cell, len(task.channels), recipe.hidden, max(1, len(task.answers)))
    return net.to_empty(device="cpu")


def build(task: Task, recipe: Recipe, seed: int) -> SequenceNet:
    """A fresh net for the task, its weights drawn as the recipe's init says."""
    net = blank(task, recipe)
    initialise(net, recipe.init, recipe.cell, random_stream(seed, "weights"))
    return net


def equal_hidden(task: Task, recipe: Recipe, cell: str) -> int:
    """Hidden size at which a net of another cell comes closest to the parameters of the recipe's."""
    parameters = parameter_count(blank(task, recipe))
    return same_parameters(parameters, cell, len(task.channels), max(1, len(task.answers)))
