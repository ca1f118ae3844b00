"""What moved in the nets between two checkpoints of a training session, as tables."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from lstmviz.app.train.checkpoints import folder_of
from lstmviz.app.train.scene import moved
from lstmviz.app.widgets import show_table
from lstmviz.draw.notation import notation
from lstmviz.draw.quantities import quantities_of
from lstmviz.languages import gettext as _
from lstmviz.learn.movement import MovedBlock, MovedWeight
from lstmviz.learn.sessions.plan import Plan
from lstmviz.nets.cells import CELLS


def show_moved(plan: Plan, since: int, until: int) -> None:
    """For each net, the gate blocks and the single weights that moved farthest."""
    for net, place in enumerate(st.columns(2)):
        blocks, weights = moved(folder_of(plan), plan, net, since, until)
        cell = plan.nets[net].cell
        symbol = partial(notation().symbol, CELLS[cell])
        gates = {line.name: f"{line.title} {symbol(line.name)}" for line in quantities_of(cell)}
        with place:
            st.markdown(f"**{plan.title(net)}**")
            head = (_("all weights of"), _("in"), _("move ‖Δ‖"), _("of ‖before‖"))
            show_table(head, [_block(one, gates) for one in blocks], numbers=(2, 3))
            head_of_one = (_("one weight"), _("before"), _("after"))
            show_table(head_of_one, [_weight(one, gates) for one in weights], numbers=(1, 2))


def _block(one: MovedBlock, gates: Mapping[str, str]) -> tuple[str, ...]:
    return gates[one.gate], _short(one.parameter), f"{one.absolute:.2f}", _share(one.relative)


def _weight(one: MovedWeight, gates: Mapping[str, str]) -> tuple[str, ...]:
    place = _("{gate}, {parameter}, unit {unit}, column {column}")
    named = {"gate": gates[one.gate], "parameter": _short(one.parameter)}
    return place.format(unit=one.unit, column=one.column, **named), f"{one.before:.2f}", f"{one.after:.2f}"


def _short(parameter: str) -> str:
    return parameter.removesuffix("_l0")


def _share(relative: float | None) -> str:
    return _("from 0") if relative is None else f"{relative:.0%}"
