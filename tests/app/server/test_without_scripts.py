"""Without JavaScript a page shows a still picture and a sentence."""

import gzip
from xml.etree import ElementTree

import pytest

from lstmviz.app.server.without_scripts import SENTENCE
from lstmviz.app.step.stepper import FRONT, stepper
from lstmviz.languages import LANGUAGES, catalogue

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
@pytest.mark.parametrize("path", ["/", "/what-if", "/story"])
def test_every_page_has_a_sentence_and_a_picture_for_those_without_scripts(get, path, encoding):
    answer, body = get(path, **{"Accept-Encoding": encoding})
    assert int(answer.headers["Content-Length"]) == len(body)
    body = gzip.decompress(body) if encoding == "gzip" else body
    (words,) = [part.split(b"</noscript>")[0] for part in body.split(b"<noscript>")[1:]]
    assert b"Where JavaScript runs" in words
    assert b'src="./still.svg"' in words
    assert body.count(b"<body>") == body.count(b"</html>") == 1


def test_the_picture_is_the_front_page_s_scene(get):
    answer, body = get("/still.svg")
    assert answer.headers["Content-Type"].startswith("image/svg+xml")
    picture = ElementTree.fromstring(body)
    panels = stepper(FRONT).scene.panels
    assert len(list(picture.iter(f"{SVG}image"))) == sum(len(panel.quantities) + 1 for panel in panels)


def test_the_picture_is_in_the_language_that_the_browser_likes_best(get):
    answer, body = get("/still.svg", **{"Accept-Language": "zh-CN,zh;q=0.9,en;q=0.8"})
    assert "Accept-Language" in answer.headers["Vary"]
    assert "遗忘门" in body.decode()
    _, english = get("/still.svg", **{"Accept-Language": "de,zh;q=0.9"})
    assert "forget gate" in english.decode()


def test_a_request_for_the_head_alone_has_no_body(get):
    answer, body = get("/", method="HEAD")
    assert answer.status == 200
    assert body == b""


def test_the_sentence_is_said_in_every_language_there_is(get):
    _, body = get("/", **{"Accept-Encoding": "identity"})
    words = body.split(b"<noscript>")[1].split(b"</noscript>")[0].decode()
    for language in LANGUAGES:
        said = catalogue(language).gettext(SENTENCE)
        assert f'<span lang="{language}">{said}</span>' in words
