"""Template of a page; copy it to lstmviz/app/NAME/page.py. See CONTRIBUTING.md."""

import streamlit as st
from lstmviz.app.NAME.view import GateView

from lstmviz.app.choices import choose_palette, choose_sequence, choose_task
from lstmviz.app.link.address import follow_link, write_link
from lstmviz.app.widgets import show_problem
from lstmviz.languages import gettext as _


def show() -> None:
    """The page, whole: link, controls, view, link again, pictures."""
    problems = follow_link(GateView)
    task = choose_task()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        sequence, unreadable = choose_sequence(task)
        palette = choose_palette()
    forget = st.slider(_("Forget gate"), 0.0, 1.0, key="forget")
    view = GateView(task.name, sequence, palette, forget=forget)
    write_link(view)
    if problems := problems + unreadable:
        show_problem(" ".join(problems))
    steps = len(task.tokens(view.sequence))
    left = _("After {steps} steps {share} of the first memory is left.")
    st.markdown(left.format(steps=steps, share=f"{forget**steps:.2%}"))
