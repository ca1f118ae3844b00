"""The headers of every page."""

import re

import pytest

from lstmviz.app.server.routes import STEPPER_STYLE


@pytest.fixture(scope="module")
def front(get):
    return get("/")[0].headers


@pytest.mark.parametrize(
    "rule",
    [
        "default-src 'self'",
        "object-src 'none'",
        "frame-ancestors 'self'",
        "base-uri 'self'",
        "form-action 'none'",
    ],
)
def test_the_page_may_load_from_here_only(front, rule):
    assert rule in front["Content-Security-Policy"]
    assert "http:" not in front["Content-Security-Policy"]
    assert "*" not in front["Content-Security-Policy"]


def test_no_script_may_come_from_text(front):
    """A hash allows the scripts of Streamlit's own page, and makes browsers ignore any 'unsafe-inline'."""
    (scripts,) = re.findall(r"script-src ([^;]*)", front["Content-Security-Policy"])
    assert "unsafe" not in scripts
    assert re.fullmatch(r"'self' ('sha256-[\w+/=]+' )+blob:", scripts)


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


def test_the_headers_are_on_every_page(get):
    assert get("/what-if")[0].headers["Content-Security-Policy"]


def test_the_stepper_s_style_is_fetched_ahead(front):
    assert front["Link"] == f"<{STEPPER_STYLE}>; rel=preload; as=style"
