"""The cookie that names a visitor: random, of this browser session only, the same in all its tabs."""

from secrets import token_urlsafe

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lstmviz.app.server.pages import is_page

COOKIE = "lstmviz"
# No Max-Age: it is gone with the browser's session. No Path: it holds below the prefix that a proxy adds.
RULES = "HttpOnly; SameSite=Lax"


class VisitorCookie:
    """Gives a name to whoever opens a page without one; app/visitor.py reads it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; put the cookie on what comes back, if it is a page for someone new."""

        async def send_with_cookie(message: Message) -> None:
            starts_page = message["type"] == "http.response.start" and is_page(message)
            if starts_page and COOKIE not in HTTPConnection(scope).cookies:
                MutableHeaders(scope=message).append("Set-Cookie", _new_cookie(scope))
            await send(message)

        await self.app(scope, receive, send_with_cookie)


def _new_cookie(scope: Scope) -> str:
    rules = f"{RULES}; Secure" if scope["scheme"] == "https" else RULES  # or as the proxy says that it was
    return f"{COOKIE}={token_urlsafe()}; {rules}"
