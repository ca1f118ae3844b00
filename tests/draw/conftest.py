"""A batch of sequences that differ in length, for whoever draws one of them."""

import pytest
from torch.nn.utils.rnn import pack_sequence

from lstmviz import trace
from tests.conftest import INPUTS, numbers, seeded

LENGTHS = (4, 7, 2)


@pytest.fixture(scope="session")
def packed():
    sequences = [numbers(length, INPUTS, seed=length) for length in LENGTHS]
    return trace(seeded("lstm"), pack_sequence(sequences, enforce_sorted=False))
