"""The JavaScript modules have addresses of their own, and nothing else has."""

import gzip
import json

import pytest
from plotly.offline import get_plotlyjs_version

from lstmviz.app.server import modules
from lstmviz.app.server.routes import DRAW, ICON, LECTURE, STEPPER_STYLE
from lstmviz.draw.stepper import style
from lstmviz.languages import LANGUAGES, browser_texts

PLOTLY = DRAW / "plotly" / "plotly.min.js"


def test_plotly_is_of_the_installed_one_s_version_and_comes_gzipped(get):
    answer, body = get("/lib/plotly/plotly.min.js", **{"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "javascript" in answer.headers["Content-Type"]
    version = get_plotlyjs_version()
    renew = f"npm pack plotly.js-cartesian-dist-min@{version}; its file belongs to {PLOTLY}"
    assert gzip.decompress(body) == PLOTLY.read_bytes()
    assert f"(cartesian - minified) v{version}\n" in PLOTLY.read_text(encoding="utf-8")[:200], renew
    assert len(body) < 600_000


def test_the_modules_of_the_pages_are_one_file(get):
    answer, body = get(f"/{modules.PATH}")
    assert "javascript" in answer.headers["Content-Type"]
    assert body.decode() == modules.modules()


@pytest.mark.parametrize("file", ["card.js", "notes.js", "notes.css"])
def test_the_modules_of_lectures_are_served(get, file):
    answer, body = get(f"/lib/lecture/{file}")
    assert answer.status == 200
    assert body == (LECTURE / file).read_bytes()


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
def test_nothing_else_can_be_asked_for(get, path):
    answer, body = get(f"/lib/plotly/{path}")
    assert b"import" not in body or answer.headers["Content-Type"].startswith("text/html")
    assert b"root:" not in body
    assert answer.status in (404, 400) or answer.headers["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("path", ["/lib/plotly/plotly.min.js", f"/{modules.PATH}"])
def test_what_is_served_cannot_be_written(get, path):
    assert get(path, method="POST")[0].status in (403, 404, 405)


def test_the_front_page_has_a_name_too(get):
    answer, _ = get("/step?task=anbn")
    assert answer.status == 307
    assert answer.headers["Location"] == ".?task=anbn"


def test_the_stepper_s_style_is_a_file_of_its_own_fetched_ahead(get):
    answer, body = get(f"/{STEPPER_STYLE}")
    assert answer.headers["Content-Type"].startswith("text/css")
    assert body.decode() == style()
    assert f"<{STEPPER_STYLE}>; rel=preload; as=style" in get("/")[0].headers["Link"]


def test_the_tab_has_an_icon_of_its_own(get):
    answer, body = get("/favicon.png")
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert body == ICON.read_bytes()


def test_what_the_modules_say_is_a_file_a_language(get):
    for language in LANGUAGES:
        told = json.loads(get(f"/lib/languages/{language}.json")[1])
        assert told == {"language": language, "texts": browser_texts(language)}
    assert get("/lib/languages/nope.json")[0].status == 404
