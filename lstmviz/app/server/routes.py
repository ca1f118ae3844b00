"""Addresses beside Streamlit's own: JavaScript modules, the tab's icon, the front page, the notes, a hall."""

from collections.abc import Callable
from functools import cache, partial
from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles

from lstmviz.app.lecture.notes import notes
from lstmviz.app.server import modules
from lstmviz.app.server.first_picture import PATH, drawn
from lstmviz.app.server.following import follow, join, lead
from lstmviz.app.server.way_in import way_in
from lstmviz.app.server.without_scripts import PICTURE, front_picture
from lstmviz.draw import inside, stepper
from lstmviz.languages import LANGUAGES, for_browser, speak

DRAW = Path(__file__).parents[2] / "draw"
ICON = Path(__file__).with_name("icon.svg")
STEPPER_STYLE = "lib/stepper.css"
LECTURE = Path(__file__).parents[1] / "lecture" / "browser"


async def step(request: Request) -> RedirectResponse:
    """Send on to ".", the only address by which Streamlit knows its default page."""
    return RedirectResponse(f".?{request.url.query}" if request.url.query else ".")


async def icon(request: Request) -> FileResponse:
    """In place of Streamlit's own; a `page_icon` of the script would take 0.1 s of the first picture."""
    return FileResponse(ICON, media_type="image/svg+xml")


@cache
def made_once(make: Callable[[], str]) -> tuple[bytes, str]:
    """A file and its entity tag, which stay what they are as long as the server runs."""
    content = make().encode()
    return content, f'"{sha256(content).hexdigest()}"'


async def made(make: Callable[[], str], kind: str, request: Request) -> Response:
    """A file that stands on no disk; whoever has it already is not sent it again."""
    content, tag = made_once(make)
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if request.headers.get("If-None-Match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=kind, headers=headers)


async def texts(request: Request) -> Response:
    """What the modules say in a language; a file, so that it is sent once and not with every message."""
    name = request.path_params["language"]
    if name not in LANGUAGES:
        return PlainTextResponse("", 404)
    speak(name)
    return JSONResponse(for_browser())


MADE: dict[str, tuple[Callable[[], str], str]] = {
    STEPPER_STYLE: (stepper.style, "text/css"),
    modules.PATH: (modules.modules, "text/javascript"),
    # empty pages, as text: the browser fills and saves them
    "lib/standalone/stepper.html": (stepper.empty_page, "text/plain"),
    "lib/standalone/inside.html": (inside.empty_page, "text/plain"),
}

ROUTES: list[BaseRoute] = [
    Route("/step", step),
    Route("/favicon.png", icon),
    Route(f"/{PICTURE}", front_picture),
    *(Route(f"/{path}", partial(made, make, kind)) for path, (make, kind) in MADE.items()),
    Route("/lib/languages/{language}.json", texts),
    Route("/notes", notes),
    Route(f"/{PATH}", drawn, methods=["POST"]),
    Route("/lead", lead),
    Route("/join", join),
    Route("/way-in", way_in),
    WebSocketRoute("/follow", follow),
    Mount("/lib/lecture", StaticFiles(directory=LECTURE)),
    Mount("/lib/plotly", StaticFiles(directory=DRAW / "plotly")),
]
