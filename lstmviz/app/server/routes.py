"""Addresses beside Streamlit's own: the JavaScript modules, and the front page by its name."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from lstmviz.app.server.first_picture import PATH, drawn

DRAW = Path(__file__).parents[2] / "draw"
MODULES = ("stepper", "scalar", "chart", "plotly")  # folders of JavaScript


async def step(request: Request) -> RedirectResponse:
    """Send on to ".", the only address by which Streamlit knows its default page."""
    return RedirectResponse(f".?{request.url.query}" if request.url.query else ".")


ROUTES: list[BaseRoute] = [
    Route("/step", step),
    Route(f"/{PATH}", drawn, methods=["POST"]),
    *(Mount(f"/lib/{name}", StaticFiles(directory=DRAW / name)) for name in MODULES),
]
