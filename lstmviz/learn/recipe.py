"""Recipe: everything that decides a training run but its task and seed; and the net it starts from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from lstmviz.errors import InputError
from lstmviz.lazy_torch import torch
from lstmviz.learn.inits import initialise, parse_init
from lstmviz.learn.settings import Budget, Start, check_settings
from lstmviz.learn.tasks.task import Task
from lstmviz.nets.cells import CELLS

if TYPE_CHECKING:
    from lstmviz.nets.sequence import SequenceNet

Purpose = Literal["weights", "training data", "test data"]


@dataclass(frozen=True)
class Recipe(Budget, Start):
    """How a net is built and trained, on a fresh batch every step.

    Raises InputError naming the field, its value and its limit.
    """

    def __post_init__(self) -> None:
        if self.cell not in tuple(CELLS):  # a tuple takes lists too
            raise InputError(
                "{name} is {value!r}. Choose one of: {choices}.",
                name="cell",
                value=self.cell,
                choices=", ".join(CELLS),
            )
        check_settings(self)
        parse_init(self.init, self.cell)


def random_stream(seed: int, purpose: Purpose) -> torch.Generator:
    """A generator of its own for each purpose: torch's global one is shared by all threads.

    seed: 0 to 2³¹ - 1, else InputError.
    """
    if not 0 <= seed < 2**31:
        raise InputError(
            "{name} is {value!r}. Choose a whole number from {least:g} to {most:g}.",
            name="seed",
            value=seed,
            least=0,
            most=2**31 - 1,
        )
    purposes = get_args(Purpose)
    return torch.Generator().manual_seed(seed * len(purposes) + purposes.index(purpose))


def blank(task: Task, recipe: Recipe) -> SequenceNet:
    """The recipe's net with memory for its weights and no values in it yet."""
    from lstmviz.nets.fresh import without_values  # with torch
    from lstmviz.nets.sequence import SequenceNet

    return without_values(lambda: SequenceNet(recipe.cell, *_sizes(task, recipe)))


def parameters(task: Task, recipe: Recipe) -> int:
    """How many numbers the recipe's net learns."""
    from lstmviz.nets.sequence import parameters_of  # with torch

    return parameters_of(recipe.cell, *_sizes(task, recipe))


def _sizes(task: Task, recipe: Recipe) -> tuple[int, int, int]:
    """Inputs, hidden units and answers of the recipe's net."""
    return len(task.channels), recipe.hidden, max(1, len(task.answers))


def build(task: Task, recipe: Recipe, seed: int) -> SequenceNet:
    """A fresh net for the task, its weights drawn as the recipe's init says."""
    net = blank(task, recipe)
    initialise(net, recipe.init, recipe.cell, random_stream(seed, "weights"))
    return net


def equal_hidden(task: Task, recipe: Recipe, cell: str) -> int:
    """Hidden size at which a net of another cell comes closest to the parameters of the recipe's."""
    from lstmviz.nets.sequence import same_parameters

    inputs, _hidden, answers = _sizes(task, recipe)
    return same_parameters(parameters(task, recipe), cell, inputs, answers)
