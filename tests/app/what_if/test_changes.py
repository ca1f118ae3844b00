"""Changes: their words, and what each does to a run."""

import re

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

import lstmviz
from lstmviz.app.what_if.change_list import (
    MOST_CHANGES,
    MOST_VARIANTS,
    Listed,
    changed,
    read,
    read_variants,
    write,
    write_variants,
)
from lstmviz.app.what_if.changes import CHANGES, KINDS, kinds_of
from lstmviz.app.what_if.changes.forget_bias import ForgetBias
from lstmviz.app.what_if.changes.quantity import QuantityChange
from lstmviz.app.what_if.changes.recurrent_scale import RecurrentScale
from lstmviz.app.what_if.changes.token import TokenChange
from lstmviz.app.what_if.changes.weight import WeightChange
from lstmviz.learn.saved_nets import shipped
from lstmviz.learn.tasks import TASKS
from lstmviz.nets.cells import CELLS
from lstmviz.nets.sequence import SequenceNet

NET = shipped.load("recall", "lstm").net
TOKENS = tuple("adcaBdac")
H = NET.recurrent.hidden_size

values = st.floats(-50, 50).map(lambda value: float(f"{value:g}"))
names = st.sampled_from([kind for kind, change in KINDS.items() if change is QuantityChange])
weights = st.sampled_from([kind for kind, change in KINDS.items() if change is WeightChange])
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
    st.builds(WeightChange, values, weights, places, places),
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


@given(st.lists(st.lists(st.builds(Listed, kinds, st.booleans()), max_size=3), min_size=1, max_size=3))
def test_variants_are_read_again(variants):
    variants = tuple(map(tuple, variants))
    assert read_variants(write_variants(variants)) == (variants, [])


def test_a_link_without_changes_has_one_variant_and_too_many_are_cut():
    assert read_variants("") == (((),), [])
    variants, dropped = read_variants("forget-bias,1|x||token,1,a")
    assert [[listed.change for listed in one] for one in variants] == [[ForgetBias(1.0)], [], []]
    assert [str(MOST_VARIANTS) in sentence or "'x'" in sentence for sentence in dropped] == [True, True]


def run_of(*words, net=NET):
    run, refused = changed(TASKS["recall"], net, TOKENS, read(";".join(words))[0])
    return run, list(refused.values())


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
    titles = {
        (change, change.kinds_of(cell)[kind])
        for change in CHANGES
        for cell in CELLS.values()
        if kind in change.kinds_of(cell)
    }
    ((change, title),) = titles
    assert change is KINDS[kind]
    assert len(title) > 3


@pytest.mark.parametrize(
    ("cell", "kind", "mode", "span"),
    [
        ("lstm", "forget_gate", "set", (0, 1)),
        ("lstm", "candidate", "set", (-1, 1)),
        ("lstm", "cell", "set", (-5, 5)),
        ("lstm", "output_gate", "add", (-5, 5)),
        ("lstm", "hidden", "scale", (0, 3)),
        ("lstm", "weight_hh", "", (-5, 5)),
        ("lstm", "forget-bias", "", (-5, 5)),
        ("lstm", "recurrent-scale", "", (0, 3)),
        ("min-lstm", "forget_share", "set", (0, 1)),
        ("min-lstm", "candidate", "set", (-5, 5)),
        ("relu-rnn", "hidden", "set", (-5, 5)),
        ("gru", "reset_gate", "set", (0, 1)),
    ],
)
def test_a_slider_spans_what_the_number_can_be(cell, kind, mode, span):
    form = KINDS[kind].form(kind, NETS[cell], TOKENS)
    assert (form.spans[mode].least, form.spans[mode].most) == span


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_says_what_it_needs_and_nothing_else(kind):
    cell = next(name for name in CELLS if kind in kinds_of(CELLS[name]))
    form = KINDS[kind].form(kind, NETS[cell], TOKENS)
    own = {field.name for field in form.fields}
    for template in (form.sentence, form.word, *form.says.values(), *form.short.values()):
        assert set(re.findall(r"\{(\w+)\}", template)) <= own | {"kind", "value"}
    assert set(re.findall(r"\{(\w+)\}", form.sentence)) == own | {"kind"}
    assert form.spans.keys() in (form.says.keys(), set())


def small_net(name, task=TASKS["recall"]):
    """The same in every run, whatever drew numbers before; with these weights no ReLU unit is dead."""
    answers = len(task.answers) or 1
    net = SequenceNet(name, len(task.channels), 3, answers).requires_grad_(False)
    generator = torch.Generator().manual_seed(1)
    for parameter in net.parameters():
        parameter.uniform_(0.1, 0.6, generator=generator)
    return net


NETS = {name: small_net(name) for name in CELLS}


@pytest.mark.parametrize("name", CELLS)
def test_a_menu_holds_what_the_cell_declares_and_nothing_else(name):
    cell, net = CELLS[name], NETS[name]
    offered = kinds_of(cell)
    assert list(offered)[: len(cell.order)] == list(cell.order)
    parameters = {name.removesuffix("_l0") for name, _ in net.recurrent.named_parameters()}
    assert {kind for kind in offered if KINDS[kind] is WeightChange} == parameters
    assert ("forget-bias" in offered) == (name in ("lstm", "peephole-lstm", "min-lstm"))
    assert ("recurrent-scale" in offered) == (name != "min-lstm")
    assert "token" in offered


FORMS = {QuantityChange: "set,0.5,u1,t2-3", WeightChange: "1,0,7", TokenChange: "5,C"}


@pytest.mark.parametrize(("name", "kind"), [(name, kind) for name in CELLS for kind in kinds_of(CELLS[name])])
def test_whatever_is_offered_changes_the_run_of_that_cell(name, kind):
    task, net = TASKS["recall"], NETS[name]
    run, refused = run_of(f"{kind},{FORMS.get(KINDS[kind], '1.5')}", net=net)
    assert refused == []
    before = lstmviz.trace(net.recurrent, task.encode(TOKENS))
    after = lstmviz.trace(run.net.recurrent, task.encode(tuple(run.tokens)), edits=run.edits)
    assert not torch.equal(after.output, before.output)


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("gru", "forget-bias,1"),
        ("gru", "cell,set,0,u0,all"),
        ("min-lstm", "recurrent-scale,2"),
        ("min-lstm", "weight_hh,0,0,1"),
        ("lstm", "weight_ci,0,0,1"),
        ("lstm", "reset_gate,set,0,u0,all"),
    ],
)
def test_what_the_cell_does_not_have_is_refused_with_what_there_is(name, word):
    run, (refused,) = run_of(word, "token,5,C", net=NETS[name])
    assert f"this net ({CELLS[name].title}) does not have it; choose one of" in refused
    assert ", ".join(kinds_of(CELLS[name])) in refused
    assert run.tokens == list("adcaCdac")


def test_the_forget_bias_is_one_number_in_every_cell_that_has_a_forget_gate():
    for name in ("lstm", "peephole-lstm", "min-lstm"):
        run, _ = run_of("forget-bias,1.5", net=NETS[name])
        after, before = run.net.recurrent, NETS[name].recurrent
        rows = CELLS[name].rows("forget_gate", 3)
        moved = sum(
            after.get_parameter(bias) - before.get_parameter(bias)
            for bias, _ in before.named_parameters()
            if bias.startswith("bias")
        )
        assert torch.allclose(moved[rows], torch.tensor(1.5))
        assert moved.count_nonzero() == 3
