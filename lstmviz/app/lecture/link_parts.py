"""A link of the app, taken apart: which page, which words of its link, and where its stepper stands."""

from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from lstmviz.app.navigation import FRONT, PAGES, address_of, name_of
from lstmviz.errors import InputError


class LinkParts(NamedTuple):
    """A view of the app."""

    page: str  # a key of PAGES
    words: dict[str, str]
    place: str  # "#t=12&u=7", or "": the browser's part

    def __str__(self) -> str:
        path = "/" if self.page == FRONT else f"/{address_of(self.page)}"
        return path + (f"?{urlencode(self.words)}" if self.words else "") + self.place


def link_parts(link: str) -> LinkParts:
    """The parts of "/what-if?task=recall#t=12". Raises InputError where there is no such page."""
    parts = urlsplit(link)
    page = name_of(parts.path)
    if page not in PAGES:
        known = ", ".join("/" if name == FRONT else f"/{address_of(name)}" for name in PAGES)
        raise InputError(
            "There is no page {page}; the pages are {known}.", page=repr(parts.path), known=known
        )
    return LinkParts(page, dict(parse_qsl(parts.query)), f"#{parts.fragment}" if parts.fragment else "")
