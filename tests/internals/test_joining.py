"""Calls that hand their state on are one sequence."""

import pytest
import torch
from torch import nn

import lstmviz
from lstmviz import Edit, InputError, record, trace
from lstmviz.internals.joining import joined
from tests.conftest import numbers

KINDS = [nn.LSTM, nn.GRU, nn.RNN]


def stepwise(layer, x, state=None):
    """One call a step, as a decoder makes."""
    with torch.no_grad(), record(layer) as recording:
        for step in x:
            _, state = layer(step[None], state)
    return recording


@pytest.mark.parametrize("kind", KINDS)
def test_fifty_calls_are_fifty_steps(kind):
    layer, x = kind(5, 6, num_layers=2), numbers(50, 1, 5)
    run, whole = stepwise(layer, x).joined(""), trace(layer, x)
    assert torch.allclose(run.output, whole.output, atol=1e-6)
    for one, other in zip(run.layers, whole.layers, strict=True):
        assert torch.allclose(one.inputs, other.inputs, atol=1e-6)
        for name, values in other.quantities.items():
            assert torch.allclose(one.quantities[name], values, atol=1e-6), name
    assert run.agreement < 1e-6
    assert lstmviz.stepper(run, tokens="x" * 50).scene.steps == 50


def test_batch_first_and_stretches_of_several_steps():
    layer, x = nn.GRU(3, 4, batch_first=True), numbers(2, 9, 3)
    with torch.no_grad(), record(layer) as recording:
        _, state = layer(x[:, :4])
        layer(x[:, 4:], state)
    assert torch.allclose(recording.joined("").output, layer(x)[0], atol=1e-6)


def test_edited_stretches_keep_their_edits_and_the_whole_knows_which_steps_torch_did_not_run():
    layer, x = nn.LSTM(3, 4), numbers(12, 1, 3)
    edits = [Edit("forget_gate", 0.0, steps=[1])]
    plain = trace(layer, x[:3])
    edited = [trace(layer, stretch, edits=edits) for stretch in (x[3:7], x[7:9], x[9:])]
    first, _, last = (run.layers[0].stepped for run in edited)
    assert first
    assert last
    (whole,) = joined([plain, *edited], time=0).layers
    assert whole.stepped == range(3 + first.start, 9 + last.stop)
    assert [edit.steps for edit in whole.edits] == [(4,), (8,), (10,)]  # counted in the whole
    (unedited,) = joined([plain, trace(layer, x[3:])], time=0).layers
    assert (unedited.stepped, unedited.edits) == (range(0), ())


def test_where_the_state_begins_anew_another_sequence_begins():
    layer, x = nn.LSTM(3, 4), numbers(7, 1, 3)
    with torch.no_grad(), record(layer) as recording:
        for stretch in (x[:3], x[3:]):
            state = None
            for step in stretch:
                _, state = layer(step[None], state)
    first, second = recording.sequences("")
    assert torch.allclose(first.output, layer(x[:3])[0], atol=1e-6)
    assert torch.allclose(second.output, layer(x[3:])[0], atol=1e-6)
    with pytest.raises(InputError, match=r"began anew 1 times; recording\.sequences\(''\) gives the 2"):
        recording.joined("")


def test_a_state_that_was_changed_on_the_way_begins_anew():
    layer, x = nn.LSTM(3, 4), numbers(4, 1, 3)
    with torch.no_grad(), record(layer) as recording:
        _, (h, c) = layer(x[:2])
        layer(x[2:], (h, 0.5 * c))
    assert len(recording.sequences("")) == 2


def test_each_call_in_both_directions_is_a_sequence_of_its_own():
    layer, x = nn.LSTM(3, 4, bidirectional=True), numbers(4, 1, 3)
    with torch.no_grad(), record(layer) as recording:
        _, state = layer(x)
        layer(x, state)
    assert [len(one.layers[0].inputs) for one in recording.sequences("")] == [4, 4]
    with pytest.raises(InputError, match="began anew 1 times"):
        recording.joined("")


@pytest.mark.filterwarnings("ignore:record left out")
def test_a_layer_that_never_ran_has_no_sequence():
    with record(nn.LSTM(3, 4)) as recording:
        pass
    assert recording.sequences("") == []
    with pytest.raises(InputError, match="no call of '' to join"):
        recording.joined("")


def test_the_ledger_of_joined_edits_is_that_of_one_edited_run():
    """A write put into the cell in the second call is that of its step in the whole."""
    layer, x = nn.LSTM(3, 4), numbers(6, 1, 3)
    with torch.no_grad(), record(layer, edits={"": [Edit("cell", 2.0, mode="add", steps=[1])]}) as recording:
        _, state = layer(x[:3])
        layer(x[3:], state)
    joined = recording.joined("").layers[0]
    whole = trace(layer, x, edits=[Edit("cell", 2.0, mode="add", steps=[1, 4])]).layers[0]
    assert torch.allclose(lstmviz.memory.ledger(joined, 5), lstmviz.memory.ledger(whole, 5), atol=1e-6)
