import torch
from hypothesis import given
from hypothesis import strategies as st

from lstmviz.learn.tasks.parity import Parity

parity = Parity()


@given(st.text("01", min_size=1, max_size=60))
def test_labels_are_the_parity_of_the_ones(text):
    targets, asked = parity.label(parity.encode(parity.tokens(text)))
    answers = [parity.answers[target] for target in targets[:, 0]]
    assert answers == [["even", "odd"][text[: step + 1].count("1") % 2] for step in range(len(text))]
    assert asked.all()


def test_both_bits_are_as_likely():
    ones = parity.sample(2000, torch.Generator().manual_seed(0))[..., 1]
    assert abs(ones.mean() - 0.5) < 0.01
