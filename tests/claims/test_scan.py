import torch
from hypothesis import given
from hypothesis import strategies as st

from lstmviz.claims.scan import by_scan, links, scan
from lstmviz.nets.cells import CELLS
from lstmviz.nets.recurrent import RecurrentLayer


@given(st.integers(1, 40), st.integers(0, 9))
def test_a_scan_is_the_recurrence(steps, seed):
    drawn = torch.rand(2, steps, 2, 3, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)
    keep, write = drawn
    state, states = torch.zeros(2, 3, dtype=torch.float64), []
    for step in range(steps):
        state = keep[step] * state + write[step]
        states.append(state)
    torch.testing.assert_close(scan(keep, write), torch.stack(states))


def test_a_min_lstm_by_a_scan_is_the_one_run_step_by_step():
    layer = RecurrentLayer(CELLS["min-lstm"], 3, 5, dtype=torch.float64)
    x = torch.randn(70, 2, 3, dtype=torch.float64)
    torch.testing.assert_close(by_scan(layer, x), layer(x)[0])


def test_the_links_of_a_scan():
    assert [links(steps) for steps in (1, 2, 3, 4, 100, 1000)] == [0, 1, 2, 2, 7, 10]
