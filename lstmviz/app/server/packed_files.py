"""What never changes while the server runs is packed once: a hall would have it packed 200 times."""

import asyncio
from posixpath import normpath

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lstmviz.app.navigation import PAGES, address_of
from lstmviz.app.server.pages import is_page

LASTING = ("/static/", "/lib/", "/favicon.png")  # Streamlit's own scripts, the modules of lstmviz, the icon
PAGES_AT = {"/", *(f"/{address_of(name)}" for name in PAGES)}  # each is Streamlit's one page, empty


class PackedFiles:
    """Stands before a middleware that packs, and answers from memory what has been packed before."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.answers: dict[str, tuple[Message, Message]] = {}  # by path, of the files and pages there are
        self._packing = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from memory, or let it be answered and remember that."""
        if not _asks_for_packed_file(scope):
            await self.app(scope, receive, send)
            return
        start, body = self.answers.get(scope["path"]) or await self._pack(scope)
        await send({**start, "headers": [*start["headers"]]})  # a cookie may be added
        await send(body)

    async def _pack(self, scope: Scope) -> tuple[Message, Message]:
        """Whoever asks for a file while it is packed waits for that; one at a time is packed anyway."""
        async with self._packing:
            return self.answers.get(scope["path"]) or await self._ask(scope)

    async def _ask(self, scope: Scope) -> tuple[Message, Message]:
        messages: list[Message] = []

        async def collect(message: Message) -> None:
            messages.append(message)

        await self.app(scope, _stay, collect)
        start, *parts = messages
        body = b"".join(part.get("body", b"") for part in parts)
        MutableHeaders(scope=start)["Content-Length"] = str(len(body))
        answer = start, {"type": "http.response.body", "body": body}
        lasts = scope["path"] in PAGES_AT or not is_page(start)  # Streamlit has a page for any path
        if start["status"] == 200 and lasts:
            self.answers[scope["path"]] = answer
        return answer


async def _stay() -> Message:
    """Nothing is heard of a visitor who leaves: half a file would be remembered for all."""
    return await asyncio.get_running_loop().create_future()  # type: ignore[no-any-return]


def _asks_for_packed_file(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    if not scope["path"].startswith(LASTING) and scope["path"] not in PAGES_AT:
        return False
    headers: dict[bytes, bytes] = dict(scope["headers"])
    whole = headers.keys().isdisjoint((b"range", b"if-none-match", b"if-modified-since"))
    one_path_a_file = normpath(scope["path"]) == scope["path"]
    return whole and one_path_a_file and b"gzip" in headers.get(b"accept-encoding", b"")
