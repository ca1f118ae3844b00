"""The view of a page of claims: which claim, the guess, and every control of every claim on the page."""

from collections.abc import Callable
from dataclasses import make_dataclass
from functools import cache
from typing import Any

from lstmviz.app.guess import guess_field
from lstmviz.app.link.fields import link_field, one_of
from lstmviz.app.link.view import View
from lstmviz.claims import CLAIMS
from lstmviz.claims.claim import Claim, Control


def claims_of(page: str) -> dict[str, Claim]:
    """The claims of a page, in the order they are told."""
    return {name: claim for name, claim in CLAIMS.items() if claim.page == page}


@cache
def view_of(page: str) -> type[View]:
    """The page's kind of view; its words are `claim`, `guess` and the controls' names."""
    claims = claims_of(page)
    fields: list[tuple[str, type, Any]] = [
        ("claim", str, link_field(next(iter(claims)), one_of(claims))),
        ("guess", str, guess_field()),
    ]
    for control in (control for claim in claims.values() for control in claim.controls):
        fields.append((control.name, object, link_field(control.start, _reader(control))))
    return make_dataclass(f"View of {page}", fields, bases=(View,), frozen=True)


def _reader(control: Control) -> Callable[[str, View], Any]:
    return lambda word, view: control.read(word)
