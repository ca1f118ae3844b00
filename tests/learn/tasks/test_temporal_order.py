import torch
from hypothesis import given
from hypothesis import strategies as st

from lstmviz.learn.tasks.temporal_order import TemporalOrder

order = TemporalOrder()


@given(st.text("abcdXY", min_size=1, max_size=30))
def test_labels_are_the_ordered_pair_at_the_end(text):
    targets, asked = order.label(order.encode(order.tokens(text)))
    marks = "".join(character for character in text if character in "XY")
    assert not asked[:-1].any()
    assert asked[-1, 0].item() == (len(marks) == 2)
    if len(marks) == 2:
        assert order.answers[targets[-1, 0]] == marks


def test_samples_have_a_mark_in_each_part():
    inputs = order.sample(500, torch.Generator().manual_seed(0))
    marked = inputs[..., 4:].sum(-1)  # (T, B)
    assert torch.equal(marked.sum(0), torch.full((500,), 2.0))
    steps = marked.any(dim=1).nonzero().squeeze(1).tolist()
    assert steps == [*range(2, 12), *range(25, 35)]
    assert set(order.label(inputs).targets[-1].tolist()) == {0, 1, 2, 3}


def test_longer_sequences_scale_the_places():
    marked = TemporalOrder(100).sample(500, torch.Generator().manual_seed(0))[..., 4:].sum(-1)
    assert marked.any(dim=1).nonzero().squeeze(1).tolist() == [*range(4, 24), *range(50, 70)]
