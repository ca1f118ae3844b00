"""The Inside-a-cell page, without a browser: what Python hands over, once."""

import json

from lstmviz.draw import inside
from tests.pages.opening import components, opened


def test_it_holds_one_component_and_hands_it_everything():
    (component,) = components(opened("inside"))
    assert json.loads(component.proto.json) == inside.content()


def test_running_it_again_sends_the_same():
    app = opened("inside")
    before = app.get("bidi_component")[0].proto.SerializeToString()
    assert app.run().get("bidi_component")[0].proto.SerializeToString() == before
