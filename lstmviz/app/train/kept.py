"""What moved in the nets of a training session, and how they are kept."""

from collections.abc import Sequence

import streamlit as st

from lstmviz.app.navigation import link
from lstmviz.app.train.job import folder_of, spec_of
from lstmviz.app.train.scenes import moved
from lstmviz.app.widgets import show_problem
from lstmviz.draw.quantities import quantities_of
from lstmviz.errors import InputError
from lstmviz.learn.sessions.plan import Plan
from lstmviz.learn.sessions.session import Record
from lstmviz.learn.store.kept import MOST_KEPT, keep, zipped


def show_moved(plan: Plan, since: int, until: int) -> None:
    """For each net, the gate blocks and the single weights that moved farthest."""
    for net, place in enumerate(st.columns(2)):
        with place:
            blocks, weights = moved(folder_of(plan), plan, net, since, until)
            gates = {line.name: f"{line.title} {line.symbol}" for line in quantities_of(plan.nets[net].cell)}
            table = ["| all weights of | in | move ‖Δ‖ | of ‖before‖ |", "|---|---|---:|---:|"]
            for block in blocks:
                place_of = f"{gates[block.gate]} | {_short(block.parameter)}"
                table.append(f"| {place_of} | {block.absolute:.2f} | {_share(block.relative)} |")
            table += ["", "| one weight | before | after |", "|---|---:|---:|"]
            for one in weights:
                place_of = f"{gates[one.gate]}, {_short(one.parameter)}, unit {one.unit}, column {one.column}"
                table.append(f"| {place_of} | {one.before:.2f} | {one.after:.2f} |")
            st.markdown("\n".join([f"**{plan.title(net)}**", "", *table]))


def _short(parameter: str) -> str:
    return parameter.removesuffix("_l0")


def _share(relative: float | None) -> str:
    return "from 0" if relative is None else f"{relative:.0%}"


def offer_keeping(plan: Plan, at: int, tested: Sequence[Record]) -> None:
    """A button that keeps both nets as they are shown; then links that step through them, and a download."""
    key = f"kept {spec_of(plan).id} {at}"
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(f"Keep these nets (the last {MOST_KEPT} used are kept)"):
            try:
                st.session_state[key] = keep(folder_of(plan), plan, at, tested)
            except InputError as error:
                show_problem(str(error))
        if name := st.session_state.get(key):
            link("Step through them", f"/step?task={plan.task}&kept={name}")
            link("Change them in What if", f"/what-if?task={plan.task}&kept={name}")
            st.download_button(
                "Download", lambda: zipped(name), f"lstmviz-{name}.zip", "application/zip", on_click="ignore"
            )
