"""Files from visitors: refused before a byte of one is read, as long as no page takes any."""

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from lstmviz.app.navigation import PAGES

UPLOADS = "/_stcore/upload_file/"


class Uploads:
    """Streamlit keeps whatever is sent to it in memory, whether a page asked for it or not."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, unless it brings a file that no page takes."""
        brings_file = scope["type"] == "http" and UPLOADS in scope["path"]
        if brings_file and not any(page.takes_files for page in PAGES.values()):
            await PlainTextResponse("No page takes files.", 403)(scope, receive, send)
            return
        await self.app(scope, receive, send)
