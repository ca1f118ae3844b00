"""The ledger of a cell adds up to the cell; the half-life is what repeated forgetting takes."""

from math import ceil, inf

import pytest
import torch
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from torch import nn
from torch.nn.utils.rnn import pack_sequence

from lstmviz import Edit, InputError, memory, trace
from tests.internals.test_edits import edits
from tests.internals.test_trace import build, cases, numbers, states

pytestmark = pytest.mark.filterwarnings("ignore:LSTM with projections is not supported with oneDNN")


@settings(derandomize=True, deadline=None, max_examples=100)
@given(data=st.data())
def test_rows_sum_to_the_cell(data):
    case = data.draw(cases())
    assume(isinstance(case.module, nn.LSTM))
    given = data.draw(st.lists(edits(case), max_size=2))
    step = data.draw(st.integers(0, max(map(len, case.sequences)) - 1))
    for layer in trace(case.module, case.x, case.hx, edits=given).layers:
        rows = memory.ledger(layer, step)
        assert rows.shape == (read_by(layer, step) + 1, *layer.cell.shape[1:])
        assert rows.dtype == layer.cell.dtype
        scale = max(1.0, layer.cell.abs().max().item(), rows.abs().max().item())
        assert (rows.sum(0) - layer.cell[step]).abs().max() <= 1e-6 * scale


def read_by(layer, step):
    """How many steps the layer has read once it has read this one, padding counted."""
    return len(layer.cell) - step if layer.reverse else step + 1


@settings(derandomize=True, deadline=None, max_examples=40)
@given(data=st.data())
def test_all_ledgers_are_the_ledger_of_every_step(data):
    case = data.draw(cases())
    assume(isinstance(case.module, nn.LSTM))
    given = data.draw(st.lists(edits(case), max_size=2))
    for layer in trace(case.module, case.x, case.hx, edits=given).layers:
        steps = len(layer.cell)
        rows = memory.ledgers(layer)
        assert (rows.shape, rows.dtype) == ((steps, steps + 1, *layer.cell.shape[1:]), layer.cell.dtype)
        for step in range(steps):
            alone = memory.ledger(layer, step)
            torch.testing.assert_close(rows[step, : len(alone)], alone, rtol=1e-6, atol=1e-6)
            assert not rows[step, len(alone) :].any()
        assert torch.equal(memory.ledgers(layer, units=[0]), rows[..., :1])


@pytest.mark.parametrize("reverse", [False, True])
def test_each_row_is_what_its_step_wrote_times_the_gates_since(reverse):
    module = build("lstm", bidirectional=True)
    layer = trace(module, numbers(7, 2, 3), states(module, 2)).layers[reverse]
    order = list(range(7))[::-1] if reverse else list(range(7))
    step, read = order[4], order[:5]
    rows = memory.ledger(layer, step)
    for row, wrote in enumerate([None, *read]):
        left = layer.c0 if wrote is None else layer.input_gate[wrote] * layer.candidate[wrote]
        for later in read if wrote is None else read[read.index(wrote) + 1 :]:
            left = left * layer.forget_gate[later]
        torch.testing.assert_close(rows[row], left, rtol=0, atol=1e-6)


def test_what_was_added_to_the_cell_stands_in_the_row_of_its_step():
    module, x = build("lstm"), numbers(9, 3)
    plain = trace(module, x).layers[0]
    edited = trace(module, x, edits=[Edit("cell", 2.0, "add", units=[1], steps=[4])]).layers[0]
    added = memory.ledger(edited, 4) - memory.ledger(plain, 4)  # (6, 1, H)
    assert added[5, 0].tolist() == pytest.approx([0.0, 2.0, 0.0, 0.0], abs=1e-6)
    assert added[:5].abs().max() < 1e-6  # the edited step is computed by itself, and rounds otherwise


def test_a_cell_set_to_a_number_has_one_writer_and_what_it_took_away():
    layer = trace(build("lstm"), numbers(9, 3), edits=[Edit("cell", 0.5, steps=[4])]).layers[0]
    rows = memory.ledger(layer, 4)
    torch.testing.assert_close(rows[5], 0.5 - rows[:5].sum(0))


