"""The controls of the Units page: which net, over which corpus, and what its units are compared with."""

from contextlib import suppress
from dataclasses import replace

import streamlit as st

from lstmviz.app.choices import choose_from_menu, set_control
from lstmviz.app.mine import drop, enter, is_mine
from lstmviz.app.units.comparing import offered
from lstmviz.app.units.documents import own_text
from lstmviz.app.units.own_texts import LARGEST, keep_text
from lstmviz.app.units.view import SIZES, UnitsView
from lstmviz.errors import InputError
from lstmviz.languages import gettext as _
from lstmviz.languages import ngettext
from lstmviz.learn.saved_nets import shipped
from lstmviz.learn.subject import Subject
from lstmviz.learn.zoo.contestants import CONTESTANTS


def choose_net(subject: Subject) -> str:
    """A menu of a task's shipped nets; a model brings its own."""
    there = {name: _(CONTESTANTS[name].title) for name in shipped.shipped_nets(subject.name)}
    set_control("net", st.session_state["net"] if st.session_state["net"] in there else UnitsView.net)
    return choose_from_menu(_("Net"), "net", there, 190) if there else UnitsView.net


def choose_corpus(subject: Subject) -> tuple[int, str]:
    """A menu of how much is read, and a place for a text of the visitor's own; steps, and the text's name."""
    set_control("size", st.session_state["size"])  # Streamlit forgets what it has not shown for a while
    titles = {size: _("corpus of up to {steps} steps").format(steps=f"{size:,}") for size in SIZES}
    size = choose_from_menu(_("Corpus"), "size", titles, 230)
    with st.popover(_("Your text")):
        label = _("A text in UTF-8, up to {most} MB: a line is a sequence, as on Step.")
        st.file_uploader(label.format(most=LARGEST), key="text_file", on_change=_keep_text)
        if own := str(st.session_state["own"]):
            st.button(_("Back to the texts of the task"), on_click=_no_text)
            if is_mine(own):
                st.button(_("Remove your text from the server"), on_click=_remove_text, args=(own,))
            _tell_left_out(subject, own)
    return size, own


def _keep_text() -> None:
    if (file := st.session_state["text_file"]) is None:
        return
    try:
        own = keep_text(file.getvalue())
        st.session_state.update(own=own, first=0, span="", rows="", text_problem="")
        enter(own, file.name)
    except InputError as error:
        st.session_state["text_problem"] = str(error)


def _remove_text(own: str) -> None:
    drop(own)
    _no_text()


def _no_text() -> None:
    st.session_state.update(own="", first=0, span="", rows="")


def _tell_left_out(subject: Subject, own: str) -> None:
    with suppress(InputError):  # the page says it
        if left_out := own_text(subject, own).left_out:
            many = ngettext(
                "{n} symbol is not in the alphabet and is left out.",
                "{n} symbols are not in the alphabet and are left out.",
                left_out,
            )
            st.markdown(many.format(n=f"{left_out:,}"))


def choose_target(view: UnitsView) -> UnitsView:
    """What the units are compared with, and the regular expression of it where one is typed."""
    there = offered(view)
    set_control("about", view.about if view.about in there else next(iter(there)))
    titles = {word: one.title for word, one in there.items()}
    about = choose_from_menu(_("Which unit follows"), "about", titles, 320)
    typed = ""
    if there[about].typed:
        label = _("Regular expression, as RE2 reads it")
        typed = st.text_input(
            label, key="typed", placeholder=there[about].typed, label_visibility="collapsed", width=320
        )
    return replace(view, about="" if about == next(iter(there)) else about, typed=typed or "")
