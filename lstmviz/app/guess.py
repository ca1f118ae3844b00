"""The guess that comes before anything is shown: one widget for claims and for experiments."""

from collections.abc import Callable
from typing import Any, Protocol

import streamlit as st

from lstmviz.app.link.fields import link_field, one_of
from lstmviz.languages import gettext as _

SHOWN = "shown"  # the guess of one who would rather see it at once
MOST_OPTIONS = 9


class Question(Protocol):
    """What is asked, and the answers to choose from."""

    @property
    def question(self) -> str:
        """One sentence."""

    @property
    def options(self) -> tuple[str, ...]:
        """In the order in which they stand."""


def guess_field() -> Any:
    """The view's field: the position of the option guessed, from 1; empty where there is no guess yet."""
    return link_field("", one_of(["", SHOWN, *map(str, range(1, MOST_OPTIONS + 1))]))


def ask(
    asked: Question, on_guess: Callable[[], None] | None = None, key: str = "guess", horizontal: bool = True
) -> str:
    """Ask a question; returns the guess, a word of the link, or "" where there is none yet."""
    titles = {str(number): _(option) for number, option in enumerate(asked.options, 1)}
    titles[SHOWN] = _("Show me")
    if st.session_state.get(key) not in (None, *titles):
        st.session_state[key] = None
    guess = st.radio(
        _(asked.question),
        list(titles),
        format_func=titles.__getitem__,
        index=None,
        horizontal=horizontal,
        key=key,
        on_change=on_guess,
    )
    return guess or ""


def forget_guess() -> None:
    """Another question asks for a guess of its own."""
    st.session_state["guess"] = ""


def judged(asked: Question, guess: str, right: int | None) -> str:
    """What a guess was worth, in Markdown; nothing where the rows do not decide."""
    if right is None:
        return ""
    if guess == str(right + 1):
        return _("**Right.**") + " "
    return _("**It is: {option}.**").format(option=_(asked.options[right])) + " "
