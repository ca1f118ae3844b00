"""The letters of a run: as in the book that the visitor chose or a link names."""

import streamlit as st

from lstmviz.app.choices import choose_from_menu
from lstmviz.draw.notation import NOTATIONS, write_in


def write_as_asked() -> None:
    """Write in them before anything of the run is made; once a page stands, its word counts."""
    asked = st.session_state.get("letters", st.query_params.get("letters", ""))
    write_in(asked if asked in NOTATIONS else next(iter(NOTATIONS)))


def choose_letters() -> None:
    """A menu of books, at the foot of every page."""
    titles = {name: f"Letters as in {one.title}" for name, one in NOTATIONS.items()}
    choose_from_menu("Letters as in", "letters", titles, 330)
