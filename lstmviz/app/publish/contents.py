"""What stands on a published stop in place of a page of the app: the same numbers, drawn by the same modules."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from lstmviz.app.lecture.address import address
from lstmviz.app.link.everywhere import Everywhere, apart
from lstmviz.app.link.view import read_link
from lstmviz.app.step.scene import scene
from lstmviz.app.views import VIEWS
from lstmviz.draw.notation import write_in
from lstmviz.draw.stepper import Stepper
from lstmviz.errors import InputError
from lstmviz.languages import gettext as _


@dataclass(frozen=True)
class Part:
    """Something that a module of draw/ shows: see MOUNTS in browser/stop.js."""

    kind: Literal["stepper"]
    content: bytes


@dataclass(frozen=True)
class Contents:
    """What is seen at a link."""

    parts: tuple[Part, ...]


class NotStaticError(InputError):
    """A page that does not stand without a server; says why."""


def contents(link: str) -> Contents:
    """What a link of the app shows. Raises NotStaticError; InputError where a net cannot be had."""
    to = address(link)
    along, words = apart(to.words)
    write_in(read_link(along, Everywhere)[0].letters)
    if to.page not in PAGES:
        raise NotStaticError(_("the page {page} works with a server only").format(page=to.page))
    return PAGES[to.page](read_link(words, VIEWS[to.page])[0])


def _step(view: Any) -> Contents:
    return Contents((Part("stepper", Stepper(scene(view, runs_again=True), view.palette).bytes),))


PAGES: dict[str, Callable[[Any], Contents]] = {"step": _step}
"""By page: its view -> what is shown."""
