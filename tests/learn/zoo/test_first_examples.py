"""On its first example each shipped LSTM shows what its task announces; a clamp there changes answers."""

import pytest
import torch

import lstmviz
from lstmviz.learn.saved_nets.shipped import SHIPPED, load
from lstmviz.learn.tasks import TASKS

# Task -> the clamp that undoes what `look_for` announces; steps count from 0.
CLAMPS = {
    "anbn": ("forget_gate", 0.0, 14),  # at the last a: the count is lost
    "recall": ("forget_gate", 1.0, 11),  # at the second flag: the old letter stays
    "short-recall": ("input_gate", 0.0, 4),  # at the flag: the letter is not read
    "temporal-order": ("input_gate", 0.0, 28),  # at the second mark: it is not read
    "adding": ("input_gate", 0.0, 12),  # at the first mark: its number is not read
    "counter": ("forget_gate", 1.0, 9),  # at the first reset: the count goes on
    "quotes": ("forget_gate", 1.0, 12),  # at the first closing quote
    "parity": ("input_gate", 0.0, 1),  # at the first 1: it is not read
}
# Task -> answers that become others.
CHANGED = {
    "anbn": 13,
    "recall": 9,
    "short-recall": 12,
    "temporal-order": 1,
    "adding": 1,
    "counter": 8,
    "quotes": 29,
    "parity": 39,
}
every_shipped_task = pytest.mark.parametrize("name", SHIPPED)


def run(name, net="lstm", edits=(), seq=None):
    """The task, its labels, the layer that read the sequence, and what was said (T, 1, K)."""
    task, model = TASKS[name], load(name, net).net
    inputs = task.encode(task.tokens(seq or task.first_example))
    trace = lstmviz.trace(model.recurrent, inputs, edits=edits)
    with torch.no_grad():
        return task, task.label(inputs), trace.layers[0], model.readout(trace.output)


def right(name, net, seq=None):
    """At which of the steps asked the net is right, a list of booleans."""
    task, labels, _, said = run(name, net, seq=seq)
    return task.right(said, labels)[labels.asked].tolist()


def change(name, units=None, value=None):
    """How far the clamp moves what is said where it is asked, and how many answers become others."""
    quantity, clamped, step = CLAMPS[name]
    edit = lstmviz.Edit(quantity, clamped if value is None else value, steps=[step], units=units)
    task, labels, _, before = run(name)
    _, _, _, after = run(name, edits=[edit])
    before, after = before[labels.asked], after[labels.asked]  # (N, K)
    if not task.answers:
        return float((after - before).abs().sum()), int(((after - before).abs() > task.tolerance).sum())
    moved = (after.softmax(-1) - before.softmax(-1)).abs().sum()
    return float(moved), int((after.argmax(-1) != before.argmax(-1)).sum())


@every_shipped_task
def test_the_lstm_answers_it(name):
    assert all(right(name, "lstm"))


@every_shipped_task
def test_a_clamp_changes_answers(name):
    assert change(name)[1] == CHANGED[name]


@pytest.mark.parametrize("name", [name for name in SHIPPED if name != "temporal-order"])
def test_the_unit_opened_on_is_the_one_whose_clamp_matters_most(name):
    units = range(TASKS[name].hidden)
    assert max(units, key=lambda unit: change(name, [unit])[0]) == TASKS[name].unit


def test_of_temporal_orders_cells_the_one_opened_on_jumps_most_at_the_marks():
    task, _, layer, _ = run("temporal-order")
    jumps = layer.cell[:, 0].diff(dim=0).abs()[[4, 27]]  # (2, H), at steps 5 and 28
    assert jumps.argmax(-1).tolist() == [task.unit, task.unit]


@pytest.mark.parametrize("name", ["anbn", "adding", "counter", "quotes", "parity"])
def test_what_to_look_for_is_there(name):
    task, _, layer, _ = run(name)
    assert task.is_there(task.encode(task.tokens(task.first_example)), layer)


def test_in_recall_every_forget_gate_closes_at_both_flags_and_the_input_gates_open():
    _, _, layer, _ = run("recall")
    flagged = torch.tensor([letter.isupper() for letter in TASKS["recall"].first_example])
    forget, read = layer.forget_gate[:, 0], layer.input_gate[:, 0]  # (T, H)
    assert flagged.sum() == 2
    assert forget[flagged].max() < 0.25
    assert forget[~flagged].min() > 0.4
    assert read[flagged].mean(-1).min() > read[~flagged].mean() + 0.2


@pytest.mark.parametrize(("value", "changed"), [(0.1, 0), (0.3, 0), (0.35, 8), (1.0, 9)])
def test_from_which_value_on_a_forget_gate_held_at_the_second_flag_keeps_the_old_letter(value, changed):
    assert change("recall", value=value)[1] == changed


def test_on_recalls_second_example_the_rnn_is_not_right_by_chance():
    seq = TASKS["recall"].examples[1].typed
    assert all(right("recall", "lstm", seq))
    assert not any(right("recall", "rnn-same-units", seq))


@pytest.mark.parametrize("net", ["rnn-same-units", "rnn-same-parameters"])
def test_anbn_starts_where_the_nets_begin_to_differ(net):
    assert right("anbn", net) == [True] * 14 + [False]
    shorter = "a" * 12 + "b" * 12
    assert all(right("anbn", net, shorter))


@pytest.mark.parametrize("net", ["rnn-same-units", "rnn-same-parameters"])
def test_in_adding_about_1_is_wrong(net):
    task, labels, _, said = run("adding", net)
    assert abs(labels.targets[-1].item() - 1) > 10 * task.tolerance
    assert said[-1].item() == pytest.approx(1, abs=0.05)
    assert right("adding", net) == [False]
