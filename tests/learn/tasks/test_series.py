import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from lstmviz.errors import InputError
from lstmviz.learn.tasks.series import NOISE, Series

series = Series()


def sampled(batch):
    return series.sample(batch, torch.Generator().manual_seed(0))


def test_every_step_but_the_last_is_asked_for_the_next_value():
    inputs = sampled(8)
    targets, asked = series.label(inputs)
    assert torch.equal(targets[:-1], inputs[1:, :, 0])
    assert asked[:-1].all()
    assert not asked[-1].any()


def test_two_sines_of_amplitude_one_half_and_noise():
    variance = sampled(4000).var().item()
    assert variance == pytest.approx(2 * 0.5**2 / 2 + NOISE**2, rel=0.02)
    assert sampled(4000).abs().max() < 1 + 6 * NOISE


@given(st.lists(st.integers(-999, 999), min_size=1, max_size=30))
def test_numbers_are_read_as_typed(hundredths):
    text = " ".join(f"{value / 100:.2f}" for value in hundredths)
    inputs = series.encode(series.tokens(text))
    assert torch.allclose(inputs, torch.tensor(hundredths).reshape(-1, 1, 1) / 100)


@pytest.mark.parametrize("bad", ["x", "nan", "1e9", "--1", "1,5", ""])
def test_what_is_no_number_is_named(bad):
    with pytest.raises(InputError):
        series.tokens(bad and f"0.5 {bad}")
