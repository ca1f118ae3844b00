"""Views of claim pages: every control is a word, bad ones fall back and are named."""

import pytest

from lstmviz.app.claims.view import claims_of, field_of, view_at, view_of
from lstmviz.app.link.view import link_of, read_link
from lstmviz.claims import CLAIMS

PAGES = sorted({claim.page for claim in CLAIMS.values()})


@pytest.mark.parametrize("page", PAGES)
def test_the_default_view_says_nothing_and_is_the_first_claim_unguessed(page):
    view = view_of(page)()
    assert link_of(view) == {}
    assert (view.claim, view.guess) == (next(iter(claims_of(page))), "")


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)
def test_an_address_gives_its_view_back(claim):
    kind = view_of(claim.page)
    others = {one.name: one.least for one in claim.controls if hasattr(one, "least")}
    others |= {one.name: list(one.options)[-1] for one in claim.controls if hasattr(one, "options")}
    view = view_at(claim, "2", claim.defaults() | others)
    link = link_of(view)
    assert read_link(link, kind) == (view, [])
    assert set(link) <= {"claim", "guess", *(control.name for control in claim.controls)}


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)
def test_a_bad_word_falls_back_and_is_named(claim):
    kind = view_of(claim.page)
    names = [control.name for control in claim.controls]
    view, problems = read_link({"claim": claim.name} | dict.fromkeys([*names, "guess"], "<b>" * 99), kind)
    assert view == kind(claim=claim.name)
    assert len(problems) == len(names) + 1
    assert all(len(problem) < 400 for problem in problems)


def test_no_two_claims_share_a_field():
    names = [field_of(claim, control) for claim in CLAIMS.values() for control in claim.controls]
    assert len(set(names)) == len(names)
    assert all(name.isidentifier() for name in names)


def test_a_link_of_one_claim_does_not_move_the_controls_of_another():
    kind = view_of("cost")
    view, _ = read_link({"claim": "not-parallel", "units": "64", "size": "32"}, kind)
    assert view == kind(claim="not-parallel", not_parallel_units=64)
