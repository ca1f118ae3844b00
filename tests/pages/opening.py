"""Opening a page without a browser, and what all page tests read off it."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

SHELL = Path(__file__).parents[2] / "lstmviz" / "app" / "shell.py"


def opened(page, **words):
    """The page of this name, at an address with these words."""
    app = AppTest.from_file(SHELL, default_timeout=60).run()
    app.switch_page(str(SHELL.parents[2] / "pages" / f"{page}.py"))
    for name, word in words.items():
        app.query_params[name] = word
    return sound(app.run())


def sound(app):
    assert not app.exception
    return app


def scene(app):
    """The bytes that the stepper was given."""
    return app.get("bidi_component")[0].proto.bytes


def problems(app):
    """What was said in place to be wrong, as HTML."""
    return [html.proto.body for html in app.get("html") if 'role="alert"' in html.proto.body]
