"""The server as it is started: its headers, its routes, its settings."""

import gzip
import json
import subprocess
import sys
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest
import streamlit
from plotly.offline import get_plotlyjs_version

ROOT = Path(__file__).parents[1]
PLOTLY = ROOT / "lstmviz" / "draw" / "plotly" / "plotly.min.js"
MODULES = sorted(path.name for path in (ROOT / "lstmviz" / "draw" / "stepper").glob("*.js"))


def get(server, path, method="GET", **headers):
    """The answer to a path sent as it is, dots and all, and its body."""
    with closing(HTTPConnection(server.removeprefix("http://"), timeout=30)) as connection:
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        return answer, answer.read()


@pytest.fixture(scope="module")
def front(server):
    return get(server, "/")[0].headers


@pytest.mark.parametrize(
    "rule",
    [
        "default-src 'self'",
        "object-src 'none'",
        "frame-ancestors 'self'",
        "base-uri 'self'",
        "connect-src 'self'",
    ],
)
def test_the_page_may_load_from_here_only(front, rule):
    assert rule in front["Content-Security-Policy"]
    assert "http:" not in front["Content-Security-Policy"]
    assert "*" not in front["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "SAMEORIGIN"),
        ("Referrer-Policy", "no-referrer"),
    ],
)
def test_headers_of_the_page(front, name, value):
    assert front[name] == value


def test_the_headers_are_on_every_page(server):
    assert get(server, "/what-if")[0].headers["Content-Security-Policy"]


def test_plotly_is_of_the_installed_one_s_version_and_comes_gzipped(server):
    answer, body = get(server, "/lib/plotly/plotly.min.js", **{"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "javascript" in answer.headers["Content-Type"]
    version = get_plotlyjs_version()
    renew = f"npm pack plotly.js-cartesian-dist-min@{version}; its file belongs to {PLOTLY}"
    assert gzip.decompress(body) == PLOTLY.read_bytes()
    assert f"(cartesian - minified) v{version}\n" in PLOTLY.read_text(encoding="utf-8")[:200], renew
    assert len(body) < 600_000


@pytest.mark.parametrize("module", MODULES)
def test_the_stepper_s_modules_are_served_and_announced(server, front, module):
    answer, body = get(server, f"/lib/stepper/{module}")
    assert answer.status == 200
    assert "javascript" in answer.headers["Content-Type"]
    assert body == (ROOT / "lstmviz" / "draw" / "stepper" / module).read_bytes()
    assert f"</lib/stepper/{module}>; rel=modulepreload" in front["Link"]


@pytest.mark.parametrize(
    "path",
    [
        "../figures.py",
        "../../../app.py",
        "..%2ffigures.py",
        "%2e%2e/%2e%2e/errors.py",
        "//etc/passwd",
        "nothing.js",
    ],
)
def test_nothing_else_can_be_asked_for(server, path):
    answer, body = get(server, f"/lib/stepper/{path}")
    assert b"import" not in body or answer.headers["Content-Type"].startswith("text/html")
    assert b"root:" not in body
    assert answer.status in (404, 400) or answer.headers["Content-Type"].startswith("text/html")


@pytest.fixture(scope="module")
def streamlit_script():
    """The path of the largest of Streamlit's own scripts."""
    scripts = (Path(streamlit.__file__).parent / "static" / "static" / "js").iterdir()
    return f"/static/js/{max(scripts, key=lambda script: script.stat().st_size).name}"


@pytest.mark.parametrize("path", ["/lib/plotly/plotly.min.js", "/lib/stepper/stepper.js", None])
def test_what_lasts_is_packed_and_the_same_first_and_again(server, path, streamlit_script):
    path = path or streamlit_script
    plain = get(server, path)[1]
    for _ in range(2):
        answer, packed = get(server, path, **{"Accept-Encoding": "gzip"})
        assert answer.headers["Content-Encoding"] == "gzip"
        assert int(answer.headers["Content-Length"]) == len(packed) < len(plain)
        assert gzip.decompress(packed) == plain
    assert get(server, path)[1] == plain
    etag = answer.headers["ETag"]
    assert get(server, path, **{"Accept-Encoding": "gzip", "If-None-Match": etag})[0].status == 304
    assert get(server, path, **{"Accept-Encoding": "gzip", "Range": "bytes=0-9"})[1] in (plain[:10], plain)


KEEPING = """
import asyncio, app
from starlette.responses import PlainTextResponse

def kept_of(answer, *paths):
    kept = app.Kept(answer)
    async def send(message): pass
    for path in paths:
        headers = [(b"accept-encoding", b"gzip")]
        scope = {"type": "http", "method": "GET", "path": path, "headers": headers}
        asyncio.run(kept(scope, None, send))
    return list(kept.answers)

file = "/static/a.js"
others = "/static//a.js", "/static/./a.js", "/static/../static/a.js", "/elsewhere"
assert kept_of(PlainTextResponse("text"), file, file, *others) == [file]
assert kept_of(PlainTextResponse("text", 404), file) == []
assert kept_of(PlainTextResponse("text", media_type="text/html"), file) == []
"""


def test_only_files_are_kept_and_each_once():
    subprocess.run([sys.executable, "-W", "ignore", "-c", KEEPING], cwd=ROOT, check=True)


@pytest.mark.parametrize("path", ["/lib/plotly/plotly.min.js", "/lib/stepper/stepper.js"])
def test_what_is_served_cannot_be_written(server, path):
    assert get(server, path, method="POST")[0].status in (403, 404, 405)


SETTINGS = {
    "server.address": "127.0.0.1",
    "server.maxUploadSize": 16,
    "server.maxMessageSize": 64,
    "server.enableXsrfProtection": True,
    "server.enableStaticServing": False,
    "server.fileWatcherType": "none",
    "runner.postScriptGC": False,
    "runner.magicEnabled": False,
    "client.showErrorDetails": "none",
    "client.toolbarMode": "viewer",
    "browser.gatherUsageStats": False,
}


PRINTED = f"""
import json, app, torch
from streamlit import config
from lstmviz.app import scenes
settings = {{name: config.get_option(name) for name in {list(SETTINGS)}}}
print(json.dumps(settings | {{"threads": torch.get_num_threads()}}))
"""


@pytest.fixture(scope="module")
def effective():
    """What Streamlit and torch are set to once the app is imported in the project's folder."""
    command = [sys.executable, "-W", "ignore", "-c", PRINTED]
    return json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)


@pytest.mark.parametrize(("name", "value"), [*SETTINGS.items(), ("threads", 1)])
def test_shipped_settings_take_hold(effective, name, value):
    assert effective[name] == value


def test_the_app_itself_loads_nothing_heavy():
    script = "import app, sys; assert not {'torch', 'pandas'} & set(sys.modules)"
    subprocess.run([sys.executable, "-W", "ignore", "-c", script], cwd=ROOT, check=True)


def test_a_visitor_gets_a_name_on_the_first_page_and_keeps_it(server):
    cookie = get(server, "/what-if")[0].headers["Set-Cookie"]
    name, *rules = cookie.split("; ")
    assert len(name) > len("lstmviz=") + 30
    assert {"Path=/", "HttpOnly", "SameSite=Lax"} == set(rules)
    assert get(server, "/what-if")[0].headers["Set-Cookie"] != cookie
    assert "Set-Cookie" not in get(server, "/", Cookie=name)[0].headers
    assert "Set-Cookie" not in get(server, "/lib/stepper/stepper.js")[0].headers
