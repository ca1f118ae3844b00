"""Which rows of a claim a page shows: just measured, of a job, or stored; and how they were got."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import streamlit as st

from lstmviz.app.jobs.runner import Spec, State
from lstmviz.app.running import is_under_way, jobs
from lstmviz.claims import CLAIMS
from lstmviz.claims.claim import Claim, Settings
from lstmviz.claims.stored import stored
from lstmviz.errors import InputError
from lstmviz.languages import gettext as _
from lstmviz.storage.stored import Row, Stored

MOST_CACHED = 64  # results of quick claims; shared by all who look at the same settings


@dataclass(frozen=True)
class Found:
    """Rows to draw, the settings they are of, and where they come from."""

    rows: Sequence[Row]
    settings: Settings
    whole: bool  # whether all rows are there, so that there is a verdict
    source: str


def spec_of(claim: Claim, settings: Settings) -> Spec:
    """The job that measures a claim with these settings."""
    return Spec("claim", {"claim": claim.name, "settings": dict(settings)})


def find(claim: Claim, settings: Settings, state: State) -> Found:
    """The best there is for these settings. Raises InputError where nothing is stored either."""
    if claim.quick:
        return _of_quick(claim, settings)
    expected = claim.expected(settings)
    if state.status != "unknown":
        rows = [record["row"] for record in jobs().records(spec_of(claim, settings).id)]
        if rows or is_under_way(state):
            source = _("{made} of {all} measurements, made on this server.")
            return Found(rows, settings, state.status == "done", source.format(made=len(rows), all=expected))
    result = _stored(claim.name)
    source = result.made()
    if result.settings != settings:
        source += " " + _("This result is for other settings. Run it to see yours.")
    return Found(result.rows, result.settings, True, source)


def _of_quick(claim: Claim, settings: Settings) -> Found:
    """Stored where no control was moved, so that nobody waits; else measured, as where nothing is stored."""
    if settings == claim.defaults():
        with suppress(InputError):
            result = _stored(claim.name)
            return Found(result.rows, settings, True, result.made())
    return Found(_measured(claim.name, tuple(settings.items())), settings, True, _("Measured just now."))


@st.cache_resource(max_entries=MOST_CACHED, show_spinner=False)
def _measured(name: str, settings: tuple[tuple[str, Any], ...]) -> list[Row]:
    return list(CLAIMS[name].measure(dict(settings)))


@st.cache_resource(show_spinner=False)
def _stored(name: str) -> Stored:
    return stored(CLAIMS[name])
