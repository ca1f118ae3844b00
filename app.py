"""lstmviz as an ASGI app: `streamlit run app.py` starts it as it is, and so does `uvicorn app:app`.

Nothing heavy is imported here: the server answers at once, and loads torch while the browser loads the page.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from posixpath import normpath
from secrets import token_urlsafe

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HERE = Path(__file__).parent
DRAW = HERE / "lstmviz" / "draw"
MODULES = ("stepper", "scalar", "chart", "plotly")  # folders of JavaScript
LASTING = ("/static/", "/lib/")  # where files lie that stay as they are while the server runs
SECONDS_TO_FIRST_PICTURE = 10  # after the server has made it, in the browser of the first visitor
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
        ["</lib/plotly/plotly.min.js>; rel=preload; as=script"]
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
            if message["type"] == "http.response.start" and _is_page(message):
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                if VISITOR not in HTTPConnection(scope).cookies:
                    headers.append("Set-Cookie", f"{VISITOR}={token_urlsafe()}; {COOKIE_RULES}")
            await send(message)

        await self.app(scope, receive, send_with_headers)


def _is_page(start: Message) -> bool:
    return MutableHeaders(scope=start).get("content-type", "").startswith("text/html")


class Kept:
    """Keeps packed what never changes: a hall that opens the page would have it packed 200 times."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.answers: dict[str, tuple[Message, Message]] = {}  # by path, of the files there are

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from what is kept, or let it be answered and keep that."""
        if not _asks_for_lasting(scope):
            await self.app(scope, receive, send)
            return
        for message in self.answers.get(scope["path"]) or await self._ask(scope, receive):
            await send(message)

    async def _ask(self, scope: Scope, receive: Receive) -> tuple[Message, Message]:
        messages: list[Message] = []

        async def collect(message: Message) -> None:
            messages.append(message)

        await self.app(scope, receive, collect)
        start, *parts = messages
        body = b"".join(part.get("body", b"") for part in parts)
        MutableHeaders(scope=start)["Content-Length"] = str(len(body))
        answer = start, {"type": "http.response.body", "body": body}
        if start["status"] == 200 and not _is_page(start):  # Streamlit has a page for any path
            self.answers[scope["path"]] = answer
        return answer


def _asks_for_lasting(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith(LASTING):
        return False
    headers = MutableHeaders(scope=scope)
    whole = not {"range", "if-none-match", "if-modified-since"}.intersection(headers.keys())
    one_path_a_file = normpath(scope["path"]) == scope["path"]
    return whole and one_path_a_file and "gzip" in headers.get("Accept-Encoding", "")


async def step(request: Request) -> RedirectResponse:
    """The front page by its name: Streamlit knows its default page by "/" only."""
    return RedirectResponse(request.url.replace(path="/"))


@asynccontextmanager
async def warm_up(app: st.App) -> AsyncIterator[None]:
    """Make the first picture before the first visitor asks for it; when they see it, get ready for jobs."""
    getting_ready = asyncio.create_task(get_ready())
    yield
    getting_ready.cancel()
    await asyncio.gather(getting_ready, return_exceptions=True)  # what failed is told on the page


async def get_ready() -> None:
    """One after the other: what is loaded for jobs would take the cores from the first picture."""
    await asyncio.to_thread(make_first_picture)
    await asyncio.sleep(SECONDS_TO_FIRST_PICTURE)
    await asyncio.to_thread(get_ready_for_jobs)


def make_first_picture() -> None:
    """Load torch and keep the front page's scene for whoever comes first."""
    from lstmviz.app.scenes import stepper
    from lstmviz.app.view import StepView

    stepper(StepView())


def get_ready_for_jobs() -> None:
    """Load it beside the server, once more."""
    from lstmviz.app.running import jobs

    jobs().get_ready()


app = st.App(
    HERE / "lstmviz" / "app" / "shell.py",
    middleware=[Middleware(Kept), Middleware(GZipMiddleware, minimum_size=1000), Middleware(Headers)],
    routes=[
        Route("/step", step),
        *(Mount(f"/lib/{name}", StaticFiles(directory=DRAW / name)) for name in MODULES),
    ],
    lifespan=warm_up,
)
