"""The one loop that keeps a page's controls and its address in step.

Streamlit's own `bind="query-params"` would write the label of a choice into the address,
so that every link breaks when a label is reworded; here the address holds the view's own words.
"""

from dataclasses import fields, replace
from typing import TypeVar

import streamlit as st

from lstmviz.app.link.heard import is_news, tell
from lstmviz.app.link.view import View, link_of, read_link, shared_fields
from lstmviz.app.view import SequenceView

V = TypeVar("V", bound=View)


def follow_link(kind: type[V]) -> list[str]:
    """Set the controls to an address that was opened or gone back to; says what of it was dropped.

    A page that is come to without an address takes over what the page before stood at.
    """
    asked = st.query_params.to_dict()
    if not is_news(kind, asked):
        return []
    view, dropped = read_link(asked, kind)
    if not asked:
        view = _left_behind(view)
    for field in fields(kind):
        st.session_state[field.name] = getattr(view, field.name)
    if isinstance(view, SequenceView):
        st.session_state["seq"] = view.sequence
    return dropped


def _left_behind(view: V) -> V:
    """The page as it was left, with what it shares with the page that was come from as that one has it."""
    views: dict[type[View], View] = st.session_state.get("views", {})
    latest = next(reversed(views.values()), view)
    if type(latest) is type(view):
        return view  # not come from another page: an address without words is the default
    left = views.get(type(view), view)
    shared = shared_fields(type(left)) & shared_fields(type(latest))
    return replace(left, **{name: getattr(latest, name) for name in shared})  # type: ignore[return-value]


def write_link(view: View) -> None:
    """Only where the address means another view: writing it makes Streamlit drop the hash."""
    if link_of(read_link(st.query_params.to_dict(), type(view))[0]) != link_of(view):
        st.query_params.from_dict(link_of(view))
    tell(type(view), st.query_params.to_dict())
    views = st.session_state.setdefault("views", {})
    views.pop(type(view), None)
    views[type(view)] = view  # the latest stands last
