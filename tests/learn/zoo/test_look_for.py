"""What each task tells a visitor to look for is there to be seen in the LSTM that is shipped."""

import torch

import lstmviz
from lstmviz.learn.tasks import TASKS
from lstmviz.learn.zoo import load


def watched(name):
    """The task's inputs (T, B, I), its labels, and the layer of the shipped LSTM's trace."""
    task = TASKS[name]
    inputs = task.sample(500, torch.Generator().manual_seed(0))
    return inputs, task.label(inputs), lstmviz.trace(load(name, "lstm").net.recurrent, inputs).layers[0]


def correlation(one, other):
    return torch.corrcoef(torch.stack([one.flatten(), other.flatten()]))[0, 1].item()


def test_anbn_one_unit_counts():
    task = TASKS["anbn"]
    net = load("anbn", "lstm").net
    assert net.recurrent.hidden_size == 2
    for n in (5, 8, 10):
        inputs = task.encode(task.tokens("a" * n + "b" * n))
        count = (inputs[..., 0] - inputs[..., 1]).cumsum(0)
        cell = lstmviz.trace(net.recurrent, inputs).layers[0].cell
        assert max(abs(correlation(cell[..., unit], count)) for unit in range(2)) > 0.999


def test_recall_the_gates_replace_the_letter():
    inputs, _, layer = watched("recall")
    flagged = inputs[..., -1] > 0.5
    at, elsewhere = layer.forget_gate[flagged].mean(0), layer.forget_gate[~flagged].mean(0)
    assert (at < 0.25).all()
    assert (elsewhere > 0.6).all()
    assert (layer.input_gate[flagged].mean(0) > layer.input_gate[~flagged].mean(0) + 0.1).all()


def test_temporal_order_the_cell_jumps_and_two_units_hold_the_two_marks():
    inputs, labels, layer = watched("temporal-order")
    marked = inputs[1:, :, 4:].sum(-1) > 0.5
    jumps = layer.cell.diff(dim=0).abs()
    assert (jumps[marked].median(0).values > 5 * jumps[~marked].median(0).values).sum() >= 2
    first, second = labels.targets[-1] // 2, labels.targets[-1] % 2
    held = [
        (abs(correlation(cell, first.float())), abs(correlation(cell, second.float())))
        for cell in layer.cell[-1].T
    ]
    assert any(of_first > 0.9 and of_second < 0.2 for of_first, of_second in held)
    assert any(of_second > 0.9 and of_first < 0.2 for of_first, of_second in held)


def test_adding_two_input_gates_open_at_the_marks_only():
    inputs, _, layer = watched("adding")
    marked = inputs[..., 1] > 0.5
    opens = layer.input_gate[marked].quantile(0.1, dim=0) > 0.3
    shut = layer.input_gate[~marked][:10_000].quantile(0.95, dim=0) < 0.1
    assert (opens & shut).sum() == 2


def test_counter_one_unit_follows_the_count_and_drops_it():
    inputs, labels, layer = watched("counter")
    reset = inputs[..., 2] > 0.5
    unit = max(range(4), key=lambda k: abs(correlation(layer.cell[..., k], labels.targets)))
    assert abs(correlation(layer.cell[..., unit], labels.targets)) > 0.99
    assert layer.forget_gate[reset][:, unit].max() < 0.2
    assert layer.forget_gate[~reset][:, unit].min() > 0.8


def test_quotes_one_unit_forgets_at_quotes_and_writes_at_opening_ones():
    inputs, labels, layer = watched("quotes")
    quote, inside = inputs[..., -1] > 0.5, labels.targets == 1
    unit = layer.forget_gate[quote].mean(0).argmin()
    assert layer.forget_gate[quote][:, unit].max() < 0.1
    assert layer.forget_gate[~quote][:, unit].mean() > 0.9
    assert layer.input_gate[quote & inside][:, unit].min() > 0.7
    assert layer.input_gate[quote & ~inside][:, unit].max() < 0.2
