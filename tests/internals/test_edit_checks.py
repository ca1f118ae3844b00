"""An edit that does not fit the module or the sequence is refused, with what it can be."""

import pytest
from torch.nn.utils.rnn import pack_sequence

from lstmviz import Edit, InputError, trace
from tests.internals.test_trace import build, numbers

pytestmark = pytest.mark.filterwarnings("ignore:LSTM with projections is not supported with oneDNN")

LSTM, RNN, BOTH = build("lstm"), build("rnn tanh"), build("gru", num_layers=2, bidirectional=True)
PROJECTED = build("lstm", proj_size=2)
X, PACKED = numbers(5, 2, 3), pack_sequence([numbers(4, 3), numbers(2, 3)])
BAD_FITS = {
    "unknown": (LSTM, X, Edit("memory", 1.0), "'memory', which no LSTM has", "forget_gate, input_gate"),
    "no cell in a GRU": (BOTH, X, Edit("cell", 1.0), "'cell', which no GRU has", "reset_gate, update_gate"),
    "no gate in an RNN": (
        RNN,
        X,
        Edit("forget_gate", 1.0),
        "no Vanilla RNN (tanh) has",
        "choose one of hidden",
    ),
    "not even a word": (RNN, X, Edit(["hidden"], 1.0), "no Vanilla RNN (tanh) has"),
    "no such unit": (LSTM, X, Edit("cell", 1.0, units=[0, 4]), "unit 4", "units 0 to 3"),
    "unit below zero": (LSTM, X, Edit("cell", 1.0, units=[-1]), "unit -1", "units 0 to 3"),
    "no such projected unit": (PROJECTED, X, Edit("hidden", 1.0, units=[2]), "unit 2", "hidden", "0 to 1"),
    "no such step": (LSTM, X, Edit("cell", 1.0, steps=range(6)), "step 5", "steps 0 to 4"),
    "step below zero": (LSTM, X, Edit("cell", 1.0, steps=[-1]), "step -1", "steps 0 to 4"),
    "no such step, batch first": (build("lstm", batch_first=True), X, Edit("cell", 1.0, steps=[2]), "0 to 1"),
    "no such step, packed": (LSTM, PACKED, Edit("cell", 1.0, steps=[4]), "step 4", "steps 0 to 3"),
    "no such layer": (BOTH, X, Edit("hidden", 1.0, layer=4), "layer 4", "l0, l0 reverse, l1, l1 reverse"),
    "layer below zero": (LSTM, X, Edit("hidden", 1.0, layer=-1), "layer -1", "has 1", "l0"),
    "more than float32 holds": (LSTM, X, Edit("hidden", 1e39), "1e+39", "torch.float32"),
}


@pytest.mark.parametrize("case", BAD_FITS)
def test_an_edit_that_does_not_fit_is_named_with_the_way_out(case):
    module, x, edit, *words = BAD_FITS[case]
    good = Edit("hidden", 0.0)
    with pytest.raises(InputError) as caught:
        trace(module, x, edits=[good, edit])
    for word in ("edits[1]", *words):
        assert word in str(caught.value)


@pytest.mark.parametrize("given", [Edit("cell", 1.0), None, 3, ["cell"], [("cell", 1.0)]])
def test_what_is_no_list_of_edits_is_refused(given):
    with pytest.raises(InputError, match=r"lstmviz\.Edit"):
        trace(LSTM, X, edits=given)
