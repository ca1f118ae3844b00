"""Changes: their words, and what each does to a run."""

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

import lstmviz
from lstmviz.app.what_if.change_list import MOST_CHANGES, Listed, changed, read, write
from lstmviz.app.what_if.changes import CHANGES, KINDS, NumberChange
from lstmviz.app.what_if.changes.forget_bias import ForgetBias
from lstmviz.app.what_if.changes.quantity import QuantityChange
from lstmviz.app.what_if.changes.recurrent_scale import RecurrentScale
from lstmviz.app.what_if.changes.token import TokenChange
from lstmviz.app.what_if.changes.weight import WEIGHTS, WeightChange
from lstmviz.draw.quantities import quantities_of
from lstmviz.learn.store import shipped
from lstmviz.learn.tasks import TASKS

NET = shipped.load("recall", "lstm").net
TOKENS = tuple("adcaBdac")
H = NET.recurrent.hidden_size

values = st.floats(-50, 50).map(lambda value: float(f"{value:g}"))
names = st.sampled_from([line.name for line in quantities_of("lstm")])
spans = st.tuples(st.integers(1, 50), st.integers(1, 50)).map(sorted)
places = st.integers(0, 99)
kinds = st.one_of(
    st.builds(
        lambda name, mode, value, unit, span: QuantityChange(value, name, mode, unit, *span),
        names,
        st.sampled_from(["set", "add", "scale"]),
        values,
        st.none() | st.integers(0, 7),
        st.just((None, None)) | spans,
    ),
    st.builds(WeightChange, values, st.sampled_from(WEIGHTS), places, places),
    st.builds(ForgetBias, values),
    st.builds(RecurrentScale, values),
    st.builds(TokenChange, st.integers(1, 99), st.sampled_from(list('abB "+.0'))),
)


@given(st.lists(st.builds(Listed, kinds, st.booleans()), max_size=MOST_CHANGES))
def test_what_is_written_is_read_again(changes):
    assert read(write(tuple(changes))) == (tuple(changes), [])


@pytest.mark.parametrize(
    ("word", "named"),
    [
        ("gate,set,1,u0,all", "no 'gate'"),
        ("forget_gate,set,1", "should read like"),
        ("forget_gate,put,1,u0,all", "no mode 'put'"),
        ("forget_gate,set,nan,u0,all", "not a number from"),
        ("forget_gate,set,1e999,u0,all", "not a number from"),
        ("forget_gate,set,one,u0,all", "'one' is not a number"),
        ("forget_gate,set,1,u-1,all", "'-1' is not a whole number"),
        ("forget_gate,set,1,u0,t3", "steps"),
        ("weight_hh,1,x,0", "'x' is not a whole number"),
        (f"weight_hh,{'9' * 5000},0,0", "not a whole number of at most 6 digits"),
        ("off", "no 'off'"),
        ("token,5", "should read like"),
        ("<b>;", "no '<b>'"),
    ],
)
def test_a_bad_change_is_named_and_dropped_and_the_others_are_kept(word, named):
    changes, dropped = read(f"forget-bias,1;{word};recurrent-scale,2")
    assert [listed.change for listed in changes] == [ForgetBias(1.0), RecurrentScale(2.0)]
    assert len(dropped) == 1
    assert named in dropped[0]


def test_too_many_changes_are_cut():
    changes, dropped = read(";".join(["forget-bias,1"] * (MOST_CHANGES + 5)))
    assert len(changes) == MOST_CHANGES
    assert str(MOST_CHANGES) in dropped[0]


def run_of(*words):
    run, refused = changed(TASKS["recall"], NET, TOKENS, read(";".join(words))[0])
    return run, refused


def test_a_quantity_is_edited_over_its_steps():
    run, _ = run_of("forget_gate,set,0.25,u3,t2-4")
    trace = lstmviz.trace(run.net.recurrent, TASKS["recall"].encode(TOKENS), edits=run.edits)
    edited = trace.layers[0].forget_gate[:, 0, 3] == 0.25
    assert edited.nonzero().flatten().tolist() == [1, 2, 3]


def test_weights_change_in_a_copy():
    before = {name: weight.clone() for name, weight in NET.state_dict().items()}
    run, refused = run_of("weight_hh,9,3,0.5", "bias_ih,4,0,-1", "forget-bias,1.5", "recurrent-scale,2")
    assert refused == []
    weights = run.net.recurrent
    assert weights.weight_hh_l0[9, 3] == 1.0  # set, then scaled
    assert weights.bias_ih_l0[4] == -1.0
    shift = weights.bias_hh_l0 - NET.recurrent.bias_hh_l0
    assert torch.allclose(shift[H : 2 * H], torch.tensor(1.5))
    assert not shift[:H].any()
    assert not shift[2 * H :].any()
    assert all(torch.equal(before[name], weight) for name, weight in NET.state_dict().items())


def test_a_token_is_replaced():
    assert run_of("token,5,C")[0].tokens == list("adcaCdac")


def test_what_is_switched_off_does_nothing():
    run, refused = run_of("off,forget-bias,1", "off,token,99,a", "off,cell,add,1,u0,all")
    assert (run.tokens, run.edits, refused) == (list(TOKENS), [], [])
    assert torch.equal(run.net.recurrent.bias_hh_l0, NET.recurrent.bias_hh_l0)


@pytest.mark.parametrize(
    ("word", "named"),
    [
        ("token,9,a", "8 steps"),
        ("token,2,z", "'z'"),
        ("weight_ih,32,0,1", "32 rows"),
        ("weight_ih,0,5,1", "5 columns"),
        ("forget_gate,set,1,u8,all", "unit"),
        ("forget_gate,set,1,u0,t4-9", "step"),
        ("forget_gate,set,1,u0,t0-3", "step"),
    ],
)
def test_what_the_run_does_not_have_is_refused_and_the_others_are_made(word, named):
    run, refused = run_of(word, "forget-bias,1")
    assert len(refused) == 1
    assert named in refused[0]
    assert run.net.recurrent.bias_hh_l0[H] == NET.recurrent.bias_hh_l0[H] + 1
    assert run.edits == []
    assert run.tokens == list(TOKENS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_title_and_belongs_to_one_change(kind):
    assert [change for change in CHANGES if kind in change.kinds] == [KINDS[kind]]
    assert len(KINDS[kind].kinds[kind]) > 3


@pytest.mark.parametrize(
    ("word", "span"),
    [
        ("forget_gate,set,1,all,all", (0, 1)),
        ("candidate,set,1,all,all", (-1, 1)),
        ("cell,set,1,all,all", (-5, 5)),
        ("output_gate,add,1,all,all", (-5, 5)),
        ("hidden,scale,1,all,all", (0, 3)),
        ("weight_hh,0,0,1", (-5, 5)),
        ("forget-bias,1", (-5, 5)),
        ("recurrent-scale,1", (0, 3)),
    ],
)
def test_a_slider_spans_what_the_number_can_be(word, span):
    ((listed,), _) = read(word)
    assert isinstance(listed.change, NumberChange)
    assert listed.change.span()[:2] == span
