"""Change anything in a run of a net, and see what follows beside the untouched run."""

from dataclasses import replace

import streamlit as st

from lstmviz.app.choices import choose_kept, choose_palette, choose_sequence, choose_task
from lstmviz.app.link.address import follow_link, write_link
from lstmviz.app.what_if.change_list import write
from lstmviz.app.what_if.experiments import choose_experiment, show_experiment
from lstmviz.app.what_if.net import choose_net, net_of
from lstmviz.app.what_if.scene import comparison
from lstmviz.app.what_if.view import WhatIfView
from lstmviz.app.what_if.workbench import add_brushed, choose_changes
from lstmviz.app.widgets import show_problem, show_stepper
from lstmviz.errors import InputError


def show() -> None:
    """The page, whole."""
    problems = follow_link(WhatIfView)
    with st.container(horizontal=True):
        task = choose_task()
        sequence, unreadable = choose_sequence(task)
        experiment = choose_experiment()
        palette = choose_palette()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        net = choose_net(st.session_state["kept"])
        kept = choose_kept()
    guess = show_experiment(experiment) if experiment else ""
    changes = st.session_state["changes"]
    view = WhatIfView(task.name, sequence, palette, *net, experiment, changes, kept, guess)
    try:
        chosen, dropped = choose_changes(net_of(view), task.tokens(sequence), palette)
        view = replace(view, changes=write(chosen))
        write_link(view)
        shown, refused = comparison(view)
    except InputError as error:
        write_link(view)
        show_problem(str(error))
    else:
        if problems := problems + unreadable + dropped + refused:
            show_problem(" ".join(problems))
        else:
            st.markdown(
                "Add a change, or drag along a heatmap's row to close that gate there. Ring: another answer."
            )
        show_stepper(shown, on_brushed=add_brushed)
