"""The card of a stop: what one sees, a question, what happens, one sentence, and the way on."""

from html import escape
from pathlib import Path

import streamlit as st

from lstmviz.app.guess import SHOWN, ask, judged
from lstmviz.app.lecture.link_parts import link_parts
from lstmviz.app.lecture.turning import guess_at, keep_guess, turn_to, view_of
from lstmviz.app.link.address import everywhere
from lstmviz.draw.colours import PAPER, RIGHT
from lstmviz.languages import gettext as _
from lstmviz.lectures import LECTURES, Lecture, Stop

# The module comes from a route (server/routes.py), so that it is sent once and not with every message.
_GLUE = """
const card = import(new URL("lib/lecture/card.js", document.baseURI));

export default function ({ data, parentElement }) {
  card.then(({ place }) => place(parentElement, data));
  return () => card.then(({ leave }) => leave(parentElement));
}
"""


def style() -> str:
    """The style sheet, with its colours in both themes."""
    sheet = (Path(__file__).parent / "browser" / "card.css").read_text(encoding="utf-8")
    named = {"lecture": RIGHT, "lecture-paper": PAPER}
    declared = [f"--{name}: light-dark({one.light}, {one.dark});" for name, one in named.items()]
    return "\n".join([":root {", *declared, "}", sheet])


_component = st.components.v2.component(
    "lstmviz_lecture",
    html='<div class="lecture-head"></div>',
    js=_GLUE,
    css=style(),
    isolate_styles=False,  # it places what Streamlit draws
)


def show_card(page: str) -> None:
    """The card of the stop that the link names, if it names a lecture; page: over which it lies."""
    at = everywhere()
    if at.lecture:
        lecture = LECTURES[at.lecture]
        with st.container(key="lecture_card"):
            _show(page, lecture, at.lecture_stop, lecture.stops[at.lecture_stop - 1])


def _show(page: str, lecture: Lecture, number: int, stop: Stop) -> None:
    guess = guess_at(lecture.name, number)
    told = bool(guess) or not stop.asks
    _component(key="lecture_place", data=placing(page, lecture, number, stop, guess), height="content")
    st.markdown(f"## {_(stop.heading)}")
    if not told or not stop.shows:
        st.markdown(_(stop.text))
    if not told:
        _ask(lecture, number, stop)
    else:
        with st.container(key="lecture_answer"):
            st.markdown(judged(stop, guess, stop.answer - 1 if stop.answer else None) + _(stop.shows))
            if stop.sentence:
                st.markdown(f"*{_(stop.sentence)}*")
    _lead_on(lecture, number, told)


def _ask(lecture: Lecture, number: int, stop: Stop) -> None:
    """The question with its options; or a button, where it is the page that asks."""
    key = f"guess {lecture.name} {number}"

    def guessed() -> None:
        keep_guess(lecture.name, number, str(st.session_state.get(key) or SHOWN))
        turn_to(lecture.name, number)

    if stop.options:
        ask(stop, on_guess=guessed, key=key, horizontal=False)
    else:
        st.button(_("Show me"), key="lecture_show", on_click=guessed)


def _lead_on(lecture: Lecture, number: int, told: bool) -> None:
    """Back, on, and out."""
    last = number == len(lecture.stops)
    with st.container(horizontal=True, vertical_alignment="center", key="lecture_ways"):
        st.button(
            _("← Back"),
            key="lecture_back",
            type="tertiary",
            disabled=number == 1,
            on_click=turn_to,
            args=(lecture.name, number - 1),
        )
        st.space("stretch")
        st.button(_("Close") if last else _("Leave"), key="lecture_leave", type="tertiary", on_click=_leave)
        if not last:
            st.button(
                _("Next →"),
                key="lecture_next",
                type="primary" if told else "secondary",
                on_click=turn_to,
                args=(lecture.name, number + 1),
            )


def _leave() -> None:
    """The page stays as it is; the way back is remembered."""
    at = everywhere()
    st.session_state["left"] = (at.lecture, at.lecture_stop)
    st.session_state.update(lecture="", lecture_stop=1)


def placing(page: str, lecture: Lecture, number: int, stop: Stop, guess: str) -> dict[str, object]:
    """What the browser needs to place the card, veil the picture and lead on by keys."""
    told = bool(guess) or not stop.asks
    to = link_parts(view_of(stop, guess))
    return {
        "head": _("{lecture} · stop {number} of {stops}").format(
            lecture=escape(_(lecture.title)), number=number, stops=len(lecture.stops)
        ),
        "fold": _("Fold the card"),
        "number": number,
        "stops": len(lecture.stops),
        "arrival": f"{lecture.name} {number} {bool(guess)}",
        "place": to.place if to.page == page else "",  # another page does not know it
        "veil": stop.veil if stop.veil and not told else None,
        "point": stop.point,
        "told": told,
        "lecture": lecture.name,
    }
