"""Streamlit's font of icons, cut from 3,900 (375 kB) to those that it draws itself: our pages name no others.

It is sent in place of the whole one, under the same name, by the very Streamlit that it was cut for;
any other sends its own. `python -m lstmviz.app.server.icon_font` cuts it anew.
"""

from pathlib import Path

import streamlit
from starlette.responses import FileResponse
from starlette.types import ASGIApp, Receive, Scope, Send

FOLDER = Path(__file__).parent
CUT = {f"/static/media/{font.name}": font for font in FOLDER.glob(f"{streamlit.__version__}/*.woff2")}
A_DAY = {
    "Cache-Control": "public, max-age=86400"
}  # not for ever: another Streamlit's cut may have the same name


class IconFont:
    """Answers for Streamlit, which lets no route of ours stand below `/static/`."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the cut font to whoever asks for the whole one."""
        font = CUT.get(scope["path"]) if scope["type"] == "http" else None
        answer = FileResponse(font, media_type="font/woff2", headers=A_DAY) if font else self.app
        await answer(scope, receive, send)
