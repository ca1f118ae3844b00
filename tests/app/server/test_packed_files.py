"""What never changes is packed once, and what comes back is what was packed."""

import asyncio
import gzip
from pathlib import Path

import pytest
import streamlit
from starlette.responses import FileResponse, PlainTextResponse

from lstmviz.app.server import modules
from lstmviz.app.server.packed_files import PackedFiles


@pytest.fixture(scope="module")
def streamlit_script():
    """The path of the largest of Streamlit's own scripts."""
    scripts = (Path(streamlit.__file__).parent / "static" / "static" / "js").iterdir()
    return f"/static/js/{max(scripts, key=lambda script: script.stat().st_size).name}"


@pytest.mark.parametrize("path", ["/lib/plotly/plotly.min.js", f"/{modules.PATH}", None])
def test_what_lasts_is_packed_and_the_same_first_and_again(get, path, streamlit_script):
    path = path or streamlit_script
    plain = get(path)[1]
    for _ in range(2):
        answer, packed = get(path, **{"Accept-Encoding": "gzip"})
        assert answer.headers["Content-Encoding"] == "gzip"
        assert int(answer.headers["Content-Length"]) == len(packed) < len(plain)
        assert gzip.decompress(packed) == plain
    assert get(path)[1] == plain
    etag = answer.headers["ETag"]
    assert get(path, **{"Accept-Encoding": "gzip", "If-None-Match": etag})[0].status == 304
    assert get(path, **{"Accept-Encoding": "gzip", "Range": "bytes=0-9"})[1] in (plain[:10], packed)


SCOPE = {"type": "http", "method": "GET", "path": "/lib/a.js", "headers": [(b"accept-encoding", b"gzip")]}


async def slowly(message):
    await asyncio.sleep(0)


def remembered(answer, *paths):
    """The paths that are remembered once they have been asked for."""
    packed = PackedFiles(answer)

    async def send(message):
        pass

    async def ask():
        for path in paths:
            headers = [(b"accept-encoding", b"gzip")]
            await packed({"type": "http", "method": "GET", "path": path, "headers": headers}, None, send)

    asyncio.run(ask())
    return list(packed.answers)


def test_only_files_are_remembered_and_each_once():
    file = "/static/a.js"
    others = "/static//a.js", "/static/./a.js", "/static/../static/a.js", "/elsewhere"
    assert remembered(PlainTextResponse("text"), file, file, *others) == [file]
    assert remembered(PlainTextResponse("icon"), "/favicon.png") == ["/favicon.png"]
    assert remembered(PlainTextResponse("text", 404), file) == []
    page = PlainTextResponse("text", media_type="text/html")
    assert remembered(page, file, "/", "/nowhere", "/what-if") == ["/", "/what-if"]


def test_a_hall_that_asks_for_a_file_at_once_has_it_packed_once():
    asked = []

    async def file(scope, receive, send):
        asked.append(scope["path"])
        await asyncio.sleep(0)
        await PlainTextResponse("text")(scope, receive, send)

    async def come():
        packed = PackedFiles(file)
        await asyncio.gather(*(packed(SCOPE, None, slowly) for _ in range(5)))

    asyncio.run(come())
    assert asked == ["/lib/a.js"]


def test_a_visitor_who_leaves_half_way_leaves_the_file_whole_for_all_others(tmp_path):
    file = tmp_path / "a.js"
    file.write_bytes(bytes(1_000_000))
    packed = PackedFiles(FileResponse(file))

    async def gone():
        return {"type": "http.disconnect"}

    asyncio.run(asyncio.wait_for(packed(SCOPE, gone, slowly), 30))
    ((_, body),) = packed.answers.values()
    assert len(body["body"]) == 1_000_000
