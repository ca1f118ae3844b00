"""Stored results: there and back, damaged, missing, of other settings."""

import json

import pytest

from lstmviz.claims.stored import renew, stored
from lstmviz.errors import InputError
from tests.claims.toy import Cubes, Toy


def test_what_was_measured_is_read_back_with_how_it_was_got(tmp_path, one_by_one):
    told = []
    written = renew(Toy(), told.append, one_by_one, tmp_path)
    assert stored(Toy(), tmp_path) == written
    assert sum(told) == Toy().expected(Toy().defaults())
    assert written.rows == list(Toy().measure(Toy().defaults()))
    assert written.versions["torch"]
    assert written.date.startswith("20")


def test_a_row_is_a_line(tmp_path, one_by_one):
    renew(Toy(), len_of_nothing, one_by_one, tmp_path)
    lines = (tmp_path / "toy.json").read_text().splitlines()
    assert sum(line.startswith('{"n"') for line in lines) == Toy().expected(Toy().defaults())


def len_of_nothing(rows):
    """A report that nobody reads."""


class Stopped(Cubes):
    """Cubes, broken off at the third."""

    def measure_one(self, case, settings):
        if case["n"] == 3:
            raise KeyboardInterrupt
        return super().measure_one(case, settings)


@pytest.fixture
def broken_off(tmp_path, one_by_one):
    with pytest.raises(KeyboardInterrupt):
        renew(Stopped(), len_of_nothing, one_by_one, tmp_path)
    return tmp_path / "toy.begun"


def test_what_was_broken_off_goes_on_at_the_next_case(tmp_path, one_by_one, broken_off):
    claim, told = Cubes(), []
    broken_off.write_text(broken_off.read_text() + '\n{"seconds": 0.0, "ro')  # cut off while it was written
    written = renew(claim, told.append, one_by_one, tmp_path)
    assert (claim.measured, told) == ([3], [2, 1])
    assert written.rows == list(Cubes().measure(claim.defaults()))
    assert [path.name for path in tmp_path.iterdir()] == ["toy.json"]


@pytest.mark.parametrize(("name", "value"), [("processor", "another"), ("settings", {"most": 9})])
def test_rows_of_another_processor_or_setting_are_measured_anew(
    tmp_path, one_by_one, broken_off, name, value
):
    head, *lines = broken_off.read_text().splitlines()[1:]
    broken_off.write_text("\n".join([json.dumps({**json.loads(head), name: value}), *lines]))
    claim = Cubes()
    assert renew(claim, len_of_nothing, one_by_one, tmp_path).processor != "another"
    assert claim.measured == [1, 2, 3]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"of": "toy"}'])
def test_a_damaged_result_is_refused_with_the_way_out(tmp_path, one_by_one, text):
    (tmp_path / "toy.json").write_text(text)
    with pytest.raises(InputError, match="--claim toy"):
        stored(Toy(), tmp_path)


def test_a_missing_result_and_one_of_other_settings_are_refused(tmp_path, one_by_one):
    with pytest.raises(InputError, match="no stored result"):
        stored(Toy(), tmp_path)
    renew(Toy(), len_of_nothing, one_by_one, tmp_path)
    text = (tmp_path / "toy.json").read_text()
    (tmp_path / "toy.json").write_text(text.replace('"most": 3', '"most": 4'))
    with pytest.raises(InputError, match="other settings"):
        stored(Toy(), tmp_path)
