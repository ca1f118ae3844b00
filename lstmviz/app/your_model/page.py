"""Open a trained layer of one's own: what is in the file, what it reads, and the nets that one brought."""

from functools import partial

import streamlit as st

from lstmviz.app.link.address import follow_link, write_link
from lstmviz.app.mine import drop, enter, my_nets
from lstmviz.app.navigation import link
from lstmviz.app.widgets import show_problem
from lstmviz.app.your_model.bring import bring
from lstmviz.app.your_model.check import offer_check
from lstmviz.app.your_model.declare import declare
from lstmviz.app.your_model.view import YourModelView
from lstmviz.errors import InputError
from lstmviz.languages import N_
from lstmviz.languages import gettext as _
from lstmviz.learn.saved_nets import store
from lstmviz.learn.saved_nets.kept import load_kept
from lstmviz.learn.saved_nets.uploaded import is_uploaded

READABLE = 860  # px
TITLES = {"step": N_("Step"), "what-if": N_("What if"), "memory": N_("Memory"), "units": N_("Units")}
PAGES_OF_KEPT = ("step", "what-if")
INTRODUCTION = N_(
    "An LSTM, GRU or RNN of yours, stepped like the nets here. The file is read as data, in a process of its "
    "own, and nothing in it is executed. Limits: a layer of 16 MB and 512 units; 64 sequences of 2,000 steps."
)


def show() -> None:
    """The page, whole."""
    problems = follow_link(YourModelView)
    write_link(YourModelView())
    if problems:
        show_problem(" ".join(problems))
    with st.container(width=READABLE):
        st.markdown(_(INTRODUCTION))
        if brought := bring():
            declare(brought)
        if opened := st.session_state.get("opened_model"):
            _offer(opened)
            offer_check(opened)
        _show_mine()


def _offer(name: str) -> None:
    """The pages that show a model, or one's kept nets."""
    if is_uploaded(name):
        words, pages = f"task={name}", tuple(TITLES)
    else:
        words, pages = f"task={load_kept(name).card.plan.task}&kept={name}", PAGES_OF_KEPT
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(_("See it on:"), width="content")
        for page in pages:
            link(_(TITLES[page]), f"/{page}?{words}")


def _show_mine() -> None:
    st.markdown("## " + _("My nets"))
    nets = my_nets()
    if not nets:
        st.markdown(_("None yet. What you open here, or keep on the Train page, is listed here."))
    for name, title in nets.items():
        with st.container(border=True):
            st.text_input(_("Title"), title, key=f"title of {name}", on_change=_rename, args=(name,))
            try:
                _offer(name)
            except InputError as error:
                show_problem(str(error))
            with st.container(horizontal=True):
                st.download_button(
                    _("Download"),
                    partial(store.zipped, name),
                    f"lstmviz-{name}.zip",
                    on_click="ignore",
                    key=f"download {name}",
                )
                st.button(_("Remove"), key=f"remove {name}", on_click=_remove, args=(name,))


def _rename(name: str) -> None:
    enter(name, st.session_state[f"title of {name}"])


def _remove(name: str) -> None:
    drop(name)
    if st.session_state.get("opened_model") == name:
        del st.session_state["opened_model"]
