"""From stop to stop: where a visitor who asked for another view is sent, before the page is drawn."""

import streamlit as st

from lstmviz.app.lecture.link_parts import LinkParts, link_parts
from lstmviz.app.link.address import come_anew, has_come
from lstmviz.app.link.everywhere import Everywhere, apart
from lstmviz.app.link.view import read_link
from lstmviz.app.navigation import file_of
from lstmviz.lectures import LECTURES, Stop


def guess_at(lecture: str, number: int) -> str:
    """What was guessed at a stop, as a word; "" where nothing was."""
    guessed: dict[tuple[str, int], str] = st.session_state.setdefault("guessed", {})
    return guessed.get((lecture, number), "")


def keep_guess(lecture: str, number: int, guess: str) -> None:
    """Remember it for this visit."""
    st.session_state.setdefault("guessed", {})[lecture, number] = guess


def view_of(stop: Stop, guess: str) -> str:
    """The link that a stop shows: another one may show the answer."""
    return stop.then if stop.then and guess else stop.link


def turn_to(lecture: str, number: int) -> None:
    """Ask for a stop."""
    to = _address_of(lecture, number)
    at_stop = {"lecture": lecture, "stop": LECTURES[lecture].word_of(number)}
    go_to(to._replace(words=to.words | at_stop))


def go_to(to: LinkParts) -> None:
    """Ask for a view, beside a stop or beside none: it is gone to as soon as the page is run again."""
    st.session_state["turning"] = to
    at, _dropped = read_link(apart(to.words)[0], Everywhere)
    st.session_state.update(lecture=at.lecture, lecture_stop=at.lecture_stop)


def turn(page: str) -> None:
    """Go to the view that was asked for, if one was; to stand before anything is drawn.

    page: the one that would be shown.
    """
    if "turning" in st.session_state:
        _switch(st.session_state.pop("turning"))
    elif not has_come():
        _open(page)


def _open(page: str) -> None:
    """A visit that begins at an address which names a stop, and nothing else, begins at that stop."""
    along, of_page = apart(st.query_params.to_dict())
    at, dropped = read_link(along, Everywhere)
    if at.lecture and not of_page and not dropped:
        to = _address_of(at.lecture, at.lecture_stop)
        if to.words or to.page != page:
            _switch(to._replace(words=to.words | along))


def _address_of(lecture: str, number: int) -> LinkParts:
    return link_parts(view_of(LECTURES[lecture].stops[number - 1], guess_at(lecture, number)))


def _switch(to: LinkParts) -> None:
    come_anew()
    st.switch_page(file_of(to.page), query_params=to.words)
