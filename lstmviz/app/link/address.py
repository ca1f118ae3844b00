"""One way: the address sets the controls, the controls make the view, the view writes the address.

An address is read when a page is come to, and when the browser says that one went back or forward. Whatever
else runs a page again, the address that it carries is not looked at: a move made while the answer to the one
before is on its way comes with an old one.

Streamlit's own `bind="query-params"` would write the label of a choice into the address,
so that every link breaks when a label is reworded; here the address holds the view's own words.
"""

from contextlib import suppress
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

import streamlit as st

from lstmviz.app.language import speak_as_asked
from lstmviz.app.letters import write_as_asked
from lstmviz.app.link.everywhere import Everywhere, apart
from lstmviz.app.link.history import arrive, gone_to, is_by_history
from lstmviz.app.link.view import View, link_of, read_link, shared_fields
from lstmviz.app.sequence_view import SequenceView
from lstmviz.errors import InputError

V = TypeVar("V", bound=View)


@dataclass(frozen=True)
class Address:
    """What the browser shows, or will once it has heard all that was sent."""

    page: type[View]
    link: dict[str, str]
    placed: bool = False  # whether the page's controls came to stand at it: a run may be cut off before


def follow_link(kind: type[V]) -> list[str]:
    """Set the controls to an address that was opened or gone to; says what of it was dropped.

    A page that is come to from another one without an address takes over what that one stood at.
    """
    known, gone = _known(), gone_to()
    if gone is None and known is not None and known.page is kind and known.placed:
        return []
    asked = st.query_params.to_dict() if gone is None else gone
    exactly = gone is not None or is_by_history()  # what it does not name is at its default, else as it was
    common, of_page = apart(asked)
    view, of_page_dropped = read_link(of_page, kind)
    st.session_state["address"] = Address(kind, link_of(view) | link_of(read_link(common, Everywhere)[0]))
    if not exactly:
        common = link_of(everywhere()) | common
        view = view if of_page or known is None else _as_left(view)
    along, dropped = read_link(common, Everywhere)
    for one in (along, view):
        for field in fields(one):
            st.session_state[field.name] = getattr(one, field.name)
    if isinstance(view, SequenceView):
        st.session_state["seq"] = view.sequence
    speak_as_asked()  # the address may name another language
    write_as_asked()
    return dropped + of_page_dropped


def write_link(view: View) -> None:
    """Let the address stand at the view; one that was opened stays as it is as long as it means the view."""
    known, link = _known(), link_of(view) | link_of(everywhere())
    if known is None or known.link != link or gone_to() is not None:  # a late answer may stand where one went
        st.query_params.from_dict(link)
    st.session_state["address"] = Address(type(view), link, placed=True)
    arrive()
    views = st.session_state.setdefault("views", {})
    views.pop(type(view), None)
    st.session_state["subject"] = view.subject()
    views[type(view)] = view  # the latest stands last


def come_anew() -> None:
    """Read the address at the next page that is shown, whatever page was shown before."""
    st.session_state["address"] = None


def has_come() -> bool:
    """Whether an address was read since the visit began."""
    return "address" in st.session_state


def words_asked() -> dict[str, str]:
    """The words of an address that was opened or gone to just now, until the page's controls stand there."""
    known = _known()
    return {} if known is None or known.placed else known.link


def everywhere() -> Everywhere:
    """What goes with the visitor to every page."""
    own = fields(Everywhere)
    return Everywhere(**{one.name: st.session_state.get(one.name, one.default) for one in own})


def _as_left(view: V) -> V:
    """The page as it was left, with what it shares with other pages as the latest of them has it."""
    views: dict[type[View], View] = st.session_state.get("views", {})
    shared: dict[str, Any] = {}
    for visited in views.values():
        shared |= {name: getattr(visited, name) for name in shared_fields(type(visited))}
    left: V = views.get(type(view), view)  # type: ignore[assignment]
    for field in fields(left):
        if field.name in shared_fields(type(left)) & shared.keys():
            with suppress(InputError):  # what another page can show, this one may not
                value = field.metadata["read"](str(shared[field.name]), left)
                left = replace(left, **{field.name: value})  # type: ignore[arg-type]
    return left


def words_shown() -> dict[str, str]:
    """The words of the link of what the page shows."""
    known = _known()
    return {} if known is None else known.link


def page_shown() -> type[View] | None:
    """The kind of view of the page that was last shown."""
    known = _known()
    return None if known is None else known.page


def _known() -> Address | None:
    known: Address | None = st.session_state.get("address")
    return known
