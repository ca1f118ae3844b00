"""A chapter a screen: the idea, a guess, the live picture, one sentence, what goes on; and the recap."""

from pathlib import Path

import streamlit as st

from lstmviz.app.choices import choose_from_menu
from lstmviz.app.guess import ask, judged
from lstmviz.app.lecture.turning import guess_at, keep_guess
from lstmviz.app.link.address import come_anew, follow_link, write_link
from lstmviz.app.navigation import address_of, file_of, link
from lstmviz.app.story.chapters import CHAPTERS, RECAP_ROWS, Chapter
from lstmviz.app.story.pictures import PICTURES
from lstmviz.app.story.view import RECAP, RECAP_TITLE, StoryView
from lstmviz.app.widgets import show_problem
from lstmviz.claims import CLAIMS
from lstmviz.languages import gettext as _

READABLE = 860  # px, the longest line that is read with ease
CLAIMS_PAGE = "networks"
STORY = "story"  # among what was guessed at

_place = st.components.v2.component(
    "lstmviz_chapter_place", js=Path(__file__).with_name("place.js").read_text(encoding="utf-8")
)


def show() -> None:
    """The page, whole."""
    if "claim" in st.query_params:  # the claims that were told here have a page of their own
        come_anew()
        st.switch_page(file_of(CLAIMS_PAGE), query_params=st.query_params.to_dict())
    problems = follow_link(StoryView)
    titles = enumerate([*(chapter.title for chapter in CHAPTERS), RECAP_TITLE], 1)
    numbered = _("{number} of {chapters} · {title}")
    told = {at: numbered.format(number=at, chapters=RECAP, title=_(title)) for at, title in titles}
    number = choose_from_menu(_("Chapter"), "chapter", told, 420)
    write_link(StoryView(chapter=number))
    if problems:
        show_problem(" ".join(problems))
    if number == RECAP:
        _show_recap()
    else:
        _show_chapter(number, CHAPTERS[number - 1])
    _lead_on(number)


def _show_chapter(number: int, chapter: Chapter) -> None:
    _place(key="chapter_place", data={"chapter": number, "place": _place_of(chapter)})
    with st.container(width=READABLE):
        st.markdown(f"## {_(chapter.title)}\n{_(chapter.idea)}")
        _ask(number, chapter)
        guess = guess_at(STORY, number)
        if guess:
            st.markdown(judged(chapter, guess, chapter.answer - 1) + _(chapter.shows))
            st.markdown(f"**{_(chapter.sentence)}**")
    PICTURES[chapter.picture](chapter.of, bool(guess))
    if guess:
        _offer_more(chapter)


def _ask(number: int, chapter: Chapter) -> None:
    key = f"chapter guess {number}"
    st.session_state.setdefault(key, guess_at(STORY, number) or None)
    ask(chapter, on_guess=lambda: keep_guess(STORY, number, str(st.session_state[key])), key=key)


def _place_of(chapter: Chapter) -> str:
    return f"#p={chapter.of}" if chapter.picture == "cell" else chapter.place


def _offer_more(chapter: Chapter) -> None:
    """What is folded: details, and where it is measured."""
    if chapter.link:
        link(_(chapter.link_title), chapter.link)
    with st.expander(_("Details and measurements")):
        st.markdown(_(chapter.details))
        own = (chapter.of,) if chapter.picture == "claim" else ()
        for name in dict.fromkeys((*own, *chapter.evidence)):
            link(_("Measured: {claim}").format(claim=_(CLAIMS[name].title)), _address_of(name))


def _address_of(claim: str) -> str:
    return f"/{address_of(CLAIMS[claim].page)}?claim={claim}"


def _show_recap() -> None:
    """Every statement with what became of it, and the way to its evidence."""
    with st.container(width=READABLE):
        about = _("What is commonly said, and what this app measured.")
        st.markdown(f"## {_(RECAP_TITLE)}\n{about}")
        for row in RECAP_ROWS:
            with st.container(border=True):
                st.markdown(f"*{_(CLAIMS[row.claim].statement)}*  \n**{_(row.verdict)}** {_(row.says)}")
                link(_("The evidence"), _address_of(row.claim))


def _lead_on(number: int) -> None:
    with st.container(horizontal=True, key="chapters"):
        if number > 1:
            st.button(_("← Back"), key="chapter_back", on_click=_turn_to, args=(number - 1,))
        if number < RECAP:
            st.button(_("Next →"), key="chapter_next", type="primary", on_click=_turn_to, args=(number + 1,))


def _turn_to(number: int) -> None:
    st.session_state["chapter"] = number
