"""A lecture in a hall: the lecturer's page leads, the pages of who joined follow; the way in on a key."""

from pathlib import Path

import streamlit as st

from lstmviz.app.guess import SHOWN
from lstmviz.app.lecture.turning import guess_at, keep_guess, turn_to
from lstmviz.app.link.address import everywhere
from lstmviz.app.server.following import FOLLOWS, LEADS, does_lead
from lstmviz.languages import gettext as _
from lstmviz.lectures import LECTURES

# The module comes from a route (server/routes.py), so that it is sent once and not with every message.
_GLUE = """
const following = import(new URL("lib/lecture/following.js", document.baseURI));

export default function ({ data, parentElement, setTriggerValue }) {
  following.then(({ place }) => place(parentElement, data, (at) => setTriggerValue("went", at)));
  return () => following.then(({ leave }) => leave());
}
"""
_component = st.components.v2.component(
    "lstmviz_following",
    js=_GLUE,
    css=(Path(__file__).parent / "browser" / "following.css").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def follow_or_lead() -> None:
    """Place it, for who is in a lecture, leads one or has joined; to stand where a page ends."""
    at, cookies = everywhere(), st.context.cookies
    leads, follows = does_lead(cookies.get(LEADS)), isinstance(cookies.get(FOLLOWS), str)
    if not (at.lecture or leads or follows):
        return
    stop = LECTURES[at.lecture].stops[at.lecture_stop - 1] if at.lecture else None
    guess = guess_at(at.lecture, at.lecture_stop)
    data = {
        "role": "leads" if leads else "follows" if follows else "",
        "at": {"lecture": at.lecture, "stop": at.lecture_stop, "told": bool(guess)},
        "guess": int(guess) if guess.isdigit() else 0,
        "options": [_(option) for option in stop.options] if stop else [],
        "says": _said(),
    }
    _component(key="following", data=data, height="content", on_went_change=_go)


def _said() -> dict[str, str]:
    return {
        "leads": _("You lead: {followers} follow."),
        "follows": _("You follow the lecturer."),
        "alone": _("You are on your own now."),
        "stop": _("Stop following"),
        "follow": _("Follow the lecturer"),
        "guesses": _("What the hall guessed"),
        "join": _("How to join (j)"),
        "joining": _("Open this address to follow along"),
        "close": _("Close"),
    }


def _go() -> None:
    """To where the lecturer is; what is shown there is shown here."""
    went = st.session_state["following"]["went"]
    lecture, stop = str(went["lecture"]), int(went["stop"])
    if lecture not in LECTURES or not 1 <= stop <= len(LECTURES[lecture].stops):
        return
    if went["told"] and not guess_at(lecture, stop):
        keep_guess(lecture, stop, SHOWN)
    turn_to(lecture, stop)
