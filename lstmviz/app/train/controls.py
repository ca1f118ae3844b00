"""The controls of the Train page: both nets, and the budget that they share."""

from dataclasses import fields, replace
from typing import Any

import streamlit as st

from lstmviz.app.choices import choose_palette, choose_sequence, choose_task
from lstmviz.app.sequence_view import MOST_HIDDEN
from lstmviz.app.train.presets import offer_presets
from lstmviz.app.train.view import RATE, TrainView
from lstmviz.errors import InputError
from lstmviz.languages import N_
from lstmviz.languages import gettext as _
from lstmviz.learn.inits import parse_init
from lstmviz.learn.settings import Budget, Repeats, Setting, settings_of
from lstmviz.learn.tasks import Task
from lstmviz.nets.cells import CELLS

SIZE_TITLES = {"parameters": N_("A’s parameters"), "units": N_("A’s units"), "own": N_("its own")}
INITS = ("default", "orthogonal", "forget-bias-1", "forget-bias-3", "forget-bias-5")
CELL_WIDTH = 172  # px, of the longest title
SPANS = (10, 50, 100, 300)  # steps that chrono is told to remember


def chosen_view() -> TrainView:
    """Where the controls stand."""
    for field in fields(TrainView):  # Streamlit forgets what it has not shown for a while
        st.session_state.setdefault(field.name, getattr(TrainView, field.name))
    return TrainView(**{field.name: st.session_state[field.name] for field in fields(TrainView)})


def choose_training(folded: bool) -> tuple[TrainView, list[str]]:
    """Place all controls; returns the view, and what was wrong with the sequence typed.

    folded: whether nets and budget fold away, to leave room for what came of them.
    """
    with st.container(horizontal=True):
        task = choose_task()
        offer_presets()
    with st.expander(_("Nets and budget"), expanded=not folded):
        left, right = st.columns([560, 615])  # px that the controls of each take on a laptop
        with left:
            _choose_net("a")
        with right:
            _choose_net("b")
        _choose_budget(task)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        sequence, unreadable = choose_sequence(task)
        choose_palette()
    return replace(chosen_view(), seq=sequence), unreadable


def _choose_net(net: str) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.markdown(f"**{net.upper()}**", width="content")
        titles = {name: cell.title for name, cell in CELLS.items()}
        cell = _pick(_("cell"), f"{net}_cell", list(CELLS), CELL_WIDTH, titles)
        if net == "b":
            _pick(_("size equal to"), "b_size", list(SIZE_TITLES), 135, SIZE_TITLES)
        if net == "a" or st.session_state["b_size"] == "own":
            st.number_input(_("units"), 1, MOST_HIDDEN, key=f"{net}_hidden", width=80)
        _pick(_("init"), f"{net}_init", _inits(net, cell), 124)
        _type_rate(net)


def _type_rate(net: str) -> None:
    limits = RATE.limits or (0.0, 1.0)
    st.number_input(_(RATE.label), *limits, step=0.001, format="%g", key=f"{net}_rate", width=108)


def _inits(net: str, cell: str) -> list[str]:
    """What this kind of cell can start from, with the one of the link; else the default is chosen."""
    offered = [*INITS, *(f"chrono-{span}" for span in SPANS), st.session_state[f"{net}_init"]]
    fit = [init for init in dict.fromkeys(offered) if _fits(init, cell)]
    if st.session_state[f"{net}_init"] not in fit:
        st.session_state[f"{net}_init"] = "default"
    return fit


def _fits(init: str, cell: Any) -> bool:
    try:
        parse_init(init, cell)
    except InputError:
        return False
    return True


def _choose_budget(task: Task) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.markdown(_("**Both**"), width="content")
        for name, setting in (settings_of(Budget) | settings_of(Repeats)).items():
            _ask(name, setting, task)


def _ask(name: str, setting: Setting, task: Task) -> None:
    """The control of a setting, as its declaration says."""
    if setting.choices is not None:
        _pick(_(setting.label), name, list(setting.choices), setting.width, dict(setting.choices))
        return
    least, most = setting.in_session or setting.limits or (0, 0)
    label = _(setting.label).format(own=task.training_steps, most=most)
    if setting.offered:
        offered = sorted({*setting.offered, st.session_state[name]})  # a link may have asked another
        titles = {value: f"{value:g}" for value in offered} | dict(setting.titles or {})
        _pick(label, name, offered, setting.width, titles)
    else:
        empty: Any = {"value": None} if getattr(TrainView, name) is None else {}
        limits: Any = {"min_value": least, "max_value": most, "step": setting.step}
        st.number_input(label, key=name, width=setting.width, **limits, **empty)


def _pick(label: str, name: str, options: list[Any], width: int, titles: dict[Any, str] | None = None) -> Any:
    said = dict(zip(options, map(str, options), strict=True)) | (titles or {})
    said = {option: _(title) for option, title in said.items()}
    return st.selectbox(label, options, format_func=said.__getitem__, key=name, width=width)
