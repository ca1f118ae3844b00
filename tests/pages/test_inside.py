"""The Inside-a-cell page, without a browser: what Python hands over, once."""

import json
from pathlib import Path

from streamlit.testing.v1 import AppTest

from lstmviz.draw import scalar

SHELL = Path(__file__).parents[2] / "lstmviz" / "app" / "shell.py"


def opened():
    app = AppTest.from_file(SHELL, default_timeout=60).run()
    app.switch_page(str(SHELL.parents[2] / "pages" / "inside.py"))
    app.run()
    assert not app.exception
    return app


def test_it_holds_one_component_and_hands_it_everything():
    (component,) = opened().get("bidi_component")
    assert json.loads(component.proto.json) == scalar.content()


def test_running_it_again_sends_the_same():
    app = opened()
    before = app.get("bidi_component")[0].proto.SerializeToString()
    assert app.run().get("bidi_component")[0].proto.SerializeToString() == before
