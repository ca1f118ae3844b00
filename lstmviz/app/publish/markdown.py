"""The Markdown of lectures and claims as HTML; markup in it stays text."""

from markdown_it import MarkdownIt

_READ = MarkdownIt("commonmark", {"html": False}).enable("table")


def paragraphs(text: str) -> str:
    """Blocks."""
    return str(_READ.render(text))


def line(text: str) -> str:
    """Without blocks: for a heading, an option."""
    return str(_READ.renderInline(text))
