"""A text coloured by a unit, and which unit follows what in it."""

from dataclasses import replace

import streamlit as st

from lstmviz.app.choices import (
    choose_from_menu,
    choose_palette,
    choose_sequence,
    choose_subject,
    row_of_choices,
    set_control,
)
from lstmviz.app.link.address import follow_link, write_link
from lstmviz.app.server.first_picture import SAY_SO
from lstmviz.app.units.scene import coloured, offered, word_of
from lstmviz.app.units.spans import show_alike
from lstmviz.app.units.view import UnitsView
from lstmviz.app.widgets import show_problem
from lstmviz.corpus import Row
from lstmviz.draw.text import content, style
from lstmviz.errors import InputError
from lstmviz.languages import gettext as _
from lstmviz.learn.saved_nets import shipped
from lstmviz.learn.subject import Subject
from lstmviz.learn.zoo.contestants import CONTESTANTS

_GLUE = f"""
const text = import(new URL("lib/text/text.js", document.baseURI));
export default function ({{ data, parentElement, setTriggerValue }}) {{
  text.then(({{ mount }}) => mount(parentElement, data, setTriggerValue)).then(() => {SAY_SO});
  return () => text.then(({{ unmount }}) => unmount(parentElement));
}}
"""

_component = st.components.v2.component("lstmviz_text", css=style(), js=_GLUE, isolate_styles=False)


def show() -> None:
    """The page, whole."""
    problems = follow_link(UnitsView)
    with row_of_choices():
        subject = choose_subject()
        sequence, unreadable = choose_sequence(subject)
        net = _choose_net(subject)
        palette = choose_palette()
    own = ("about", "typed", "row", "first", "span", "rows", "threshold")
    view = UnitsView(
        subject.name, sequence, palette, net, **{name: st.session_state[name] for name in own}
    ).normalized()
    try:
        view = _choose_target(view)
        text = coloured(view)
    except InputError as error:
        write_link(view)
        show_problem(str(error))
        return
    write_link(view)
    if problems := problems + unreadable:
        show_problem(" ".join(problems))
    _component(
        key="text",
        data=content(text, palette),
        height="content",
        on_chosen_change=_chosen,
        on_brushed_change=_brushed,
        on_went_change=_went,
    )
    if text.span:
        show_alike(view, text)


def _choose_net(subject: Subject) -> str:
    """A menu of a task's shipped nets; a model brings its own."""
    there = {name: _(CONTESTANTS[name].title) for name in shipped.shipped_nets(subject.name)}
    set_control("net", st.session_state["net"] if st.session_state["net"] in there else UnitsView.net)
    return choose_from_menu(_("Net"), "net", there, 190) if there else UnitsView.net


def _choose_target(view: UnitsView) -> UnitsView:
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


def _chosen() -> None:
    row = st.session_state["text"]["chosen"]
    st.session_state["row"] = word_of(Row(row["layer"], row["quantity"], row["unit"]))


def _brushed() -> None:
    start, stop = st.session_state["text"]["brushed"]
    st.session_state.update(span=f"{start}-{stop}", rows="", first=start)


def _went() -> None:
    st.session_state["first"] = int(st.session_state["text"]["went"])
