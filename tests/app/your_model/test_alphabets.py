"""An alphabet as typed or as JSON, in any script."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstmviz.app.your_model.alphabets import read_alphabet
from lstmviz.errors import InputError


@given(st.lists(st.text(min_size=1, max_size=40), min_size=2, unique=True))
def test_json_gives_back_every_symbol_at_its_place(symbols):
    assert read_alphabet(json.dumps(symbols)) == tuple(symbols)
    assert read_alphabet(json.dumps({symbol: at for at, symbol in enumerate(symbols)})) == tuple(symbols)


def test_characters_are_taken_as_they_stand():
    assert read_alphabet("银行 ab\n") == ("银", "行", " ", "a", "b")
    assert read_alphabet("") == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("abca", "Symbol 3 of the alphabet, 'a', is there twice"),
        ('["a", 1]', "neither a list of texts"),
        ('{"a": 0, "b": 2}', "nor an object from each text to its number"),
        ('["a"', "is not valid JSON"),
        ('["a", ""]', "Symbol 1 of the alphabet has 0 characters"),
        (json.dumps(["x" * 41, "y"]), "Symbol 0 of the alphabet has 41 characters"),
        (json.dumps([str(number) for number in range(20_001)]), "the limit is 20,000"),
        ("[" * 100_000, "is not valid JSON"),
    ],
)
def test_what_is_wrong_is_said(text, said):
    with pytest.raises(InputError, match=said):
        read_alphabet(text)
