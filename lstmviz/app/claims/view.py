"""The view of a page of claims: which claim, the guess, and where its controls stand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, make_dataclass
from functools import cache
from typing import Any

from lstmviz.app.guess import guess_field
from lstmviz.app.link.fields import link_field, one_of
from lstmviz.app.link.view import View
from lstmviz.claims import CLAIMS
from lstmviz.claims.claim import Claim, Control
from lstmviz.languages import gettext as _


@dataclass(frozen=True)
class ClaimsView(View):
    """Any page's; `view_of` makes the fields. A link holds the controls of the claim shown, no others."""

    def subject(self) -> str:
        """The claim."""
        return _(CLAIMS[self.claim].title)  # type: ignore[attr-defined]

    def link_words(self) -> dict[str, str]:
        """Field -> word: a control is called in the link as it is in its claim."""
        words = {name: name for name in ("claim", "guess")}
        shown: Claim = CLAIMS[self.claim]  # type: ignore[attr-defined]
        return words | {field_of(shown, control): control.name for control in shown.controls}


def claims_of(page: str) -> dict[str, Claim]:
    """The claims of a page, in the order they are told."""
    return {name: claim for name, claim in CLAIMS.items() if claim.page == page}


def field_of(claim: Claim, control: Control) -> str:
    """The view's field of a control, which is also its key in the session; no two claims share one."""
    return f"{claim.name}_{control.name}".replace("-", "_")


@cache
def view_of(page: str) -> type[ClaimsView]:
    """The page's kind of view."""
    claims = claims_of(page)
    fields: list[tuple[str, type, Any]] = [
        ("claim", str, link_field(next(iter(claims)), one_of(claims), entry=True)),
        ("guess", str, guess_field()),
    ]
    for claim in claims.values():
        for control in claim.controls:
            default = link_field(control.start, _reader(control))
            fields.append((field_of(claim, control), object, default))
    return make_dataclass(f"view_of_{page}", fields, bases=(ClaimsView,), frozen=True)


def view_at(claim: Claim, guess: str, settings: Mapping[str, Any]) -> ClaimsView:
    """The view of a claim's page that shows it, its controls standing at these settings."""
    controls = {field_of(claim, one): settings[one.name] for one in claim.controls}
    return view_of(claim.page)(claim=claim.name, guess=guess, **controls)  # type: ignore[call-arg]


def _reader(control: Control) -> Callable[[str, View], Any]:
    return lambda word, view: control.read(word)
