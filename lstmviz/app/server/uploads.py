"""Files from visitors: refused before a byte of one is read, unless the page that is shown takes some."""

import asyncio
from typing import NamedTuple

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config, runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from lstmviz.whole_numbers import typed_whole

UPLOADS = "/_stcore/upload_file/"
MOST_OF_SESSION = 4  # files at once, held and on their way
MOST_MEGABYTES = 512  # of files for all visitors, held and on their way; Streamlit holds them in memory
PATIENCE = 60.0  # seconds that a file on its way may stand still
MOST_SESSIONS = 4096  # that are remembered to be on a page that takes files

_expecting: dict[str, None] = {}  # their ids, the latest last


def expect_files(expected: bool) -> None:
    """Say whether the page that this session is shown takes files."""
    context = get_script_run_ctx()
    if context is None:
        return
    _expecting.pop(context.session_id, None)
    if expected:
        _expecting[context.session_id] = None
        for old in list(_expecting)[:-MOST_SESSIONS]:
            del _expecting[old]


class Coming(NamedTuple):
    """A file on its way."""

    session: str
    size: int  # bytes, as it says; the most that gets in where it says nothing


class Uploads:
    """Streamlit keeps whatever is sent to it in memory, whether a page asked for it or not."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.coming: list[Coming] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, unless it brings a file that no page takes, or one too many."""
        if scope["type"] == "http" and UPLOADS in scope["path"]:
            session = scope["path"].partition(UPLOADS)[2].partition("/")[0]
            if session not in _expecting:
                await PlainTextResponse("No page takes files.", 403)(scope, receive, send)
                return
            if scope["method"] == "PUT":
                await self._take(Coming(session, _size(scope)), scope, receive, send)
                return
        await self.app(scope, receive, send)

    async def _take(self, file: Coming, scope: Scope, receive: Receive, send: Send) -> None:
        if problem := _too_many(file.session, self.coming):
            await PlainTextResponse(problem, 429)(scope, receive, send)
            return
        self.coming.append(file)
        try:
            await self.app(scope, _in_time(receive), send)
        except ClientDisconnect:
            told = PlainTextResponse("The rest of the file did not come. Send it again.", 408)
            await told(scope, receive, send)
        finally:
            self.coming.remove(file)


def _size(scope: Scope) -> int:
    said = typed_whole(Headers(scope=scope).get("content-length", ""))
    return int(config.get_option("server.maxUploadSize")) * 2**20 if said is None else said


def _in_time(receive: Receive) -> Receive:
    """What comes of a file; who sends nothing for too long is taken to be gone."""

    async def received() -> Message:
        try:
            return await asyncio.wait_for(receive(), PATIENCE)
        except TimeoutError:
            return {"type": "http.disconnect"}

    return received


def _too_many(session: str, coming: list[Coming]) -> str:
    """Why no other file gets in; empty where one does."""
    held = runtime.get_instance().uploaded_file_mgr if runtime.exists() else None
    files = held.file_storage if isinstance(held, MemoryUploadedFileManager) else {}
    own = len(files.get(session, {})) + sum(one.session == session for one in coming)
    if own >= MOST_OF_SESSION:
        return f"You have {MOST_OF_SESSION} files here, the limit. Remove one, or load the page again."
    size = sum(len(file.data) for some in list(files.values()) for file in list(some.values()))
    size += sum(one.size for one in coming)
    return "Too many files are here. Try again in a few minutes." if size > MOST_MEGABYTES * 2**20 else ""
