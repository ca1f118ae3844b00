"""The nets that are set side by side on every task: a new one is one line of CONTESTANTS."""

from dataclasses import replace
from itertools import product
from typing import Literal, NamedTuple

from lstmviz.languages import N_
from lstmviz.learn.recipe import Recipe, equal_hidden
from lstmviz.learn.tasks.task import Task

BATCH, CLIP = 32, 1.0
RATES = (3e-1, 1e-1, 3e-2, 1e-2, 3e-3, 1e-3, 3e-4, 1e-4)  # those that a grid can be widened to
FIRST_RATES = (1e-2, 3e-3)


class Contestant(NamedTuple):
    """One net of every task: what it is, and where its weights may start."""

    title: str
    cell: str  # a key of nets.cells.CELLS
    equal: Literal["units", "parameters"]  # what it has as many of as the LSTM
    inits: tuple[str, str, str]  # {steps} stands for the length of the task's sequences


CONTESTANTS: dict[str, Contestant] = {
    "lstm": Contestant(N_("LSTM"), "lstm", "units", ("default", "forget-bias-1", "chrono-{steps}")),
    "rnn-same-units": Contestant(
        N_("tanh RNN, equal units"), "rnn", "units", ("default", "orthogonal", "identity")
    ),
    "rnn-same-parameters": Contestant(
        N_("tanh RNN, equal parameters"), "rnn", "parameters", ("default", "orthogonal", "identity")
    ),
    "relu-rnn": Contestant(
        N_("ReLU RNN, equal parameters"), "relu-rnn", "parameters", ("default", "orthogonal", "identity")
    ),
    "gru": Contestant(
        N_("GRU, equal parameters"), "gru", "parameters", ("default", "orthogonal", "chrono-update-{steps}")
    ),
}


def grid(task: Task, name: str) -> list[Recipe]:
    """The recipes that are tried at first for a net, as many for each; one where the task says which."""
    net = CONTESTANTS[name]
    inits = [init.format(steps=task.steps) for init in net.inits]
    lstm = Recipe("lstm", task.hidden, "default", FIRST_RATES[0], BATCH, task.updates, CLIP)
    hidden = equal_hidden(task, lstm, net.cell) if net.equal == "parameters" else task.hidden
    of_net = replace(lstm, cell=net.cell, hidden=hidden)
    if task.untuned:
        return [replace(of_net, **task.untuned._asdict())]
    return [replace(of_net, init=init, learning_rate=rate) for rate, init in product(FIRST_RATES, inits)]


def beyond(recipe: Recipe, tried: list[Recipe]) -> Recipe | None:
    """The recipe at the next rate, where this one's is the largest or least tried with its init."""
    rates = [other.learning_rate for other in tried if other.init == recipe.init]
    place = RATES.index(recipe.learning_rate)
    if recipe.learning_rate == max(rates) and place > 0:
        return replace(recipe, learning_rate=RATES[place - 1])
    if recipe.learning_rate == min(rates) and place + 1 < len(RATES):
        return replace(recipe, learning_rate=RATES[place + 1])
    return None
