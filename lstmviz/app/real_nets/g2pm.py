"""g2pM on its page: the sentence with its readings over it, right and wrong ones, and the likeliest."""

from html import escape
from typing import NamedTuple

import numpy as np
import streamlit as st

from lstmviz.app.real_nets.scene import scene
from lstmviz.app.real_nets.view import RealNetsView
from lstmviz.app.widgets import show_stepper, show_table
from lstmviz.draw.scene import Scene
from lstmviz.draw.stepper import Stepper
from lstmviz.languages import gettext as _
from lstmviz.real_nets.g2pm.model import MODEL, Readings

LIKELIEST = 3  # readings in the table


class Read(NamedTuple):
    """How a character with several readings is read."""

    character: str
    likeliest: tuple[tuple[str, float], ...]  # readings with their probabilities
    right: str  # empty where nobody knows it

    @property
    def mark(self) -> str:
        """Whether the likeliest is right."""
        return "" if not self.right else "right" if self.likeliest[0][0] == self.right else "wrong"


def model() -> Readings:
    """There is one."""
    return MODEL


def chosen() -> dict[str, float]:
    """Nothing of its own."""
    return {}


def show(model: Readings, view: RealNetsView) -> None:
    """The sentence, the two directions, and the table."""
    both = scene(model, view.sequence)
    read = read_in(both)
    st.html(_sentence(both.tokens[1:-1], read))
    show_stepper(Stepper(both, view.palette))
    if read:
        _show_table(list(read.values()))
    else:
        st.text(_("No character here has more than one reading that the net was taught."))


def read_in(scene: Scene) -> dict[int, Read]:
    """Place in the bare sentence -> how it is read, for each character with several readings."""
    question, says = scene.question, scene.panels[0].says
    assert question is not None
    assert says is not None
    found = {}
    for step in np.flatnonzero(~np.isnan(says.values[:, 0])):
        chances = says.values[step]
        best = chances.argsort()[::-1][:LIKELIEST]
        right = question.answers[int(question.targets[step])] if question.asked[step] else ""
        likeliest = tuple((question.answers[answer], float(chances[answer])) for answer in best)
        found[int(step) - 1] = Read(scene.tokens[step], likeliest, right)
    return found


def _sentence(characters: tuple[str, ...], read: dict[int, Read]) -> str:
    """The sentence as HTML, with the readings over it."""
    parts = [_ruby(read[at]) if at in read else escape(one) for at, one in enumerate(characters)]
    return f'<p class="readings" lang="zh">{"".join(parts)}</p>'


def _ruby(read: Read) -> str:
    sign = {"": "", "right": " ✓", "wrong": " ✗"}[read.mark]
    return f'<ruby>{read.character}<rt class="{read.mark}">{read.likeliest[0][0]}{sign}</rt></ruby>'


def _show_table(read: list[Read]) -> None:
    head = (_("character"), _("1st"), _("2nd"), _("3rd"), _("right"))
    rows = [
        (one.character, *(f"{reading} {chance:.2f}" for reading, chance in one.likeliest), one.right or "?")
        for one in read
    ]
    show_table(head, rows)
