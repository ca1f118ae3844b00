"""A text coloured by a unit, and which unit follows what in it."""

from dataclasses import replace

import streamlit as st

from lstmviz.app.choices import (
    choose_palette,
    choose_sequence,
    choose_subject,
    row_of_choices,
)
from lstmviz.app.link.address import follow_link, words_asked, write_link
from lstmviz.app.link.view import not_here
from lstmviz.app.server.first_picture import SAY_SO
from lstmviz.app.server.modules import loaded
from lstmviz.app.units.choices import choose_corpus, choose_net, choose_target
from lstmviz.app.units.missing import missing
from lstmviz.app.units.scene import coloured
from lstmviz.app.units.spans import show_alike
from lstmviz.app.units.view import UnitsView
from lstmviz.app.units.waiting import view_meanwhile
from lstmviz.app.units.words import word_of
from lstmviz.app.widgets import show_problem
from lstmviz.corpus import Row
from lstmviz.draw.text import content, style
from lstmviz.errors import InputError

_GLUE = f"""
const text = {loaded("draw/text/text.js")};
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
        palette = choose_palette()
    with (compared := st.container(horizontal=True, key="compared")):
        net = choose_net(subject)
        size, own = choose_corpus(subject)
    of_page = ("about", "typed", "row", "first", "span", "rows", "threshold")
    chosen = {name: st.session_state[name] for name in of_page}
    asked = UnitsView(subject.name, sequence, palette, net=net, size=size, own=own, **chosen).normalized()
    try:
        view = view_meanwhile(asked)
        if view.size == asked.size:  # a shorter text does not tell
            view, said = _without_missing(view)
            problems += said
        with compared:
            view = choose_target(view)
        text = coloured(view)
    except InputError as error:
        write_link(asked)
        show_problem(str(error))
        return
    write_link(replace(view, size=size))
    if problems := list(filter(None, [*problems, *unreadable, st.session_state.get("text_problem")])):
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


def _without_missing(view: UnitsView) -> tuple[UnitsView, list[str]]:
    """Without what a link that was opened just now asks for in vain; and a sentence for each."""
    asked = words_asked()
    dropped = [word for word in missing(view) if word in asked] if asked else []
    rest = {word: getattr(UnitsView, word) for word in dropped}
    st.session_state.update(rest)
    return replace(view, **rest), not_here(view, dropped)


def _chosen() -> None:
    row = st.session_state["text"]["chosen"]
    st.session_state["row"] = word_of(Row(row["layer"], row["quantity"], row["unit"]))


def _brushed() -> None:
    start, stop = st.session_state["text"]["brushed"]
    st.session_state.update(span=f"{start}-{stop}", rows="", first=start)


def _went() -> None:
    st.session_state["first"] = int(st.session_state["text"]["went"])
