"""The words that every page's link may hold: how they are read, and told apart from the page's own."""

import pytest

from lstmviz.app.link.everywhere import MOST_STOPS, Everywhere, apart
from lstmviz.app.link.view import link_of, read_link
from lstmviz.draw.notation import NOTATIONS
from lstmviz.languages import LANGUAGES
from lstmviz.lectures import LECTURES

EVERY_WORD = {
    "lang": "zh",
    "lecture": "tour",
    "stop": LECTURES["tour"].word_of(2),
    "letters": list(NOTATIONS)[-1],
}


def test_each_word_is_read_and_written_again():
    along, dropped = read_link(EVERY_WORD, Everywhere)
    assert along == Everywhere("zh", "tour", 2, EVERY_WORD["letters"])
    assert dropped == []
    assert link_of(along) == EVERY_WORD


def test_what_is_not_said_is_the_browsers_language_no_lecture_and_the_letters_of_pytorch():
    assert read_link({}, Everywhere) == (Everywhere("", "", 1, "pytorch"), [])
    assert link_of(Everywhere()) == {}


@pytest.mark.parametrize("lecture", LECTURES)
def test_a_lecture_has_the_stops_from_1_to_its_last(lecture):
    last = len(LECTURES[lecture].stops)
    for stop in (1, last):
        assert read_link({"lecture": lecture, "stop": str(stop)}, Everywhere)[0].lecture_stop == stop
    for stop in (0, last + 1):
        along, (told,) = read_link({"lecture": lecture, "stop": str(stop)}, Everywhere)
        assert along == Everywhere(lecture=lecture)
        assert told == f"In the link, stop: '{stop}' is not a whole number from 1 to {last}."


def test_a_stop_without_a_lecture_is_read_up_to_a_limit_and_said_no_more():
    along, dropped = read_link({"stop": str(MOST_STOPS)}, Everywhere)
    assert (along.lecture_stop, dropped) == (MOST_STOPS, [])
    assert along.normalized() == Everywhere()
    assert link_of(along) == {}
    assert read_link({"stop": str(MOST_STOPS + 1)}, Everywhere)[1] == [
        f"In the link, stop: '{MOST_STOPS + 1}' is not a whole number from 1 to {MOST_STOPS}."
    ]


@pytest.mark.parametrize(
    ("word", "choices"), [("lang", LANGUAGES), ("lecture", LECTURES), ("letters", NOTATIONS)]
)
def test_what_there_is_not_is_told_with_what_there_is(word, choices):
    along, dropped = read_link({word: "none such"}, Everywhere)
    assert along == Everywhere()
    assert dropped == [f"In the link, {word}: there is no 'none such'; choose one of {', '.join(choices)}."]


def test_the_words_of_every_page_are_told_apart_from_the_pages_own():
    own = {"task": "anbn", "step": "3", "lecture_stop": "2"}
    assert apart(EVERY_WORD | own) == (EVERY_WORD, own)
    assert apart({"stop": "2"}) == ({"stop": "2"}, {})
