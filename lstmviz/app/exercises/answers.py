"""What the shipped nets answer to the exercises, computed when it is asked for."""

from collections.abc import Callable, Sequence

import torch
from torch import Tensor

from lstmviz import Edit, trace
from lstmviz.claims import CLAIMS
from lstmviz.claims.stored import stored
from lstmviz.internals.layers import Layer
from lstmviz.learn.saved_nets.shipped import load
from lstmviz.learn.tasks import TASKS, Task
from lstmviz.learn.tasks.anbn import reach
from lstmviz.learn.tasks.quotes import Quotes
from lstmviz.learn.tasks.task import correlation

ENOUGH = -3.0  # log10 of a thousandth


@torch.no_grad()
def _run(name: str, typed: str, edits: Sequence[Edit] = ()) -> tuple[Layer, Tensor, Task]:
    """The LSTM's layer over a sequence as typed, what it says (T, 1, K), and the task."""
    task = TASKS[name]
    net, inputs = load(name, "lstm").net, task.encode(task.tokens(typed))
    run = trace(net.recurrent, inputs, edits=edits)
    return run.layers[0], net.readout(run.output), task


def change_at_an_a() -> float:
    """From the third a to the eighth."""
    cell = _run("anbn", "a" * 8 + "b" * 8)[0].cell[:, 0, 0]
    return ((cell[7] - cell[2]) / 5).item()


def cell_at_the_flag() -> float:
    """Unit 1 at t = 5."""
    return _run("recall", TASKS["recall"].example("one flag"))[0].cell[4, 0, 1].item()


def weights_of_the_layer() -> float:
    """Of the recall net."""
    return sum(one.numel() for one in load("recall", "lstm").net.recurrent.parameters())


def cell_after_ten() -> float:
    """Its size."""
    return _run("anbn", "a" * 10 + "b" * 10)[0].cell[9, 0, 0].abs().item()


def unit_of_quotes() -> float:
    """The one whose h goes best with being inside, over fresh sequences."""
    task = Quotes()
    inputs = task.sample(200, torch.Generator().manual_seed(0))
    with torch.no_grad():
        hidden = trace(load("quotes", "lstm").net.recurrent, inputs).layers[0].hidden
    inside = task.label(inputs).targets.float()
    return max(range(hidden.shape[-1]), key=lambda unit: abs(correlation(hidden[..., unit], inside)))


def reach_of_the_lstm() -> float:
    """Without a gap."""
    return reach(load("anbn", "lstm").net)


@torch.no_grad()
def steps_shut() -> float:
    """The least k at which the last step is right in less than half of the sequences."""
    task, net = TASKS["recall"], load("recall", "lstm").net
    inputs = task.sample(1000, torch.Generator().manual_seed(0))
    flags = inputs[..., -1] > 0.5
    inputs = inputs[:, ~flags[19:].any(dim=0)]  # no letter that is flagged later may take its place
    labels, steps = task.label(inputs), 1
    while steps < task.steps:
        shut = Edit("forget_gate", 0.0, steps=range(19, 19 + steps))
        said = net.readout(trace(net.recurrent, inputs, edits=[shut]).output)
        if task.right(said, labels)[-1].double().mean() < 0.5:
            break
        steps += 1
    return steps


def count_after_held_reset() -> float:
    """At the 0 of ++++0."""
    held = [Edit("forget_gate", 1.0, steps=[4]), Edit("input_gate", 0.0, steps=[4])]
    return _run("counter", "++++0----", held)[1][4, 0, 0].item()


def first_wrong_count() -> float:
    """Of twelve +, counted from 1."""
    _, said, task = _run("counter", "+" * 12)
    right = task.right(said, task.label(task.encode(task.tokens("+" * 12))))[:, 0]
    return float((~right).nonzero()[0].item() + 1)


def bias_for_a_hundred_steps() -> float:
    """In steps of 0.5."""
    claim, bias = CLAIMS["lstm-solves-vanishing"], 0.0
    while _left(claim.measure(claim.defaults() | {"bias": bias})) <= ENOUGH:
        bias += 0.5
    return bias


def _left(rows: object) -> float:
    ends = [row["full"][-1] for row in rows if row["net"] == "lstm"]  # type: ignore[attr-defined]
    return float(sorted(ends)[len(ends) // 2])


@torch.no_grad()
def adding_at_a_hundred() -> float:
    """On 500 fresh sequences."""
    task = type(TASKS["adding"])(100)
    inputs = task.sample(500, torch.Generator().manual_seed(0))
    return task.score(load("adding", "lstm").net(inputs), task.label(inputs))


def orthogonal_at_thirty() -> float:
    """Seeds that succeed, as they were measured and stored."""
    rows = stored(CLAIMS["how-far-back"]).rows
    of_net = [row for row in rows if row["net"] == "tanh RNN, orthogonal" and row["distance"] == 30]
    return float(sum(row["score"] >= 0.9 for row in of_net))


ANSWERS: dict[str, Callable[[], float]] = {
    one.__name__: one
    for one in (
        change_at_an_a, cell_at_the_flag, weights_of_the_layer, cell_after_ten, unit_of_quotes,
        reach_of_the_lstm, steps_shut, count_after_held_reset, first_wrong_count, bias_for_a_hundred_steps,
        adding_at_a_hundred, orthogonal_at_thirty,
    )
}  # fmt: skip
"""By the names that exercises.toml gives."""
