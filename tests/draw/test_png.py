"""Numbers as colours and as a PNG: what Pillow reads is what was meant."""

import io

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from PIL import Image

from lstmviz.draw.png import colour_table, pixels, png

BLACK_TO_WHITE = ["#000000", "#ffffff"]


def test_a_table_runs_from_the_first_colour_to_the_last_through_those_between():
    table = colour_table(["#00224e", "#ff0000", "#fee838"])
    assert table.shape == (256, 3)
    assert [tuple(table[at]) for at in (0, 255)] == [(0x00, 0x22, 0x4E), (0xFE, 0xE8, 0x38)]
    assert tuple(table[127]) == (254, 0, 0)  # beside the middle, which falls between two entries


def test_numbers_beyond_the_span_take_its_ends_and_nan_is_not_painted():
    values = [[0.0, 0.5, 1.0, 7.0, -7.0, np.nan]]
    painted = pixels(values, (0.0, 1.0), BLACK_TO_WHITE)[0]
    assert painted[:, 0].tolist() == [0, 128, 255, 255, 0, 0]
    assert painted[:, 3].tolist() == [255] * 5 + [0]


@given(arrays.arrays(np.uint8, st.tuples(st.integers(1, 9), st.integers(1, 9), st.just(4))))
def test_a_png_holds_every_pixel(image):
    read = Image.open(io.BytesIO(png(image)))
    assert read.mode == "RGBA"
    assert np.array_equal(np.asarray(read), image)
