"""Recipe: everything that decides a training run but its task and seed; and the net it starts from."""

from dataclasses import dataclass
from typing import Literal, get_args

import torch

from lstmviz.errors import InputError
from lstmviz.learn.inits import initialise, parse_init
from lstmviz.learn.tasks.task import Task
from lstmviz.nets.sequence import RECURRENT, Cell, SequenceNet

Purpose = Literal["weights", "training data", "test data"]

LIMITS: dict[str, tuple[float, float]] = {
    "hidden": (1, 512),
    "learning_rate": (1e-6, 1.0),
    "batch": (1, 1024),
    "steps": (1, 100_000),
    "clip": (1e-3, 1e3),
}


@dataclass(frozen=True)
class Recipe:
    """How a net is built and trained, by Adam on a fresh batch every step.

    Raises InputError naming the field, its value and its limit.
    """

    cell: Cell
    hidden: int  # units, H
    init: str  # see inits.INITS
    learning_rate: float  # Adam's
    batch: int  # sequences a step, B
    steps: int  # of training
    clip: float  # greatest norm of the gradient

    def __post_init__(self) -> None:
        if self.cell not in tuple(RECURRENT):  # a tuple takes lists too
            raise InputError(f"cell is {self.cell!r}. Choose one of: {', '.join(RECURRENT)}.")
        for field, (least, most) in LIMITS.items():
            _check_number(field, getattr(self, field), least, most)
        parse_init(self.init, self.cell)


def _check_number(field: str, value: object, least: float, most: float) -> None:
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
