"""Numbers of a visitor's file: read as they are, or refused with the place of what is wrong."""

from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from safetensors.torch import load_file

from lstmviz.app.your_model.numbers import read_numbers
from lstmviz.errors import InputError


def read(folder, name, data, inputs):
    (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    read_numbers({"path": str(folder / name), "inputs": inputs}, folder)
    return load_file(folder / "data.safetensors")["data"].numpy()


@pytest.mark.parametrize(
    ("text", "inputs", "expected"),
    [
        ("1,2\n3,4\n", 2, [[[1, 2]], [[3, 4]]]),
        ("x,y\r\n1.5,-2e1\r\n", 2, [[[1.5, -20]]]),
        ("\ufeff1;2\n0,5;4\n", 2, [[[1, 2]], [[0.5, 4]]]),
        ("1\t2\n\n3\t4", 1, [[[1], [2]], [[3], [4]]]),
        ("1 2 3", 3, [[[1, 2, 3]]]),
        ("7\n8\n", 1, [[[7]], [[8]]]),
    ],
)
def test_csv_as_it_comes(tmp_path, text, inputs, expected):
    assert read(tmp_path, "a.csv", text, inputs).tolist() == expected


WRONG = {
    "a word": ("1,2\n3,four\n", "line 2, column 2 is 'four'"),
    "hexadecimal": ("1,2\n0x10,3", "line 2, column 1 is '0x10'"),
    "an underscore": ("1,2\n1_000,3", "column 1 is '1_000'"),
    "other digits": ("1,2\n١٢,3", "column 1 is '١٢'"),
    "overflow": ("1,2\n1e400,3", "column 1 is '1e400'"),
    "not a number": ("1,2\nnan,3", "column 1 is 'nan'"),
    "a formula": ("1,2\n=cmd|' /C calc'!A0,3", "column 1 is .=cmd"),
    "a short line": ("1,2\n3\n", "line 2 has 1 numbers, those before 2"),
    "other columns": ("1,2,3\n", "the layer reads 2 a step"),
    "nothing": ("", "holds no numbers"),
    "NUL": ("1,2\n\x00,3", "line 2|no CSV"),
    "many columns": (",".join(["1"] * 2_000_000), "2,000,000 columns"),
    "one long field": ("1,2\n" + "9" * 1_000_000, "not CSV|column 1"),
    "many lines": ("1,2\n" * 3000, "over 2,000 lines"),
    "large": ("1,2\n" * 2_000_000, "the limit of CSV"),
    "no text": (b"1,2\n\xff\xfe", "not text in UTF-8 (byte 4)".replace("(", r"\(").replace(")", r"\)")),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_with_csv_is_said_with_its_place(tmp_path, wrong):
    data, said = WRONG[wrong]
    with pytest.raises(InputError, match=said):
        read(tmp_path, "a.csv", data, 2)


@given(data=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(tmp_path_factory, data):
    for name in ("a.csv", "a.npy"):
        with suppress(InputError):
            assert np.isfinite(read(tmp_path_factory.mktemp("any"), name, data, 1)).all()


@pytest.mark.parametrize(
    ("shape", "inputs", "batch"), [((5, 3), 3, 1), ((5, 4, 3), 3, 4), ((5,), 1, 1), ((5, 4), 1, 4)]
)
def test_npy_of_any_shape_that_fits(tmp_path, shape, inputs, batch):
    values = np.arange(np.prod(shape)).reshape(shape)
    np.save(tmp_path / "v.npy", values)
    found = read(tmp_path, "a.npy", (tmp_path / "v.npy").read_bytes(), inputs)
    assert found.shape == (5, batch, inputs)
    assert found.ravel().tolist() == values.ravel().tolist()


NOT_FITTING = {
    "long": (np.zeros((2001, 2)), "limits are 64 and 2,000"),
    "wide": (np.zeros((3, 65, 2)), "limits are 64 and 2,000"),
    "other inputs": (np.zeros((3, 5)), "the layer reads 2"),
    "infinite": (np.full((3, 2), np.inf), "step 1 of row 1 is not finite in input 0"),
}


@pytest.mark.parametrize("wrong", NOT_FITTING)
def test_npy_that_does_not_fit(tmp_path, wrong):
    values, said = NOT_FITTING[wrong]
    np.save(tmp_path / "v.npy", values)
    with pytest.raises(InputError, match=said):
        read(tmp_path, "a.npy", (tmp_path / "v.npy").read_bytes(), 2)


def test_npy_of_objects_is_refused(tmp_path):
    np.save(tmp_path / "v.npy", np.array([[print, 1]]), allow_pickle=True)
    with pytest.raises(InputError, match="no numbers"):
        read(tmp_path, "a.npy", (tmp_path / "v.npy").read_bytes(), 2)
