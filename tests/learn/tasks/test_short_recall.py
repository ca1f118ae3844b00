"""Recall of 20 steps, by nets that nobody tuned: what its examples are to show is there in those shipped."""

import pytest
import torch

from lstmviz.learn.saved_nets.shipped import card_of, load
from lstmviz.learn.tasks.short_recall import ShortRecall
from lstmviz.learn.zoo.contestants import CONTESTANTS, grid

TASK = ShortRecall()


def test_all_nets_start_and_learn_alike():
    recipes = [grid(TASK, name) for name in CONTESTANTS]
    assert {len(tried) for tried in recipes} == {1}
    assert {(one.init, one.learning_rate) for (one,) in recipes} == {TASK.untuned}


def said(net, example):
    """What a net says from the flag on, as text."""
    inputs = TASK.encode(TASK.tokens(TASK.example(example)))
    with torch.no_grad():
        answers = load(TASK.name, net).net(inputs).argmax(-1)[:, 0].tolist()
    return "".join(TASK.answers[one] for one in answers)[4:]


@pytest.mark.parametrize(
    ("net", "answers"),
    [
        ("lstm", "a" * 46),
        ("rnn-same-parameters", "a" * 21 + "c" * 25),
        ("rnn-same-units", "a" * 18 + "c" * 28),
    ],
)
def test_on_its_first_example_the_rnns_know_the_letter_and_lose_it(net, answers):
    assert said(net, "a flag, and 45 letters more") == answers


def test_on_its_second_too():
    assert said("lstm", "another letter") == "b" * 46
    assert said("rnn-same-parameters", "another letter") == "b" * 17 + "d" * 29


def test_the_card_says_that_they_are_not_tuned_and_how_many_seeds_learned():
    card = card_of(TASK.name)
    assert card.tuning.startswith("These nets are not tuned")
    lstm, rnn = card.nets["lstm"], card.nets["rnn-same-parameters"]
    assert not lstm.tries
    assert (lstm.learned, rnn.learned) == (29, 0)
    assert (lstm.parameters, rnn.parameters) == (516, 526)
