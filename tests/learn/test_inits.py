import math
import re

import pytest
import torch

from lstmviz.errors import InputError
from lstmviz.learn.inits import INITS, initialise, parse_init
from lstmviz.learn.recipe import Recipe, build
from lstmviz.learn.tasks import TASKS
from lstmviz.nets.recurrent import recurrent_layer
from lstmviz.nets.sequence import SequenceNet

H = 16


def drawn(init, cell="lstm", seed=0):
    return build(TASKS["recall"], Recipe(cell, H, init, 1e-2, 32, 100, 1.0), seed)


def gate_biases(net):
    """The i, f, g and o biases as the gates feel them: PyTorch adds its two."""
    return (net.recurrent.bias_ih_l0 + net.recurrent.bias_hh_l0).split(H)


@pytest.mark.parametrize("cell", ["rnn", "relu-rnn", "lstm", "gru"])
def test_default_is_pytorchs_range(cell):
    torch.manual_seed(0)
    theirs = recurrent_layer(cell, 5, H)
    ours = drawn("default", cell)
    for name, parameter in theirs.named_parameters():
        drawn_here = ours.recurrent.get_parameter(name)
        assert drawn_here.shape == parameter.shape
        for values in (parameter, drawn_here):
            assert 0.2 < values.abs().max() <= 1 / math.sqrt(H)
    assert 0.2 < ours.readout.weight.abs().max() <= 1 / math.sqrt(H)


@pytest.mark.parametrize("cell", ["rnn", "lstm", "gru"])
def test_orthogonal_blocks_keep_lengths(cell):
    for block in drawn("orthogonal", cell).recurrent.weight_hh_l0.split(H):
        assert torch.allclose(block @ block.T, torch.eye(H), atol=1e-5)


def test_a_relu_rnn_from_the_identity_holds_what_it_has():
    rnn = drawn("identity", "relu-rnn").recurrent
    held = torch.rand(1, H)
    with torch.no_grad():
        after, _ = rnn(torch.zeros(100, 5), held)  # nothing is read: x and both biases are 0
    assert torch.equal(after, held.expand(100, H))


def test_forget_bias_reaches_the_forget_gate_and_no_other():
    default, biased = gate_biases(drawn("default")), gate_biases(drawn("forget-bias-3"))
    assert torch.equal(biased[1], torch.full((H,), 3.0))
    for gate in (0, 2, 3):
        assert torch.equal(biased[gate], default[gate])


def test_forget_bias_opens_the_gate_of_the_module_itself():
    """A bias of 10 on the gate that PyTorch uses as f keeps the cell; on any other it would not."""
    lstm = drawn("forget-bias-10").recurrent
    with torch.no_grad():
        lstm.weight_ih_l0.zero_()
        lstm.weight_hh_l0.zero_()
        lstm.bias_ih_l0[2 * H : 3 * H] = lstm.bias_hh_l0[2 * H : 3 * H] = 0.0  # g = 0: nothing is written
        _, (_, cell) = lstm(torch.zeros(1, 5), (torch.zeros(1, H), torch.ones(1, H)))
    assert (cell > 0.9999).all()


def test_chrono_biases_span_the_memories():
    biases = [gate_biases(drawn("chrono-50", seed=seed)) for seed in range(20)]
    spans = torch.cat([f.exp() for _, f, _, _ in biases])
    assert 1 <= spans.min() < 3
    assert 46 < spans.max() <= 49
    assert 22 < spans.mean() < 28
    for i, f, _, _ in biases:
        assert torch.equal(i, -f)


def test_chrono_of_a_gru_spans_the_memories_of_its_update_gate():
    default, biased = (drawn(init, "gru").recurrent for init in ("default", "chrono-update-50"))
    sums = [(net.bias_ih_l0 + net.bias_hh_l0).split(H) for net in (default, biased)]
    spans = sums[1][1].exp()  # blocks: reset gate, update gate, candidate
    assert 1 <= spans.min() < spans.max() <= 49
    for block in (0, 2):
        assert torch.equal(sums[0][block], sums[1][block])


@pytest.mark.parametrize("init", ["default", "orthogonal", "forget-bias-1", "chrono-50"])
def test_inits_repeat_and_leave_the_global_generator_alone(init):
    before = torch.get_rng_state()
    first, again, other = (drawn(init, seed=seed).state_dict() for seed in (0, 0, 1))
    assert torch.equal(torch.get_rng_state(), before)
    assert all(torch.equal(first[name], again[name]) for name in first)
    assert not torch.equal(first["recurrent.weight_ih_l0"], other["recurrent.weight_ih_l0"])


@pytest.mark.parametrize(
    ("init", "cell"),
    [
        ("chrono-50", "rnn"),
        ("identity", "lstm"),
        ("identity-1", "rnn"),
        ("forget-bias-1", "gru"),
        ("chrono", "lstm"),
        ("default-1", "lstm"),
    ]
    + [(f"chrono-{n}", "lstm") for n in ("2", "2001", "-5", "5.5", "nan", "٥", "", "1e3")]
    + [
        (init, "lstm")
        for init in ("", "-", "zeros", "forget-bias-11", "Default", "chrono-50 ", None, 7, ["default"])
    ],
)
def test_a_bad_init_is_named_with_the_choices(init, cell):
    with pytest.raises(InputError) as error:
        parse_init(init, cell)
    assert f"init is {init!r}" in str(error.value)
    for name, known in INITS.items():
        offered = re.search(rf" {name}(,|\.|-N)", str(error.value).partition("choose")[2])
        assert bool(offered) == known.fits(cell)


def test_every_layer_of_a_stack_starts_as_the_init_says():
    net = SequenceNet("lstm", 5, H, 4, layers=2)
    initialise(net, "forget-bias-3", "lstm", torch.Generator().manual_seed(0))
    for layer in range(2):
        biases = [net.recurrent.get_parameter(f"{name}_l{layer}") for name in ("bias_ih", "bias_hh")]
        _, forget, candidate, _ = sum(biases).split(H)
        assert torch.equal(forget, torch.full((H,), 3.0))
        assert not torch.equal(candidate, forget)
