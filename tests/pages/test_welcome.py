"""The welcome above the front page's picture, without a browser."""

from lstmviz.lectures import TOUR
from tests.pages.opening import opened, problems
from tests.pages.test_lectures import at, pressed
from tests.pages.test_step import opened as front


def ways(app):
    """The labels of the ways in that are shown."""
    buttons = [one.label for one in app.button if one.key == "welcome_tour"]
    return buttons + [link.proto.label for link in app.get("page_link")]


def test_the_bare_address_shows_the_ways_in():
    tour, lecture, own_model = ways(front())
    assert tour == "**Take the tour**: 8 stops, 3 minutes, nothing to know before"
    assert lecture.startswith("**Give or hear a lecture**")
    assert own_model == "Upload it here"


def test_who_followed_a_link_sees_what_it_names_and_no_welcome():
    assert ways(front(task="recall")) == []


def test_it_stays_when_something_is_chosen():
    app = front()
    app.selectbox(key="task").set_value("counter").run()
    assert len(ways(app)) == 3


def test_the_way_to_the_lectures_opens():
    assert problems(opened("lectures")) == []


def test_the_tour_begins_and_says_where_one_is_and_where_one_left():
    app = pressed(front(), "welcome_tour")
    assert at(app) == (TOUR, "flag")
    app = pressed(app, "lecture_next")
    assert ways(app)[0] == "**Take the tour**: you are at stop 2 of 8"
    app = pressed(app, "lecture_leave")
    assert ways(app)[0] == "**Go on with the tour**: you left at stop 2 of 8"
    assert at(pressed(app, "welcome_tour")) == (TOUR, "where-kept")
