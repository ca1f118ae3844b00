"""The net that is changed: a trained one, or a fresh one of the visitor's making."""

from dataclasses import replace
from typing import Any

import streamlit as st

from lstmviz.app.choices import choose_from_menu
from lstmviz.app.scenes import kept_for, order_of
from lstmviz.app.sequence_view import MOST_HIDDEN
from lstmviz.app.subjects import subject_of
from lstmviz.app.what_if.view import FRESH_INITS, WhatIfView
from lstmviz.errors import InputError
from lstmviz.languages import gettext as _
from lstmviz.learn.model import Model
from lstmviz.learn.recipe import build
from lstmviz.learn.saved_nets import shipped
from lstmviz.learn.saved_nets.kept import load_kept
from lstmviz.learn.tasks import TASKS
from lstmviz.nets.sequence import SequenceNet


def choose_net(kept: str) -> str:
    """A menu of nets: a trained one, or a fresh one.

    kept: the name of two kept nets, which stand in place of the shipped one; or "".
    """
    titles = {**_trained(kept), "fresh": _("fresh, untrained")}
    if st.session_state["net"] not in titles:
        st.session_state["net"] = WhatIfView.net
    return choose_from_menu(_("Net"), "net", titles, 170)


def fresh_net() -> dict[str, Any]:
    """Controls for what it is made of: WhatIfView's hidden, init and seed."""
    for name in ("hidden", "init", "seed"):  # Streamlit forgets what it has not shown for a while
        st.session_state.setdefault(name, getattr(WhatIfView, name))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        hidden = st.number_input(_("units"), 1, MOST_HIDDEN, key="hidden", width=110)
        init = st.selectbox(_("init"), FRESH_INITS, key="init", width=150)
        seed = st.number_input(_("seed"), 0, 9999, key="seed", width=110)
    return {"hidden": hidden, "init": init, "seed": seed}


def net_of(view: WhatIfView) -> SequenceNet:
    """The net that a view is about. Raises InputError where it cannot be had."""
    subject = subject_of(view.task)
    if isinstance(subject, Model):
        return subject.net.at(view.layer)
    if view.kept and view.net != "fresh":
        nets, card = kept_for(view, view.kept)
        first, second = order_of(card.plan)
        return nets[second if view.net == "other" else first]
    trained = shipped.load(view.task, "lstm")
    if view.net == "trained":
        return trained.net
    recipe = replace(trained.card.nets["lstm"].recipe, hidden=view.hidden, init=view.init)
    return build(TASKS[view.task], recipe, view.seed).requires_grad_(False)


def _trained(kept: str) -> dict[str, str]:
    """Word of the link -> title."""
    shipped_one = {"trained": _("trained LSTM")}
    if not kept:
        return shipped_one
    try:
        plan = load_kept(kept).card.plan
    except InputError:  # the page says so where the net is wanted
        return shipped_one
    return dict(zip(("trained", "other"), map(plan.title, order_of(plan)), strict=True))
