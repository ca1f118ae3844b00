"""Stored results: there and back, damaged, missing, of other settings."""

import pytest

from lstmviz.claims.stored import renew, stored
from lstmviz.errors import InputError
from tests.claims.toy import Toy


def test_what_was_measured_is_read_back_with_how_it_was_got(tmp_path):
    told = []
    written = renew(Toy(), told.append, tmp_path)
    assert stored(Toy(), tmp_path) == written
    assert told == [1] * Toy().expected(Toy().defaults())
    assert written.rows == list(Toy().measure(Toy().defaults()))
    assert written.versions["torch"]
    assert written.date.startswith("20")


def test_a_row_is_a_line(tmp_path):
    renew(Toy(), len_of_nothing, tmp_path)
    lines = (tmp_path / "toy.json").read_text().splitlines()
    assert sum(line.startswith('{"n"') for line in lines) == Toy().expected(Toy().defaults())


def len_of_nothing(rows):
    """A report that nobody reads."""


@pytest.mark.parametrize("text", ["", "{", "[]", '{"of": "toy"}'])
def test_a_damaged_result_is_refused_with_the_way_out(tmp_path, text):
    (tmp_path / "toy.json").write_text(text)
    with pytest.raises(InputError, match="--claim toy"):
        stored(Toy(), tmp_path)


def test_a_missing_result_and_one_of_other_settings_are_refused(tmp_path):
    with pytest.raises(InputError, match="no stored result"):
        stored(Toy(), tmp_path)
    renew(Toy(), len_of_nothing, tmp_path)
    text = (tmp_path / "toy.json").read_text()
    (tmp_path / "toy.json").write_text(text.replace('"most": 3', '"most": 4'))
    with pytest.raises(InputError, match="other settings"):
        stored(Toy(), tmp_path)
