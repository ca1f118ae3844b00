"""Every page brings our modules itself, before Streamlit asks for them."""

import gzip
import re

import pytest

from lstmviz.app.server import modules


@pytest.mark.parametrize("path", ["/", "/what-if"])
def test_a_page_asks_for_the_modules_itself_relative_to_where_it_stands(get, path):
    _, body = get(path, **{"Accept-Encoding": "identity"})
    assert re.findall(r'<script type="module" async src="(.*?)"', body.decode()) == [f"./{modules.PATH}"]


def test_a_page_is_packed_filled(get):
    answer, packed = get("/", **{"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert int(answer.headers["Content-Length"]) == len(packed)
    assert gzip.decompress(packed) == get("/")[1]


def test_the_stepper_is_linked_as_soon_as_the_modules_are_there(get):
    _, body = get(f"/{modules.PATH}")
    assert body.decode().endswith('\nload("draw/stepper/mount.js");\n')
