"""A page of claims: statement, guess, controls, the picture as it fills, the verdict, and what comes next."""

from collections.abc import Iterator
from functools import partial
from itertools import dropwhile, islice

import streamlit as st

from lstmviz.app.charts import show_pictures
from lstmviz.app.choices import choose
from lstmviz.app.claims.controls import choose_settings, click, clicks_go_to
from lstmviz.app.claims.rows import Found, find, spec_of
from lstmviz.app.claims.view import claims_of, field_of, view_at, view_of
from lstmviz.app.guess import ask, forget_guess, judged
from lstmviz.app.jobs.runner import Spec, State
from lstmviz.app.link.address import follow_link, write_link
from lstmviz.app.navigation import address_of, link
from lstmviz.app.running import show_run, watch
from lstmviz.app.story.chapters import RECAP_ROWS
from lstmviz.app.widgets import show_problem
from lstmviz.claims import CLAIMS
from lstmviz.claims.claim import Claim, Settings, Verdict
from lstmviz.claims.sources import sources_of
from lstmviz.errors import InputError
from lstmviz.languages import gettext as _

READABLE = 860  # px, the longest line that is read with ease


def show(page: str) -> None:
    """The page of this name, whole."""
    problems = follow_link(view_of(page))
    claim = _choose_claim(page)
    st.markdown(_("## “{statement}”").format(statement=_(claim.statement)))
    guess = ask(claim)
    settings = choose_settings(claim)
    write_link(view_at(claim, guess, settings))
    if problems := problems + list(filter(None, [st.session_state.get("points problem")])):
        show_problem(" ".join(problems))
    spec = spec_of(claim, settings)
    watch(spec, partial(_show, claim, settings, guess, spec))
    _lead_on(claim)


def _choose_claim(page: str) -> Claim:
    """A button a claim, where the page has several; another one asks for a guess of its own."""
    claims = claims_of(page)
    if len(claims) == 1:
        return next(iter(claims.values()))
    titles = {name: f"{number} {_(claim.title)}" for number, (name, claim) in enumerate(claims.items(), 1)}
    return claims[choose(_("Claim"), "claim", titles, on_change=forget_guess)]


def _show(claim: Claim, settings: Settings, guess: str, spec: Spec, state: State) -> None:
    """The part that is drawn again while a job goes on."""
    if not claim.quick:
        show_run(spec, state, _("Run it here"), again=claim.timed)  # others would measure the same once more
    try:
        found = find(claim, settings, state)
    except InputError as error:
        show_problem(str(error))
        return
    seen = found.rows if guess else claim.before_guess(found.rows)
    points = clicks_go_to(claim)
    on_click = partial(click, field_of(claim, points), settings[points.name]) if points else None
    first_row, words = st.columns([7, 3])
    draw = partial(claim.pictures, seen, found.settings)
    show_pictures(draw, claim.name, on_click=on_click, first_row=first_row)
    with words, st.container(key="words"):
        _show_verdict(claim, found, guess)
    if guess:
        with st.container(key="why", width=READABLE):
            st.markdown(_(claim.explanation))
            st.caption(sources_of(claim.explanation))


def _show_verdict(claim: Claim, found: Found, guess: str) -> None:
    """The verdict once there is a guess and all is measured."""
    for paragraph in verdict_of(claim, found, guess):
        st.markdown(paragraph)
    if numbers := numbers_of(claim, found, guess):
        with st.expander(_("The numbers")):
            st.markdown(numbers)


def verdict_of(claim: Claim, found: Found, guess: str) -> Iterator[str]:
    """In paragraphs of Markdown: what the rows say, when it holds, how they were got."""
    if not guess:
        yield _("Guess first. Then you see the whole picture and what it shows.")
    elif found.whole:
        verdict = claim.verdict(found.rows, found.settings)
        yield f"{judged(claim, guess, verdict.right)}{_plainly(claim, verdict) or verdict.says}"
        yield _("**When it holds.** {condition}").format(condition=verdict.condition)
    yield found.source


def numbers_of(claim: Claim, found: Found, guess: str) -> str:
    """What was measured, where the verdict is told in plain words; else nothing, as it says the numbers."""
    if not guess or not found.whole:
        return ""
    verdict = claim.verdict(found.rows, found.settings)
    return verdict.says if _plainly(claim, verdict) else ""


def _plainly(claim: Claim, verdict: Verdict) -> str:
    """The sentence of the recap, where the rows bear it out."""
    row = next(row for row in RECAP_ROWS if row.claim == claim.name)
    return f"**{_(row.verdict)}** {_(row.says)}" if verdict.right == row.right else ""


def _lead_on(claim: Claim) -> None:
    """A link to what goes on from here; on the same page the next claim is a move like any other."""
    if claim.leads_to:
        link(_("Go on: see it step by step"), claim.leads_to)
    for following in islice(dropwhile(lambda one: one is not claim, CLAIMS.values()), 1, 2):
        title = _("Next: {title}").format(title=_(following.title))
        if following.page == claim.page:
            st.button(title, type="tertiary", on_click=_go_on_to, args=(following,))
        else:
            link(title, f"/{address_of(following.page)}?claim={following.name}")


def _go_on_to(claim: Claim) -> None:
    st.session_state.update(claim=claim.name, guess="")
