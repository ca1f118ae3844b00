"""The live pictures of the story's chapters, by the kind that a chapter names."""

from collections.abc import Callable
from functools import partial
from math import tanh
from urllib.parse import parse_qsl

import streamlit as st

from lstmviz.app.charts import show_pictures
from lstmviz.app.claims.controls import choose_settings, click, clicks_go_to
from lstmviz.app.claims.rows import find, spec_of
from lstmviz.app.claims.view import field_of
from lstmviz.app.inside.page import place_cell
from lstmviz.app.link.view import read_link
from lstmviz.app.running import jobs
from lstmviz.app.step.stepper import stepper
from lstmviz.app.step.view import StepView
from lstmviz.app.widgets import show_stepper
from lstmviz.claims import CLAIMS
from lstmviz.draw.charts import Axis, Picture, Series, bars, curves
from lstmviz.draw.colours import ACCENTS, NETS
from lstmviz.draw.figures import Look
from lstmviz.languages import gettext as _

LAYERS, STEPS = 20, 30


def show_trained_nets(of: str, told: bool) -> None:
    """Both nets over a sequence, to be stepped."""
    show_stepper(stepper(read_link(dict(parse_qsl(of)), StepView)[0]))


def show_claim(of: str, told: bool) -> None:
    """The picture of a claim, with its controls; before the guess without what gives the answer away."""
    claim = CLAIMS[of]
    settings = choose_settings(claim)
    found = find(claim, settings, jobs().state(spec_of(claim, settings).id))
    rows = found.rows if told else claim.before_guess(found.rows)
    points = clicks_go_to(claim)
    on_click = partial(click, field_of(claim, points), settings[points.name]) if points else None
    show_pictures(partial(claim.pictures, rows, found.settings), claim.name, on_click=on_click)


def show_cell(of: str, told: bool) -> None:
    """One unit, every weight a slider."""
    place_cell()


def show_chain(of: str, told: bool) -> None:
    """A product of equal factors, a layer each, whose factor can be dragged."""
    factor = st.slider(
        _("What each layer leaves of the error"), 0.05, 1.5, 0.25, 0.05, key="factor", width=420
    )
    show_pictures(partial(_chain, factor), "chain")


def _chain(factor: float, look: Look) -> tuple[Picture, ...]:
    layers = list(range(LAYERS + 1))
    left = [factor**layer for layer in layers]
    series = Series(_("what is left of 1"), [str(layer) for layer in layers], left, ACCENTS["orange"])
    drawn = bars([series], Axis(_("what is left of 1")), look)
    drawn["layout"]["xaxis"]["title"] = {"text": _("layers gone back")}
    told = _("{factor} to the power of 0 to {layers}: at 10 layers {left}.").format(
        factor=f"{factor:g}", layers=LAYERS, left=f"{factor**10:.2g}"
    )
    return (Picture(drawn, told, 320),)


def show_fading(of: str, told: bool) -> None:
    """A neuron that hears itself, after one pulse; its weight can be dragged."""
    weight = st.slider(_("Weight of its own last value"), 0.0, 2.0, 0.9, 0.05, key="own weight", width=420)
    show_pictures(partial(_fading, weight), "fading")


def _fading(weight: float, look: Look) -> tuple[Picture, ...]:
    steps = list(range(1, STEPS + 1))
    lines = [
        Series(_("a pulse of 1"), steps, echo(weight, 1.0), NETS["rnn"]),
        Series(_("a pulse of 0.3"), steps, echo(weight, 0.3), ACCENTS["sky"], dash="dash"),
    ]
    last = ", ".join(f"{line.name} {line.y[-1]:.2g}" for line in lines)
    drawn = curves(lines, Axis(_("step")), Axis("h", span=(0, 1)), look)
    told = _("h after a pulse at step 1, weight {weight}; at step {steps}: {last}.").format(
        weight=f"{weight:g}", steps=STEPS, last=last
    )
    return (Picture(drawn, told, 320),)


def echo(weight: float, pulse: float, steps: int = STEPS) -> list[float]:
    """h_1 = tanh(pulse), and then h_t = tanh(weight · h_t−1)."""
    said = [tanh(pulse)]
    while len(said) < steps:
        said.append(tanh(weight * said[-1]))
    return said


PICTURES: dict[str, Callable[[str, bool], None]] = {
    "stepper": show_trained_nets,
    "claim": show_claim,
    "cell": show_cell,
    "chain": show_chain,
    "fading": show_fading,
}
"""Kind -> what places it, told what it is of and whether there is a guess."""
