"""Which answers are pages: what a browser shows by itself, as opposed to scripts, styles and data."""

from starlette.datastructures import MutableHeaders
from starlette.types import Message


def is_page(start: Message) -> bool:
    """Whether an answer that starts so holds HTML."""
    return MutableHeaders(scope=start).get("content-type", "").startswith("text/html")
