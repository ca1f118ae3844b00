"""What the shipped models write, and what they are worth."""

from itertools import islice

import pytest
import torch

from lstmviz.errors import InputError
from lstmviz.real_nets.character_model.model import MODEL, assembled
from lstmviz.real_nets.character_model.sampling import continued, probabilities
from lstmviz.real_nets.character_model.scores import ahead, errs, held_out, shipped
from lstmviz.real_nets.character_model.text import modules
from lstmviz.real_nets.character_model.training import SEEDS, module_bits

TEXT = "def area(width, height):↵    ret"


def draws(many, text=TEXT, temperature=1.0, seed=0):
    generator = torch.Generator().manual_seed(seed)
    return "".join(islice(continued(assembled("lstm"), text, temperature, generator), many))


def test_the_same_seed_writes_the_same_and_another_one_something_else():
    assert draws(40) == draws(40)
    assert draws(40) != draws(40, seed=1)


def test_near_temperature_zero_the_likeliest_is_drawn_at_every_step():
    written = draws(12, temperature=1e-4)
    net = assembled("lstm")
    for place in range(12):
        inputs = MODEL.encode(MODEL.tokens(TEXT + written[:place]))
        assert written[place] == MODEL.answers[int(net(inputs)[-1, 0].argmax())]


def test_a_high_temperature_makes_all_more_alike():
    logits = torch.tensor([0.0, 1.0, 3.0])
    sharp, flat = probabilities(logits, 0.5), probabilities(logits, 2.0)
    assert sharp[2] > probabilities(logits, 1.0)[2] > flat[2] > 1 / 3
    assert flat.sum() == pytest.approx(1)


@pytest.mark.parametrize("cell", ["lstm", "rnn"])
def test_the_median_seed_is_shipped_and_needs_the_bits_that_are_stored(cell):
    rows = held_out(cell)
    assert sorted(row["seed"] for row in rows) == [*SEEDS]
    assert shipped(cell)["bits"] == sorted(row["bits"] for row in rows)[1]
    try:
        source = modules("held-out")["numbers"]
    except InputError:
        pytest.skip("this Python has another standard library")
    assert module_bits(assembled(cell), source) == pytest.approx(
        shipped(cell)["by module"]["numbers"], abs=2e-3
    )


@pytest.mark.parametrize(
    ("lstm", "rnn", "who"),
    [
        ([1.0, 1.1, 1.2], [1.3, 1.4, 1.5], "LSTM is ahead"),
        ([1.3, 1.4, 1.5], [1.0, 1.1, 1.2], "RNN is ahead"),
        ([1.0, 1.1, 1.4], [1.3, 1.4, 1.5], "cannot tell"),
    ],
)
def test_who_is_ahead_is_said_only_where_every_seed_says_so(lstm, rnn, who):
    assert who in ahead(lstm, rnn)
    assert ahead(*(([row["bits"] for row in held_out(cell)]) for cell in ("lstm", "rnn"))) in errs()
