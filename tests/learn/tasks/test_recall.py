import torch
from hypothesis import given
from hypothesis import strategies as st

from lstmviz.learn.tasks.recall import Recall

recall = Recall()


def last_capital(prefix):
    capitals = [character for character in prefix if character.isupper()]
    return capitals[-1].lower() if capitals else None


@given(st.text("abcdABCD", min_size=1, max_size=60))
def test_labels_name_the_letter_flagged_last(text):
    targets, asked = recall.label(recall.encode(recall.tokens(text)))
    answers = [recall.answers[t] if ask else None for t, ask in zip(targets[:, 0], asked[:, 0], strict=True)]
    assert answers == [last_capital(text[: step + 1]) for step in range(len(text))]


@given(st.text("abcdABCD", min_size=1, max_size=60))
def test_every_letter_and_flag_is_read(text):
    inputs = recall.encode(recall.tokens(text))[:, 0]
    letters = ["abcd"[row[:4].argmax()] for row in inputs]
    assert "".join(c.upper() if row[4] else c for c, row in zip(letters, inputs, strict=True)) == text
    assert torch.equal(inputs[:, :4].sum(1), torch.ones(len(text)))


def test_samples_are_flagged_early_once_or_twice():
    flags = recall.sample(500, torch.Generator().manual_seed(0))[..., -1]
    assert flags[:10].any(dim=0).all()
    assert set(flags.sum(0).tolist()) == {1.0, 2.0}
    assert flags.any(dim=1).all()  # a second flag may come at any step
    assert 0.4 < (flags.sum(0) == 2).float().mean() < 0.6
