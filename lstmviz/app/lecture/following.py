"""A lecture in a hall: the lecturer's page leads, the pages of who joined follow; the way in on a key."""

import re
from contextlib import suppress
from pathlib import Path

import streamlit as st

from lstmviz.app.guess import SHOWN
from lstmviz.app.lecture.link_parts import LinkParts, link_parts
from lstmviz.app.lecture.turning import go_to, guess_at, keep_guess, turn_to, view_of
from lstmviz.app.link.address import everywhere, words_shown
from lstmviz.app.server.following import FOLLOWS, LEADS, LONGEST_LINK, does_lead
from lstmviz.errors import InputError
from lstmviz.languages import gettext as _
from lstmviz.learn.saved_nets.store import store_folder
from lstmviz.lectures import LECTURES

AS_ONE_READS = ("lang", "letters")  # everybody's own, whatever the lecturer chose
STORED = re.compile("(?<![0-9a-f])[0-9a-f]{16}(?![0-9a-f])")
"""The name of a net or a text that a visitor brought or kept."""

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


def follow_or_lead(page: str) -> None:
    """Place it, for who is in a lecture, leads one or has joined; to stand where a page ends.

    page: a key of PAGES.
    """
    at, cookies = everywhere(), st.context.cookies
    leads, follows = does_lead(cookies.get(LEADS)), isinstance(cookies.get(FOLLOWS), str)
    if not (at.lecture or leads or follows):
        return
    stop = LECTURES[at.lecture].stops[at.lecture_stop - 1] if at.lecture else None
    guess = guess_at(at.lecture, at.lecture_stop)
    data = {
        "role": "leads" if leads else "follows" if follows else "",
        "at": {
            "lecture": at.lecture,
            "stop": at.lecture_stop,
            "told": bool(guess),
            "link": _link_for_all(page, view_of(stop, guess) if stop else ""),
        },
        "guess": int(guess) if guess.isdigit() else 0,
        "options": [_(option) for option in stop.options] if stop else [],
        "says": _said(),
    }
    _component(key="following", data=data, height="content", on_went_change=_go)


def _link_for_all(page: str, of_stop: str) -> str:
    """What is shown, as anybody may open it; "" where it holds what the visitor alone brought or kept.

    of_stop: the link of the stop at hand; what its lecture names is everybody's.
    """
    words = {word: value for word, value in words_shown().items() if word not in AS_ONE_READS}
    link = str(LinkParts(page, words, ""))
    names = set(STORED.findall("\n".join(words.values()))) - set(STORED.findall(of_stop))
    is_own = any((store_folder() / name).is_dir() for name in names)
    return "" if is_own or len(link) > LONGEST_LINK else link


def _said() -> dict[str, str]:
    return {
        "leads": _("You lead: {followers} follow."),
        "leads_alone": _("You lead: {followers} follow, but cannot open what you see now."),
        "follows": _("You follow the lecturer."),
        "stays": _("What the lecturer shows now cannot be opened here; you stay where you are."),
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
    is_stop = lecture in LECTURES and 1 <= stop <= len(LECTURES[lecture].stops)
    if is_stop and went["told"] and not guess_at(lecture, stop):
        keep_guess(lecture, stop, SHOWN)
    if went["link"]:
        with suppress(InputError):  # the browser says what it will
            go_to(link_parts(went["link"]))
    elif is_stop:
        turn_to(lecture, stop)
