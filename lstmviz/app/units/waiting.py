"""A long corpus that is not traced yet: a button to have it done, how far it is, its beginning meanwhile."""

from dataclasses import replace
from functools import partial

import streamlit as st

from lstmviz.app.jobs.runner import Spec, State
from lstmviz.app.running import jobs, show_run, watch
from lstmviz.app.units.corpora import job_of
from lstmviz.app.units.view import SIZES, UnitsView
from lstmviz.languages import gettext as _


def view_meanwhile(view: UnitsView) -> UnitsView:
    """The view, if its corpus is there; else of a short one, below what there is to do about the long one."""
    spec = job_of(view)
    if spec is None or jobs().state(spec.id).status == "done":
        return view
    watch(spec, partial(_show, spec))
    return replace(view, size=SIZES[0])


def _show(spec: Spec, state: State) -> None:
    """The part that is drawn again while the job goes on."""
    show_run(spec, state, _("Trace this corpus"), again=False)
    st.markdown(_("Until then a shorter one is shown below, of {steps} steps.").format(steps=f"{SIZES[0]:,}"))
