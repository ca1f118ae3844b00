"""The Markdown of lectures and claims as HTML; markup in it stays text."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt


@cache
def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt  # which no server needs as it starts

    return MarkdownIt("commonmark", {"html": False}).enable("table")


def paragraphs(text: str) -> str:
    """Blocks."""
    return str(_reader().render(text))


def line(text: str) -> str:
    """Without blocks: for a heading, an option."""
    return str(_reader().renderInline(text))
