"""Files that nobody asked for do not get in."""

import asyncio

import pytest

from lstmviz.app import navigation
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


def test_a_page_that_takes_files_gets_them(monkeypatch):
    pages = {"load": navigation.Page("Load", "Explore", takes_files=True)}
    monkeypatch.setattr("lstmviz.app.server.uploads.PAGES", pages)
    assert passed(PATH) == (True, 0)


def test_all_else_gets_in():
    assert passed("/_stcore/health") == (True, 0)
