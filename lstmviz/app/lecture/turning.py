"""From stop to stop: where a visitor who asked for another one is sent, before the page is drawn."""

import streamlit as st

from lstmviz.app.lecture.address import address
from lstmviz.app.link.address import come_anew
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
    """Ask for a stop: it is gone to as soon as the page is run again."""
    st.session_state["turning"] = (lecture, number)
    st.session_state.update(lecture=lecture, lecture_stop=number)


def turn() -> None:
    """Go to the stop that was asked for, if one was; to stand before anything is drawn."""
    if "turning" not in st.session_state:
        return
    lecture, number = st.session_state.pop("turning")
    stop = LECTURES[lecture].stops[number - 1]
    to = address(view_of(stop, guess_at(lecture, number)))
    come_anew()
    st.switch_page(file_of(to.page), query_params={**to.words, "lecture": lecture, "stop": str(number)})
