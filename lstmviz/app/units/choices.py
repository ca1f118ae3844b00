"""The controls of the Units page: which net, and what its units are compared with."""

from dataclasses import replace

import streamlit as st

from lstmviz.app.choices import choose_from_menu, set_control
from lstmviz.app.units.comparing import offered
from lstmviz.app.units.view import UnitsView
from lstmviz.languages import gettext as _
from lstmviz.learn.saved_nets import shipped
from lstmviz.learn.subject import Subject
from lstmviz.learn.zoo.contestants import CONTESTANTS


def choose_net(subject: Subject) -> str:
    """A menu of a task's shipped nets; a model brings its own."""
    there = {name: _(CONTESTANTS[name].title) for name in shipped.shipped_nets(subject.name)}
    set_control("net", st.session_state["net"] if st.session_state["net"] in there else UnitsView.net)
    return choose_from_menu(_("Net"), "net", there, 190) if there else UnitsView.net


def choose_target(view: UnitsView) -> UnitsView:
    """What the units are compared with, and the regular expression of it where one is typed."""
    there = offered(view)
    set_control("about", view.about if view.about in there else next(iter(there)))
    with st.container(horizontal=True):
        about = choose_from_menu(
            _("Which unit follows"), "about", {word: one.title for word, one in there.items()}, 320
        )
        typed = ""
        if there[about].typed:
            label = _("Regular expression, as RE2 reads it")
            typed = st.text_input(
                label, key="typed", placeholder=there[about].typed, label_visibility="collapsed", width=320
            )
    return replace(view, about="" if about == next(iter(there)) else about, typed=typed or "")
