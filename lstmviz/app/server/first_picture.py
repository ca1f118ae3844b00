"""The browser says when a visitor first sees a picture: from then on the server's cores are free for more."""

import asyncio

from starlette.requests import Request
from starlette.responses import Response

PATH = "drawn"
SEEN = asyncio.Event()
SAY_SO = f'window.pictureSeen ??= fetch(new URL("{PATH}", document.baseURI), {{ method: "POST" }})'
"""JavaScript, for a component that has drawn; it says so once a page."""


async def drawn(request: Request) -> Response:
    """Take note of it."""
    SEEN.set()
    return Response(status_code=204)
