"""Files that nobody asked for do not get in."""

import asyncio
from types import SimpleNamespace

import pytest
from starlette.requests import Request
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


def on_their_way(monkeypatch, count, sessions=1, **headers):
    """Whether each of these files gets in while all before it stand still, after their first bytes."""
    context = SimpleNamespace(session_id="")
    monkeypatch.setattr(uploads, "get_script_run_ctx", lambda: context)
    for number in range(sessions):
        context.session_id = f"session {number}"
        uploads.expect_files(True)
    let_in, answers = [], []

    async def app(scope, receive, send):
        let_in.append(scope["path"])
        async for _ in Request(scope, receive).stream():
            pass

    async def sending():
        one = Uploads(app)
        tasks = [asyncio.create_task(send(one, number)) for number in range(count)]
        await asyncio.gather(*tasks)
        return one.coming

    async def send(one, number):
        beginning = [{"type": "http.request", "body": b"x", "more_body": True}]

        async def receive():
            return beginning.pop() if beginning else await asyncio.Event().wait()

        async def answer(message):
            answers.append(message.get("status"))

        path = PATH.replace("a-session", f"session {number % sessions}")
        fields = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        await one({"type": "http", "method": "PUT", "path": path, "headers": fields}, receive, answer)

    monkeypatch.setattr(uploads, "PATIENCE", 0.05)
    left = asyncio.run(sending())
    assert answers.count(408) == len(let_in)
    assert left == []
    return len(let_in)


def test_files_that_stand_still_on_their_way_are_counted_and_given_up(monkeypatch):
    assert on_their_way(monkeypatch, 9) == uploads.MOST_OF_SESSION
    assert on_their_way(monkeypatch, 9, sessions=9) == 9
    assert on_their_way(monkeypatch, 9, sessions=9, content_length=str(200 * 2**20)) == 3
    assert on_their_way(monkeypatch, 40, sessions=40, content_length="-") == 1 + 512 // 32


def test_all_else_gets_in():
    assert passed("/_stcore/health") == (True, 0)
