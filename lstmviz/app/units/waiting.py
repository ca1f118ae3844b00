"""A long corpus that is not traced yet: a button to have it done, how far it is, its beginning meanwhile."""

from dataclasses import replace

import streamlit as st

from lstmviz.app.jobs.runner import Spec
from lstmviz.app.running import is_under_way, jobs, pace, show_run
from lstmviz.app.units.corpora import job_of
from lstmviz.app.units.view import SIZES, UnitsView
from lstmviz.languages import gettext as _


def traced(view: UnitsView) -> UnitsView:
    """The view, if its corpus is there; else of a short one, below what there is to do about the long one."""
    spec = job_of(view)
    if spec is None or jobs().state(spec.id).status == "done":
        return view
    goes_on = is_under_way(jobs().state(spec.id))
    # Only what goes on is a fragment: a click in one would not reach the controls above it.
    show = st.fragment(_show, run_every=pace(spec.id)) if goes_on else _show
    show(spec, goes_on)
    return replace(view, size=SIZES[0])


def _show(spec: Spec, was_under_way: bool) -> None:
    """The part that is drawn again while the job goes on."""
    state = jobs().state(spec.id)
    if was_under_way and not is_under_way(state):
        st.rerun()
    show_run(spec, state, _("Trace this corpus"), again=False)
    st.markdown(
        _("Until it is traced a shorter one stands below, of {steps} steps.").format(steps=f"{SIZES[0]:,}")
    )
