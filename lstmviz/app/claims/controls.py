"""The controls of a claim, each placed by its kind, at its word of the address."""

from typing import Any

import streamlit as st

from lstmviz.app.claims.view import field_of
from lstmviz.claims.claim import MOST_POINTS, SPAN, Choice, Claim, Control, Points, Slider, points_of
from lstmviz.errors import InputError
from lstmviz.languages import N_
from lstmviz.languages import gettext as _

NEAR = 0.25  # a click this near to a point takes the point away
CLASSES = {"a": N_("● class a"), "b": N_("✕ class b")}


def choose_settings(claim: Claim) -> dict[str, Any]:
    """Place the claim's controls; returns where they stand."""
    for control in claim.controls:  # Streamlit forgets what it has not shown for a while
        st.session_state.setdefault(field_of(claim, control), control.start)
    if not claim.controls:
        return {}
    with st.container(horizontal=True, vertical_alignment="bottom", key="claim_controls"):
        return {control.name: _place(control, field_of(claim, control)) for control in claim.controls}


def _place(control: Control, key: str) -> Any:
    if isinstance(control, Slider):
        return st.slider(
            _(control.label),
            control.least,
            control.most,
            step=control.step,
            key=key,
            help=_(control.why) or None,
            width=280,
        )
    if isinstance(control, Choice):
        titles = {option: _(title) for option, title in control.options.items()}
        return st.selectbox(
            _(control.label),
            list(titles),
            format_func=titles.__getitem__,
            key=key,
            width=280,
        )
    return _place_points(control, key)


def _place_points(control: Points, key: str) -> str:
    """The points as text, which the keyboard reaches, and the class that a click adds."""
    label = _("{label}: x,y,class;… in ±{span}").format(label=_(control.label), span=SPAN)
    typed = st.text_input(label, key=key, width=420) or ""
    st.segmented_control(
        _("A click adds"),
        list(CLASSES),
        format_func={one: _(title) for one, title in CLASSES.items()}.__getitem__,
        required=True,
        default="a",
        key="click adds",
    )
    for title, points in control.presets.items():
        st.button(_(title), on_click=_put, args=(key, points))
    readable = st.session_state.setdefault("readable points", {})
    try:
        points_of(typed)
    except InputError as error:
        st.session_state["points problem"] = str(error)
        return str(readable.get(key, control.start))
    st.session_state["points problem"] = ""
    readable[key] = typed
    return typed


def _put(key: str, points: str) -> None:
    st.session_state[key] = points


def clicks_go_to(claim: Claim) -> Points | None:
    """The control that a click into the picture changes, if the claim has one."""
    return next((control for control in claim.controls if isinstance(control, Points)), None)


def click(key: str, shown: str, x: float, y: float) -> None:
    """Add a point where there is none near, else take that one away.

    key: of the control; shown: the points on the picture, for when those that are typed cannot be read.
    """
    if max(abs(x), abs(y)) > SPAN:
        return
    points = _points_at(key, shown)
    others = [point for point in points if abs(point[0] - x) > NEAR or abs(point[1] - y) > NEAR]
    if len(others) == len(points) < MOST_POINTS:
        others.append((round(x, 1), round(y, 1), st.session_state["click adds"]))
    st.session_state[key] = ";".join(f"{x:g},{y:g},{kind}" for x, y, kind in others)


def _points_at(key: str, shown: str) -> list[tuple[float, float, str]]:
    """The points as they are: the picture may be a click behind."""
    try:
        return points_of(st.session_state.get(key, shown))
    except InputError:
        return points_of(shown)
