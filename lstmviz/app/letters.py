"""The letters of a run: as in the book that the visitor chose or a link names."""

import streamlit as st

from lstmviz.app.choices import choose_from_menu
from lstmviz.draw.notation import NOTATIONS, write_in
from lstmviz.languages import gettext as _


def write_as_asked() -> None:
    """Write in them before anything of the run is made; once a page stands, its word counts."""
    asked = st.session_state.get("letters", st.query_params.get("letters", ""))
    write_in(asked if asked in NOTATIONS else next(iter(NOTATIONS)))


def choose_letters() -> None:
    """A menu of books, at the foot of every page."""
    label = _("Letters as in {book}")
    titles = {name: label.format(book=_(one.title)) for name, one in NOTATIONS.items()}
    choose_from_menu(_("Letters"), "letters", titles, 330)
