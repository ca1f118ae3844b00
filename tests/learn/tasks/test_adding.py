import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from lstmviz.errors import InputError
from lstmviz.learn.tasks.adding import Adding

adding = Adding()
hundredths = st.integers(0, 100)

BAD = "1.01 2 -0.1 1e400 1e-1 nan inf 0.3.1 * 0.5** 0,5 0.3,1 ٠.٥ ０.5 ½ 1_0 0x1 +1 ."


@given(st.lists(st.tuples(hundredths, st.booleans()), min_size=1, max_size=30))
def test_labels_are_the_sum_of_two_marked(steps):
    text = " ".join(f"{value / 100:.2f}{'*' if mark else ''}" for value, mark in steps)
    targets, asked = adding.label(adding.encode(adding.tokens(text)))
    marked = [value for value, mark in steps if mark]
    assert not asked[:-1].any()
    assert asked[-1, 0].item() == (len(marked) == 2)
    if len(marked) == 2:
        assert targets[-1, 0].item() == pytest.approx(sum(marked) / 100, abs=1e-6)


@given(st.lists(st.tuples(hundredths, st.booleans()), min_size=1, max_size=30))
def test_what_is_typed_is_what_is_read(steps):
    text = " ".join(f"{value / 100:.2f}{'*' if mark else ''}" for value, mark in steps)
    read = adding.encode(adding.tokens(text))
    assert read.shape == (len(steps), 1, 2)
    assert torch.allclose(read[:, 0], torch.tensor([[value / 100, float(mark)] for value, mark in steps]))


@pytest.mark.parametrize(
    "text", ["0.31 0.82* 0.5 1 0", "0.31, 0.82*, 0.5, 1, 0", "0.31\t0.82*\n.5 1. 0", "0.31,0.82*,0.5, 1 0"]
)
def test_ways_to_type_the_same(text):
    values = adding.encode(adding.tokens(text))[:, 0, 0]
    assert torch.allclose(values, torch.tensor([0.31, 0.82, 0.5, 1.0, 0.0]))


@pytest.mark.parametrize("token", BAD.split())
def test_a_bad_number_is_named_with_its_place(token):
    with pytest.raises(InputError) as error:
        adding.tokens(f"0.5 0.25* {token} 0.75")
    assert f"Step 3 of the sequence is {token!r}" in str(error.value)


def test_a_huge_number_is_refused_and_shown_short():
    with pytest.raises(InputError, match="Step 1") as error:
        adding.tokens("9" * 1_000_000)
    assert len(str(error.value)) < 300


def test_samples_have_a_mark_in_each_half_and_none_at_the_end():
    values, marks = adding.sample(1000, torch.Generator().manual_seed(0)).unbind(-1)
    assert torch.equal(marks[:25].sum(0), torch.ones(1000))
    assert torch.equal(marks[25:49].sum(0), torch.ones(1000))
    assert 0 <= values.min() < 0.01
    assert 0.99 < values.max() < 1
