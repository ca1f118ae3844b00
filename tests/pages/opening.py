"""Opening a page without a browser, and what all page tests read off it."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from lstmviz.app.navigation import FRONT

SHELL = Path(__file__).parents[2] / "lstmviz" / "app" / "shell.py"


def opened(page, **words):
    """The page of this name, at an address with these words."""
    app = AppTest.from_file(SHELL, default_timeout=60)
    if page != FRONT:  # which is where a visit begins
        app.run().switch_page(str(SHELL.parents[2] / "pages" / f"{page}.py"))
    for name, word in words.items():
        app.query_params[name] = word
    return sound(app.run())


def sound(app):
    assert not app.exception
    return app


def components(app):
    """What is drawn on the page; the last component keeps the history and shows nothing."""
    return app.get("bidi_component")[:-1]


def scene(app):
    """The bytes that the stepper was given."""
    return components(app)[0].proto.bytes


def problems(app):
    """What was said in place to be wrong, as HTML."""
    return [html.proto.body for html in app.get("html") if 'role="alert"' in html.proto.body]
