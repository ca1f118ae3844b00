"""A training session as a job: its name, its folder, and which of its checkpoints is looked at."""

from dataclasses import replace
from pathlib import Path

import streamlit as st

from lstmviz.app.choices import set_control
from lstmviz.app.jobs.runner import Spec
from lstmviz.app.running import jobs
from lstmviz.app.train.view import NEWEST, TrainView
from lstmviz.errors import InputError
from lstmviz.languages import gettext as _
from lstmviz.learn.sessions.checkpoint_files import checkpoints
from lstmviz.learn.sessions.plan import Plan


def spec_of(plan: Plan) -> Spec:
    """The job that trains it."""
    return Spec("train", plan.words())


def is_begun(view: TrainView) -> bool:
    """Whether what the view asks for was ever started."""
    try:
        return jobs().state(spec_of(view.plan).id).status != "unknown"
    except InputError:
        return False


def folder_of(plan: Plan) -> Path:
    """Where its checkpoints lie."""
    return jobs().folder / spec_of(plan).id


def steps_of(view: TrainView) -> list[int]:
    """The steps at which a net of the first seed can be looked at; the start always can."""
    try:
        plan = view.plan
    except InputError:  # it cannot be trained, so it never was
        return [0]
    return sorted({0}.union(*(checkpoints(folder_of(plan), net, plan.first_seed) for net in (0, 1))))


def on_checkpoints(view: TrainView, steps: list[int]) -> TrainView:
    """The view with its checkpoints among those there are; the last of all is the newest."""
    at = view.at if view.at in steps[:-1] else NEWEST
    return replace(view, at=at, since=view.since if view.since in steps else 0)


def choose_checkpoint(view: TrainView, steps: list[int]) -> int:
    """The slider through the training: after how many steps both nets are looked at."""
    if len(steps) == 1:
        return steps[0]
    set_control("at", steps[-1] if view.at == NEWEST else view.at)
    return int(st.select_slider(_("Look at both nets after this many updates"), steps, key="at"))


def look_at_newest() -> None:
    """What is on its way is looked at as it comes."""
    st.session_state["at"] = NEWEST


def choose_since(view: TrainView, steps: list[int]) -> int:
    """The checkpoint that the one looked at is compared with."""
    set_control("since", view.since)
    return int(st.selectbox(_("What changed most since update"), steps, key="since", width=220))
