"""The tour and the lectures, each with a way to start it, and how to write one."""

import re
from urllib.parse import urlencode

import streamlit as st

from lstmviz.app.lecture.turning import turn_to
from lstmviz.app.lecture.view import LecturesView
from lstmviz.app.link.address import follow_link, write_link
from lstmviz.app.navigation import link
from lstmviz.app.widgets import show_problem
from lstmviz.languages import ENGLISH, N_, ngettext, spoken
from lstmviz.languages import gettext as _
from lstmviz.lectures import FOLDER, LECTURES, TOUR, Lecture

KEYS = N_("""
`.` shows the answer, then leads to the next stop, `,` to the one before; at the last step of a sequence
`Page Down` does so too, which is what a presenter's remote sends. `f` shows the picture alone, with the
question. The speaker's notes open in a window of their own, which follows the lecture and can lead it.
`j` shows the hall how to join, as an address and a QR code; whoever joins there follows the lecturer.
""")
OWN = N_("""
A lecture is a text file: a list of stops, each a link of this app with what there is to ask and say. At the
foot of every page *Add this view to a lecture* copies a stop that opens what you see. It needs a link and a
heading; all else is optional, for what you want to ask and show. Put the stops into a file and start
`lstmviz --lecture mine.toml`. This is how the tour begins:
""")


def show() -> None:
    """The page, whole."""
    problems = follow_link(LecturesView)
    write_link(LecturesView())
    if problems:
        show_problem(" ".join(problems))
    st.markdown("## " + _("Take the tour, or give a lecture"))
    for lecture in LECTURES.values():
        _offer(lecture)
    st.markdown(_(KEYS))
    with st.expander(_("A lecture of your own")):
        st.markdown(_(OWN))
        st.code(_beginning(), language="toml")


def _offer(lecture: Lecture) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        stops = len(lecture.stops)
        counted = ngettext("{stops} stop, about {minutes} min", "{stops} stops, about {minutes} min", stops)
        length = counted.format(stops=stops, minutes=lecture.minutes)
        st.markdown(f"**{_(lecture.title)}** · {length}  \n{_(lecture.about)}", width="stretch")
        if lecture.at_once:
            link(_("See it at once"), lecture.at_once)
        notes = f"notes?{urlencode({'lecture': lecture.name, 'lang': spoken()})}"
        st.link_button(_("Speaker’s notes"), notes, type="tertiary", key=f"notes {lecture.name}")
        st.button(
            _("Start"), key=f"start {lecture.name}", type="primary", on_click=turn_to, args=(lecture.name, 1)
        )


def _beginning() -> str:
    """The tour's file as far as its second stop, in the visitor's language."""
    text = (FOLDER / f"{TOUR}.toml").read_text(encoding="utf-8")
    head, first = text.split("[[stop]]")[:2]
    said = head[head.index("title") :].replace(f'"{ENGLISH}"', f'"{spoken()}"') + "[[stop]]" + first.rstrip()
    return re.sub('"([^"]*)"', lambda quoted: f'"{_(quoted[1])}"', said)
