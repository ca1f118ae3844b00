"""Files from visitors: refused before a byte of one is read, unless the page that is shown takes some."""

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

UPLOADS = "/_stcore/upload_file/"
MOST_OF_SESSION = 4  # files held at once
MOST_MEGABYTES = 512  # of files held for all visitors; Streamlit holds them in memory
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


class Uploads:
    """Streamlit keeps whatever is sent to it in memory, whether a page asked for it or not."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, unless it brings a file that no page takes, or one too many."""
        if scope["type"] == "http" and UPLOADS in scope["path"]:
            session = scope["path"].partition(UPLOADS)[2].partition("/")[0]
            if session not in _expecting:
                await PlainTextResponse("No page takes files.", 403)(scope, receive, send)
                return
            if scope["method"] == "PUT" and (problem := _too_many(session)):
                await PlainTextResponse(problem, 429)(scope, receive, send)
                return
        await self.app(scope, receive, send)


def _too_many(session: str) -> str:
    """Why no other file gets in; empty where one does."""
    held = runtime.get_instance().uploaded_file_mgr if runtime.exists() else None
    if not isinstance(held, MemoryUploadedFileManager):
        return ""
    if len(held.file_storage.get(session, {})) >= MOST_OF_SESSION:
        return f"You have {MOST_OF_SESSION} files here, the limit. Remove one, or load the page again."
    size = sum(len(file.data) for files in list(held.file_storage.values()) for file in list(files.values()))
    return "Too many files are here. Try again in a few minutes." if size > MOST_MEGABYTES * 2**20 else ""
