"""The body of every page, Streamlit's and empty: our modules and style; a picture where scripts are off."""

import re
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lstmviz.app.server import modules
from lstmviz.app.server.pages import is_page
from lstmviz.app.server.without_scripts import NOSCRIPT

ASKS_FOR_SCRIPTS = re.compile(rb"<noscript>.*?</noscript>", re.DOTALL)
STYLE = (Path(__file__).parents[1] / "page.css").read_text(encoding="utf-8")  # else sent with every run
# Linking the modules takes a browser 0.1 s, much of it waiting, in which Streamlit's scripts can start.
OURS = f"""{NOSCRIPT}
<style>{STYLE}</style>
<script type="module" async src="./{modules.PATH}"></script>""".encode()


class PageBody:
    """Fills every page where Streamlit asks for scripts to be allowed."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; a page that comes back is sent whole, filled."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        start: Message = {}
        page = b""

        async def send_filled(message: Message) -> None:
            nonlocal start, page
            if message["type"] == "http.response.start" and is_page(message):
                start = message
            elif not start:
                await send(message)
            else:
                page += message.get("body", b"")
                if not message.get("more_body"):
                    filled = _filled(start, page)
                    await send(start)
                    await send({"type": "http.response.body", "body": filled})

        await self.app(_unpacked(scope), receive, send_filled)


def _unpacked(scope: Scope) -> Scope:
    """The request, for a page that Streamlit does not pack: it is packed on its way out, filled."""
    headers = [field for field in scope["headers"] if field[0] != b"accept-encoding"]
    return {**scope, "headers": headers}


def _filled(start: Message, page: bytes) -> bytes:
    """The page with what is ours; its headers are made to say so. Of a HEAD or a 304 there is no page."""
    if not page:
        return page
    filled = ASKS_FOR_SCRIPTS.sub(OURS, page)
    MutableHeaders(scope=start)["Content-Length"] = str(len(filled))
    return filled
