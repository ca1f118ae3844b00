"""Where no JavaScript runs, Streamlit's page is empty: a still picture and a sentence stand in it instead."""

import gzip
import re
from functools import cache

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lstmviz.app.server.pages import is_page
from lstmviz.app.step.stepper import FRONT_SCENE
from lstmviz.draw.still import still
from lstmviz.draw.stored_scene import read_scene
from lstmviz.languages import N_, in_every_language, nearest, speak

PICTURE = "still.svg"
NOTHING = re.compile(rb"<noscript>.*?</noscript>", re.DOTALL)
TITLE = N_("lstmviz: look inside a trained LSTM, step by step, beside a vanilla RNN")
SENTENCE = N_(
    "Where JavaScript runs, these pages step and can be changed. This is the first one, standing still: all "
    "gates and states of an LSTM and an RNN over a sequence."
)
SOMETHING = f"""<noscript>
<h1>{in_every_language(TITLE)}</h1>
<p>{in_every_language(SENTENCE)}</p>
<img style="max-width: 100%" src="./{PICTURE}" alt="">
</noscript>""".encode()


@cache
def _front_picture(language: str) -> str:
    speak(language)
    return still(read_scene(FRONT_SCENE, language))


async def front_picture(request: Request) -> Response:
    """The front page's scene as a still picture, in the language that the browser likes best."""
    liked = request.headers.get("Accept-Language", "").split(",")[0]
    headers = {"Vary": "Accept-Language"}
    return Response(_front_picture(nearest(liked)), media_type="image/svg+xml", headers=headers)


class WithoutScripts:
    """Puts the picture into every page that has a place for those without scripts."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; a page that comes back is sent whole, with the picture in it."""
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

        await self.app(scope, receive, send_filled)


def _filled(start: Message, page: bytes) -> bytes:
    """The page with the picture; its headers are made to say so. Of a HEAD or a 304 there is no page."""
    if not page:
        return page
    headers = MutableHeaders(scope=start)
    if headers.get("Content-Encoding") == "gzip":  # Streamlit's; it is packed again on its way out
        page = gzip.decompress(page)
        del headers["Content-Encoding"]
    filled = NOTHING.sub(SOMETHING, page)
    headers["Content-Length"] = str(len(filled))
    return filled
