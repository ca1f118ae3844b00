import torch
from hypothesis import given
from hypothesis import strategies as st

from lstmviz.learn.tasks.quotes import QUOTE_CHANCE, SPACE_CHANCE, Quotes

quotes = Quotes()


@given(st.text('ab z"', min_size=1, max_size=60).map(str.strip).filter(bool))
def test_labels_are_the_parity_of_the_quotes(text):
    targets, asked = quotes.label(quotes.encode(quotes.tokens(text)))
    answers = [quotes.answers[target] for target in targets[:, 0]]
    assert answers == [["outside", "inside"][text[: step + 1].count('"') % 2] for step in range(len(text))]
    assert asked.all()


def test_samples_have_the_chances_stated():
    share = quotes.sample(2000, torch.Generator().manual_seed(0)).mean(dim=(0, 1))
    assert torch.allclose(share[-2:], torch.tensor([SPACE_CHANCE, QUOTE_CHANCE]), atol=0.01)
    assert torch.allclose(share[:-2], torch.full((26,), 0.75 / 26), atol=0.005)
