"""lstmviz as an ASGI app: `streamlit run app.py` starts it as it is, and so does `uvicorn app:app`.

Nothing heavy is imported here: the server answers at once, and loads torch while the browser loads the page.
"""

import asyncio
import gzip
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from secrets import token_urlsafe

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HERE = Path(__file__).parent
DRAW = HERE / "lstmviz" / "draw"
MODULES = ("stepper", "scalar", "chart")  # folders of JavaScript
VISITOR = "lstmviz"  # the name of the cookie
COOKIE_RULES = "Path=/; HttpOnly; SameSite=Lax"  # and gone with the browser's session
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; "
    "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "  # Streamlit loads components from blobs
    "style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data: blob:; "
    "connect-src 'self' ws: wss:; worker-src 'self' blob:; "
    "frame-ancestors 'self'; object-src 'none'; base-uri 'self'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "no-referrer",
    # The browser fetches these while Streamlit's own scripts still start.
    "Link": ", ".join(
        ["</lib/plotly.min.js>; rel=preload; as=script"]
        + [f"</lib/stepper/{module.name}>; rel=modulepreload" for module in (DRAW / "stepper").glob("*.js")]
        + ["</lib/chart/chart.js>; rel=modulepreload"]
    ),
}


class Headers:
    """Adds HEADERS to every page, and a name for whoever has none yet; see lstmviz/app/visitor.py."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; put the headers on what comes back, if it is HTML."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html"):
                    headers.update(HEADERS)
                    if VISITOR not in HTTPConnection(scope).cookies:
                        headers.append("Set-Cookie", f"{VISITOR}={token_urlsafe()}; {COOKIE_RULES}")
            await send(message)

        await self.app(scope, receive, send_with_headers)


async def plotly(request: Request) -> Response:
    """The plotly.js that stepper, charts and exported files share."""
    headers = {"Content-Encoding": "gzip", "Cache-Control": "public, max-age=86400"}
    return Response(await asyncio.to_thread(packed_plotly), media_type="text/javascript", headers=headers)


@cache
def packed_plotly() -> bytes:
    """Packed once: a hall that opens the page at the same time would have it packed 200 times."""
    return gzip.compress((DRAW / "plotly" / "plotly.min.js").read_bytes(), 9, mtime=0)


async def step(request: Request) -> RedirectResponse:
    """The front page by its name: Streamlit knows its default page by "/" only."""
    return RedirectResponse(request.url.replace(path="/"))


@asynccontextmanager
async def warm_up(app: st.App) -> AsyncIterator[None]:
    """Make the first picture before the first visitor asks for it."""
    first = asyncio.create_task(asyncio.to_thread(first_picture))
    yield
    await asyncio.gather(first, return_exceptions=True)  # what failed is told on the page


def first_picture() -> None:
    """Load torch and keep the front page's scene for whoever comes first; then be ready for jobs."""
    from lstmviz.app.running import jobs
    from lstmviz.app.scenes import stepper
    from lstmviz.app.view import StepView

    stepper(StepView())
    jobs()


app = st.App(
    HERE / "lstmviz" / "app" / "shell.py",
    middleware=[Middleware(GZipMiddleware, minimum_size=1000), Middleware(Headers)],
    routes=[
        Route("/step", step),
        Route("/lib/plotly.min.js", plotly),
        *(Mount(f"/lib/{name}", StaticFiles(directory=DRAW / name)) for name in MODULES),
    ],
    lifespan=warm_up,
)
