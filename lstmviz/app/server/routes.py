"""Addresses beside Streamlit's own: JavaScript modules, the tab's icon, the front page, the notes, a hall."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles

from lstmviz.app.lecture.notes import notes
from lstmviz.app.server.first_picture import PATH, drawn
from lstmviz.app.server.following import follow, join, lead
from lstmviz.app.server.way_in import way_in
from lstmviz.app.server.without_scripts import PICTURE, front_picture
from lstmviz.draw import inside, stepper
from lstmviz.languages import LANGUAGES, for_browser, speak

DRAW = Path(__file__).parents[2] / "draw"
ICON = Path(__file__).with_name("icon.svg")
EMPTY_PAGES = {"stepper": stepper.empty_page, "inside": inside.empty_page}
STEPPER_STYLE = "lib/stepper.css"
LECTURE = Path(__file__).parents[1] / "lecture" / "browser"
MODULES = ("stepper", "inside", "chart", "take_away", "plotly", "text")  # folders of JavaScript


async def step(request: Request) -> RedirectResponse:
    """Send on to ".", the only address by which Streamlit knows its default page."""
    return RedirectResponse(f".?{request.url.query}" if request.url.query else ".")


async def icon(request: Request) -> FileResponse:
    """In place of Streamlit's own; a `page_icon` of the script would take 0.1 s of the first picture."""
    return FileResponse(ICON, media_type="image/svg+xml")


async def empty_page(make: Callable[[], str], request: Request) -> PlainTextResponse:
    """A page of its own without content, as text: the browser fills and saves it."""
    return PlainTextResponse(make())


async def texts(request: Request) -> Response:
    """What the modules say in a language; a file, so that it is sent once and not with every message."""
    name = request.path_params["language"]
    if name not in LANGUAGES:
        return PlainTextResponse("", 404)
    speak(name)
    return JSONResponse(for_browser())


async def stepper_style(request: Request) -> Response:
    """As a file, so that it is sent once and not with every change of a scene."""
    return Response(stepper.style(), media_type="text/css")


ROUTES: list[BaseRoute] = [
    Route("/step", step),
    Route("/favicon.png", icon),
    Route(f"/{PICTURE}", front_picture),
    *(Route(f"/lib/standalone/{name}.html", partial(empty_page, make)) for name, make in EMPTY_PAGES.items()),
    Route(f"/{STEPPER_STYLE}", stepper_style),
    Route("/lib/languages/{language}.json", texts),
    Route("/notes", notes),
    Route(f"/{PATH}", drawn, methods=["POST"]),
    Route("/lead", lead),
    Route("/join", join),
    Route("/way-in", way_in),
    WebSocketRoute("/follow", follow),
    Mount("/lib/lecture", StaticFiles(directory=LECTURE)),
    *(Mount(f"/lib/{name}", StaticFiles(directory=DRAW / name)) for name in MODULES),
]
