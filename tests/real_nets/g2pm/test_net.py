"""g2pM, against what the package itself computes: make_reference.py made the numbers."""

from pathlib import Path

import numpy as np
import pytest

from lstmviz.real_nets.g2pm.net import G2pM
from lstmviz.real_nets.g2pm.scores import errs, readings
from lstmviz.real_nets.g2pm.vocabulary import vocabulary

REFERENCE = np.load(Path(__file__).with_name("reference.npz"))


@pytest.fixture(scope="module")
def net():
    return G2pM.shipped()


@pytest.mark.parametrize("sentence", REFERENCE.files)
def test_its_logits_are_those_of_the_package(net, sentence):
    np.testing.assert_allclose(net(sentence).numpy(), REFERENCE[sentence], atol=1e-4)  # of up to 118


def test_it_reads_a_bank_and_a_walk_apart(net):
    said = [vocabulary().readings[number] for number in net("他在银行行走").argmax(-1)]
    assert (said[3], said[4]) == ("hang2", "xing2")


def test_every_reading_that_was_asked_is_one_it_can_answer():
    assert {one for several in readings().values() for one in several} <= set(vocabulary().readings)


def test_what_it_is_worth_is_what_its_authors_say():
    assert "97.3 %" in errs()  # Park & Lee 2020, table 4: 97.31
