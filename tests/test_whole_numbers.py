"""Whole numbers: handed over, and typed."""

import numpy as np
import pytest

from lstmviz.whole_numbers import is_whole, typed_whole


@pytest.mark.parametrize("value", [0, -3, 10**30, np.int64(7), np.uint8(0)])
def test_whole(value):
    assert is_whole(value)


@pytest.mark.parametrize("value", [True, False, np.bool_(True), 1.0, np.float32(2), "3", None, [1]])
def test_not_whole(value):
    assert not is_whole(value)


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("007", 7), ("123456789", 123456789)])
def test_typed(text, number):
    assert typed_whole(text) == number


@pytest.mark.parametrize("text", ["", "-1", "+1", " 1", "1.0", "1e3", "１", "²", "٣", "1_000", "1234567890"])
def test_not_typed(text):
    assert typed_whole(text) is None
