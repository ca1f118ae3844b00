"""Nets as others use them: step them, see what they answer, what they are good for and where they err."""

from urllib.parse import urlencode

import streamlit as st

from lstmviz.app.choices import choose_model, choose_palette, choose_sequence, row_of_choices
from lstmviz.app.lecture.turning import turn_to
from lstmviz.app.link.address import follow_link, write_link
from lstmviz.app.navigation import link
from lstmviz.app.real_nets import character_model, g2pm, silero_vad
from lstmviz.app.real_nets.view import RealNetsView
from lstmviz.app.widgets import show_problem
from lstmviz.errors import InputError
from lstmviz.languages import N_, ngettext
from lstmviz.languages import gettext as _
from lstmviz.lectures import LECTURES
from lstmviz.real_nets import REAL_NETS
from lstmviz.real_nets.real_net import RealNet

MODES = {"g2pm": g2pm, "silero-vad": silero_vad, "character-model": character_model}
"""What each net has of its own on the page: a module with `chosen`, what is chosen there, and `show`."""

ELSEWHERE = {"/": N_("Step"), "/what-if": N_("What if"), "/memory": N_("Memory"), "/units": N_("Units")}


def show() -> None:
    """The page, whole."""
    problems = follow_link(RealNetsView)
    mode = MODES[st.session_state["task"]]
    model = mode.model()
    with row_of_choices():
        choose_model()
        sequence, unreadable = choose_sequence(model)
        palette = choose_palette()
    view = RealNetsView(model.name, sequence, palette, **mode.chosen())
    write_link(view)
    if problems := problems + unreadable:
        show_problem(" ".join(problems))
    else:
        st.markdown(f"**{_(model.question)}** {_(model.look_for)}")
    try:
        mode.show(model, view)
    except InputError as error:
        show_problem(str(error))
    _show_about(REAL_NETS[model.name], view)


def _show_about(net: RealNet, view: RealNetsView) -> None:
    """What the net is, what it is good for and where it errs; and the same sequence on other pages."""
    with st.container(horizontal=True, key="elsewhere"):
        stops = len(LECTURES[net.tour].stops)
        label = ngettext("A tour of {stops} stop", "A tour of {stops} stops", stops).format(stops=stops)
        st.button(label, key="net_tour", on_click=turn_to, args=(net.tour, 1))
        st.markdown(_("The same net on:"), width="content")
        for page, title in ELSEWHERE.items():
            link(_(title), f"{page}?{urlencode({'task': net.name, 'seq': view.sequence})}")
    told = {
        _("What it is."): _(net.does),
        _("What it is good for."): _(net.serves),
        _("Where it goes wrong."): net.errs(),
    }
    for head, text in told.items():
        st.markdown(f"**{head}** {text}")
    made = _("Source: {source}, licence: {licence}. Made by `{command}`.")
    st.markdown(made.format(source=net.source, licence=net.licence, command=net.made))
