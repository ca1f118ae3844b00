"""Opening a page without a browser, and what all page tests read off it."""

import json
from pathlib import Path

from streamlit.testing.v1 import AppTest

from lstmviz.app.navigation import FRONT

NOT_OF_THE_PICTURE = ("lstmviz_history", "lstmviz_copy_stop", "lstmviz_lecture", "lstmviz_change_row")
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
    """What is drawn on the page, without what every page has at its end, and the rows of changes."""
    return [one for one in app.get("bidi_component") if one.proto.component_name not in NOT_OF_THE_PICTURE]


def moved(app, number, count=1, on=True, value=None):
    """The page after a visitor's move, the count-th, in the row of this number of the list of changes."""
    rows = [one for one in app.get("bidi_component") if one.proto.component_name == "lstmviz_change_row"]
    states = app._tree.get_widget_states()
    move = {"count": count, "on": on, "value": value}
    states.widgets.add(id=rows[number].proto.id, json_value=json.dumps({"move": move}))
    return sound(app._run(states))


def scene(app):
    """The bytes that the stepper was given."""
    return components(app)[0].proto.bytes


def problems(app):
    """What was said in place to be wrong, as HTML."""
    return [html.proto.body for html in app.get("html") if 'role="alert"' in html.proto.body]
