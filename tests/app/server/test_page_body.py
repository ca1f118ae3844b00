"""Every page brings our modules itself, before Streamlit asks for them."""

import gzip
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lstmviz.app import SHELL
from lstmviz.app.server import modules, page_body
from tests.pages.opening import sound


@pytest.mark.parametrize("path", ["/", "/what-if"])
def test_a_page_asks_for_the_modules_itself_relative_to_where_it_stands(get, path):
    _, body = get(path, **{"Accept-Encoding": "identity"})
    assert re.findall(r'<script type="module" async src="(.*?)"', body.decode()) == [f"./{modules.PATH}"]


def test_a_page_brings_its_style_once_and_not_with_every_run(get):
    _, body = get("/", **{"Accept-Encoding": "identity"})
    style = (Path(page_body.__file__).parents[1] / "page.css").read_text()
    assert body.decode().count(f"<style>{style}</style>") == 1
    app = sound(AppTest.from_file(SHELL, default_timeout=60).run())
    assert not any(style in html.proto.body for html in app.get("html"))


def test_a_page_is_packed_filled(get):
    answer, packed = get("/", **{"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert int(answer.headers["Content-Length"]) == len(packed)
    assert gzip.decompress(packed) == get("/")[1]


def test_the_stepper_is_linked_as_soon_as_the_modules_are_there(get):
    _, body = get(f"/{modules.PATH}")
    assert body.decode().endswith('\nload("draw/stepper/mount.js");\n')
