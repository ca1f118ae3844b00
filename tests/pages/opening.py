"""Opening a page without a browser, and what all page tests read off it."""

import json
from pathlib import Path

from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from lstmviz.app.navigation import FRONT, address_of

NOT_OF_THE_PICTURE = (
    "lstmviz_history",
    "lstmviz_language",
    "lstmviz_copy_stop",
    "lstmviz_lecture",
    "lstmviz_following",
)
SHELL = Path(__file__).parents[2] / "lstmviz" / "app" / "shell.py"


def opened(page, **words):
    """The page of this name, at an address with these words."""
    app = AppTest.from_file(SHELL, default_timeout=60)
    if page != FRONT:
        app._page_hash = calc_hash(address_of(page))  # as a browser asks; switch_page wants a run before
    app.query_params.update(words)
    return sound(app.run())


def sound(app):
    assert not app.exception
    return app


def components(app):
    """What is drawn on the page, without what every page has at its end."""
    return [one for one in app.get("bidi_component") if one.proto.component_name not in NOT_OF_THE_PICTURE]


def stepper(app):
    """The component that holds it."""
    return next(one for one in app.get("bidi_component") if one.proto.component_name == "lstmviz_stepper")


def changed(app, word):
    """The page after the bench told these changes, in the words of the link."""
    states = app._tree.get_widget_states()
    told = json.dumps([{"event": "changed", "value": word}])
    states.widgets.add(id=_make_trigger_id(stepper(app).proto.id, "events"), json_trigger_value=told)
    return sound(app._run(states))


def history(app):
    """The component at the page's end that the browser's Back and Forward are told by."""
    return next(one for one in app.get("bidi_component") if one.proto.component_name == "lstmviz_history")


def went(app, query, count=1, component=None):
    """The page after the browser went back or forward within it, for the count-th time, to these words."""
    states = app._tree.get_widget_states()
    told = json.dumps({"went": {"count": count, "query": query}})
    states.widgets.add(id=component or history(app).proto.id, json_value=told)
    return sound(app._run(states))


def scene(app):
    """The bytes that the stepper was given."""
    pieces = ("lstmviz_piece", "lstmviz_stepper")
    return b"".join(one.proto.bytes for one in components(app) if one.proto.component_name in pieces)


def problems(app):
    """What was said in place to be wrong, as HTML."""
    return [html.proto.body for html in app.get("html") if 'role="alert"' in html.proto.body]
