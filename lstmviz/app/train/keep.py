"""A button that keeps the nets of a training session, and what can be done with them then."""

from collections.abc import Sequence

import streamlit as st

from lstmviz.app.mine import enter
from lstmviz.app.navigation import link
from lstmviz.app.train.checkpoints import folder_of, spec_of
from lstmviz.app.widgets import show_problem
from lstmviz.errors import InputError
from lstmviz.languages import gettext as _
from lstmviz.learn.saved_nets.kept import keep, zipped
from lstmviz.learn.saved_nets.store import MOST_STORED
from lstmviz.learn.sessions.plan import Plan
from lstmviz.learn.sessions.session import Record


def offer_keeping(plan: Plan, at: int, tested: Sequence[Record]) -> None:
    """A button that keeps both nets as they are shown; then links that step through them, and a download."""
    key = f"kept {spec_of(plan).id} {at}"
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(_("Keep these nets (the last {most} used are kept)").format(most=MOST_STORED)):
            try:
                st.session_state[key] = keep(folder_of(plan), plan, at, tested)
                enter(st.session_state[key], " · ".join(map(plan.title, (0, 1))))
            except InputError as error:
                show_problem(str(error))
        if name := st.session_state.get(key):
            link(_("Step through them"), f"/step?task={plan.task}&kept={name}")
            link(_("Change them in What if"), f"/what-if?task={plan.task}&kept={name}")
            st.download_button(
                _("Download"),
                lambda: zipped(name),
                f"lstmviz-{name}.zip",
                "application/zip",
                on_click="ignore",
            )
