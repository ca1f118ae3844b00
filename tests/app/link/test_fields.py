"""What a word of a link may be: one of a list, a whole number, a number."""

import pytest

from lstmviz.app.link.fields import MOST_QUOTED, number, one_of, quoted, whole
from lstmviz.errors import InputError


def refused(read, word):
    with pytest.raises(InputError) as raised:
        read(word, None)
    return str(raised.value)


@pytest.mark.parametrize(("word", "value"), [("0", 0), ("50", 50), ("007", 7)])
def test_whole(word, value):
    assert whole(0, 50)(word, None) == value


@pytest.mark.parametrize("word", ["51", "-1", "+1", "1.0", "", " 1", "１", "0000000001999999", "9" * 40])
def test_whole_is_refused_with_its_range(word):
    assert refused(whole(0, 50), word) == f"{quoted(word)} is not a whole number from 0 to 50."


def test_whole_begins_at_its_least():
    assert whole(3, 5)("3", None) == 3
    refused(whole(3, 5), "2")


@pytest.mark.parametrize(("word", "value"), [("0.5", 0.5), ("2", 2.0), ("-1", -1.0), ("1e-3", 0.001)])
def test_number(word, value):
    assert number(-1, 2)(word, None) == value


@pytest.mark.parametrize("word", ["2.01", "-1.01", "nan", "inf", "-inf", "one", "", "1e999"])
def test_number_is_refused_with_its_range(word):
    assert refused(number(-1, 2), word) == f"{quoted(word)} is not a number from -1 to 2."


def test_one_of_names_the_others():
    assert one_of(["red", "blue"])("blue", None) == "blue"
    assert refused(one_of(["", "red", "blue"]), "green") == "there is no 'green'; choose one of red, blue."


def test_a_long_word_is_cut_where_it_is_quoted():
    assert quoted("x" * MOST_QUOTED) == repr("x" * MOST_QUOTED)
    assert quoted("x" * (MOST_QUOTED + 1)) == repr("x" * MOST_QUOTED + "…")
