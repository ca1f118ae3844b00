"""Files that nobody asked for do not get in."""

import asyncio
from types import SimpleNamespace

import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from lstmviz.app.navigation import PAGES
from lstmviz.app.server import uploads
from lstmviz.app.server.uploads import Uploads

PATH = "/_stcore/upload_file/a-session/a-file"


@pytest.mark.parametrize("path", [PATH, f"/below/a/prefix{PATH}"])
@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_the_server_refuses_them(get, method, path):
    answer, body = get(path, method=method)
    assert answer.status == 403
    assert body == b"No page takes files."


def passed(path):
    """Whether a file is let through, and how much of it was read."""
    read, let_through = [], []

    async def app(scope, receive, send):
        let_through.append(scope["path"])

    async def receive():
        read.append(1)
        return {"type": "http.request", "body": b"x" * 1000, "more_body": True}

    async def send(message):
        pass

    scope = {"type": "http", "method": "PUT", "path": path, "headers": []}
    asyncio.run(Uploads(app)(scope, receive, send))
    return bool(let_through), len(read)


def test_not_a_byte_of_them_is_read():
    assert passed(PATH) == (False, 0)


def session_at(monkeypatch, *pages):
    """The session `a-session` was shown these pages, one after the other."""
    context = SimpleNamespace(session_id="a-session")
    monkeypatch.setattr(uploads, "get_script_run_ctx", lambda: context)
    for page in pages:
        uploads.expect_files(PAGES[page].takes_files)


def test_the_page_that_takes_files_gets_them_as_long_as_it_is_shown(monkeypatch):
    session_at(monkeypatch, "your_model")
    assert passed(PATH) == (True, 0)
    assert passed(PATH.replace("a-session", "another")) == (False, 0)
    session_at(monkeypatch, "your_model", "step")
    assert passed(PATH) == (False, 0)


@pytest.mark.parametrize("limit", [{"MOST_OF_SESSION": 2}, {"MOST_MEGABYTES": 1.5}])
def test_more_files_than_the_limits_are_refused_unread(monkeypatch, limit):
    session_at(monkeypatch, "your_model")
    held = MemoryUploadedFileManager("")
    server = SimpleNamespace(uploaded_file_mgr=held)
    monkeypatch.setattr(uploads, "runtime", SimpleNamespace(exists=lambda: True, get_instance=lambda: server))
    for name, value in limit.items():
        monkeypatch.setattr(uploads, name, value)
    for number in range(2):
        assert passed(PATH) == (True, 0)
        held.add_file("a-session", UploadedFileRec(str(number), "file.pt", "", bytes(2**20)))
    assert passed(PATH) == (False, 0)


def test_all_else_gets_in():
    assert passed("/_stcore/health") == (True, 0)
