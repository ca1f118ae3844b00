"""Change anything in a run of a net, and see what follows beside the untouched run."""

import streamlit as st

from lstmviz.app.choices import (
    choose_kept,
    choose_layer,
    choose_palette,
    choose_sequence,
    choose_subject,
    row_of_choices,
)
from lstmviz.app.link.address import follow_link, write_link
from lstmviz.app.what_if.change_list import read_variants, write_variants
from lstmviz.app.what_if.experiments import choose_experiment, show_experiment
from lstmviz.app.what_if.net import choose_net, fresh_net
from lstmviz.app.what_if.scene import comparison
from lstmviz.app.what_if.view import WhatIfView
from lstmviz.app.widgets import show_problem, show_stepper
from lstmviz.errors import InputError
from lstmviz.learn.tasks import Task


def show() -> None:
    """The page, whole."""
    problems = follow_link(WhatIfView)
    with row_of_choices():
        subject = choose_subject()
        sequence, unreadable = choose_sequence(subject)
        experiment = choose_experiment()
        net = choose_net(st.session_state["kept"]) if isinstance(subject, Task) else WhatIfView.net
        layer = choose_layer(subject)
        palette = choose_palette()
    kept = choose_kept()
    made = fresh_net() if net == "fresh" else {}
    guess = show_experiment(experiment) if experiment else ""
    variants, dropped = read_variants(st.session_state["changes"])
    st.session_state["changes"] = write_variants(variants)
    view = WhatIfView(
        subject.name,
        sequence,
        palette,
        net=net,
        **made,
        experiment=experiment,
        changes=st.session_state["changes"],
        kept=kept,
        guess=guess,
        layer=layer,
    )
    write_link(view)
    try:
        shown, refused = comparison(view)
    except InputError as error:
        show_problem(str(error))
    else:
        if problems := problems + unreadable + dropped + refused:
            show_problem(" ".join(problems))
        show_stepper(shown, on_changed=_take_up)


def _take_up() -> None:
    """The changes as they stand in the browser, in the words of the link."""
    st.session_state["changes"] = str(st.session_state["stepper"]["changed"])
