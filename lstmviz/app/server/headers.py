"""The headers of every page: what it may load and from where, and which style the browser fetches ahead."""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lstmviz.app.server.pages import is_page
from lstmviz.app.server.routes import STEPPER_STYLE

INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def inline_scripts() -> str:
    """The hashes by which Streamlit's page may run the scripts that stand in it, and no other may."""
    page = Path(streamlit.__file__).parent / "static" / "index.html"
    scripts = INLINE_SCRIPT.findall(page.read_text(encoding="utf-8"))
    return " ".join(f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in scripts)


# From here only, but for what Streamlit does not work without:
CONTENT_SECURITY_POLICY = {
    "default-src": "'self'",
    "script-src": f"'self' {inline_scripts()} blob:",  # it loads components' modules from blobs
    "style-src": "'self' 'unsafe-inline'",  # it writes its styles into the page as it goes
    "font-src": "'self' data:",  # one of its fonts stands in a style sheet
    "img-src": "'self' data: blob:",  # icons, and pictures drawn for a file
    "frame-ancestors": "'self'",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'none'",  # no page sends one
}
HEADERS = {
    "Content-Security-Policy": "; ".join(map(" ".join, CONTENT_SECURITY_POLICY.items())),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "no-referrer",
    # fetched while Streamlit's own scripts still start; relative, since a proxy may add to the path
    "Link": f"<{STEPPER_STYLE}>; rel=preload; as=style",
}


class PageHeaders:
    """Adds HEADERS to every page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; put the headers on what comes back, if it is a page."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start" and is_page(message):
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, send_with_headers)
