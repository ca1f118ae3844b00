import torch
from hypothesis import given
from hypothesis import strategies as st

from lstmviz.learn.tasks.counter import CHANCES, Counter

counter = Counter()


@given(st.text("+-0.", min_size=1, max_size=60))
def test_labels_count_since_the_last_reset(text):
    targets, asked = counter.label(counter.encode(counter.tokens(text)))
    since = [text[: step + 1].rpartition("0")[2] for step in range(len(text))]
    assert targets[:, 0].tolist() == [part.count("+") - part.count("-") for part in since]
    assert asked.all()


def test_samples_have_the_chances_stated():
    share = counter.sample(2000, torch.Generator().manual_seed(0)).mean(dim=(0, 1))
    assert torch.allclose(share, torch.tensor(CHANCES), atol=0.01)