@pytest.mark.parametrize("reverse", [False, True])
def test_padding_wrote_nothing_and_holds_nothing(reverse):
    module = build("lstm", bidirectional=True)
    long, short = numbers(6, 3), numbers(3, 3)
    layer = trace(module, pack_sequence([long, short])).layers[reverse]
    assert not memory.ledger(layer, 4)[:, 1].any()
    alone = memory.ledger(trace(module, short).layers[reverse], 1)[:, 0]
    rows = memory.ledger(layer, 1)[:, 1]
    if reverse:  # its first three steps are padding: rows 1 to 3
        assert not rows[1:4].any()
        rows = torch.cat([rows[:1], rows[4:]])
    torch.testing.assert_close(rows, alone, rtol=0, atol=1e-6)
    assert not memory.half_life(layer)[3:, 1].any()


@settings(derandomize=True, deadline=None, max_examples=60)
@given(gate=st.floats(0.01, 0.999))
def test_half_life_is_how_often_one_can_forget_before_half_is_gone(gate):
    layer = trace(build("lstm"), numbers(1, 3), edits=[Edit("forget_gate", gate)]).layers[0]
    life = memory.half_life(layer)[0, 0, 0].item()
    assume(abs(life - round(life)) > 1e-3)
    left, steps = 1.0, 0
    while left > 0.5:
        left, steps = left * gate, steps + 1
    assert steps == ceil(life)


@pytest.mark.parametrize(
    ("gate", "life"), [(1.0, inf), (0.0, 0.0), (0.5, 1.0), (0.25, 0.5), (1.5, inf), (-0.5, 1.0)]
)
def test_half_life_at_the_ends_of_the_range_and_beyond(gate, life):
    layer = trace(build("lstm"), numbers(4, 2, 3), edits=[Edit("forget_gate", gate)]).layers[0]
    assert memory.half_life(layer).shape == (4, 2, 4)
    assert memory.half_life(layer).unique().tolist() == [life]


@pytest.mark.parametrize("ask", [lambda layer: memory.ledger(layer, 0), memory.ledgers, memory.half_life])
def test_a_layer_that_keeps_nothing_by_a_gate_is_refused(ask):
    layer = trace(build("rnn tanh"), numbers(4, 3)).layers[0]
    with pytest.raises(InputError, match=r"RNN .* has no gate that keeps a state.*LSTM"):
        ask(layer)


@pytest.mark.parametrize("reverse", [False, True])
def test_a_grus_ledger_is_of_its_hidden_state(reverse):
    module = build("gru", bidirectional=True)
    layer = trace(module, numbers(7, 2, 3), states(module, 2)).layers[reverse]
    for step in range(7):
        rows = memory.ledger(layer, step)
        assert (rows.sum(0) - layer.hidden[step]).abs().max() <= 1e-6
        assert torch.equal(rows[-1], ((1 - layer.update_gate) * layer.candidate)[step])
    assert (0.5 ** (1 / memory.half_life(layer)) - layer.update_gate).abs().max() < 1e-6


@pytest.mark.parametrize("step", [-1, 4, 1.0, True, "1", None])
def test_a_step_that_is_not_there_is_refused(step):
    layer = trace(build("lstm"), numbers(4, 3)).layers[0]
    with pytest.raises(InputError, match=f"step is {step!r}; the sequence has steps 0 to 3"):
        memory.ledger(layer, step)


def test_it_is_added_up_in_float64_and_rounded_once():
    """500 products of gates near 1, each rounded to float32, would be off by far more than the last bit."""
    module = build("lstm")
    layer = trace(module, numbers(500, 1, 3), edits=[Edit("forget_gate", 0.999)]).layers[0]
    gate, wrote = layer.forget_gate.double(), (layer.input_gate.double() * layer.candidate.double())
    left = torch.stack([gate[k + 1 :].prod(dim=0) for k in range(500)])
    torch.testing.assert_close(memory.ledger(layer, 499)[1:].double(), wrote * left, rtol=1e-7, atol=0)
