"""A sequence typed on a published stop: the browser's run, judgement and colours against the app's."""

import json
import random

import numpy as np
import pytest

from lstmviz.app.publish.typed import typing_of
from lstmviz.app.step.scene import scene
from lstmviz.app.step.view import StepView
from lstmviz.draw.stepper.pack import pack
from lstmviz.learn.saved_nets.shipped import SHIPPED
from tests.draw.stepper.test_pack import unpack
from tests.javascript.node import in_node, needs_node

pytestmark = needs_node
TYPED = {name: typing for name, task in SHIPPED.items() if (typing := typing_of(task))}
OWN = {
    "adding": ["0.3* .5 1*", "0.25, 0.5* 0 0.75*, 0.1", "0.5* 0.5"],
    "anbn": ["ab", "aabbb", "bab", "aaabbbab"],
    "temporal-order": ["aXbY", "XX", "aXaXaX"],
}


def sequences(task):
    """Some of a visitor's own, and random ones."""
    draw = random.Random(0)
    symbols = list(TYPED[task]["reads"].get("symbols", ()))
    drawn = symbols and ["".join(draw.choices(symbols, k=length)).strip() for length in (1, 7, 60)]
    return [one for one in OWN.get(task, []) + drawn if one]


CASES = [(task, typed) for task in TYPED for typed in sequences(task)]


@pytest.fixture(scope="module")
def in_browser(tmp_path_factory):
    """(task, what was typed) -> what the browser makes of it."""
    folder, files = tmp_path_factory.mktemp("scenes"), []
    for at, (task, typed) in enumerate(CASES):
        files.append(folder / str(at))
        files[-1].write_bytes(b"".join(pack(scene(StepView(task), runs_again=True))))
        files[-1].with_name(f"{at}.json").write_text(json.dumps({"text": typed, "typing": TYPED[task]}))
    return dict(zip(CASES, json.loads(in_node("retyped.js", files)), strict=True))


@pytest.mark.parametrize(("task", "typed"), CASES)
def test_every_number_and_every_mark_is_the_app_s(in_browser, task, typed):
    made = in_browser[task, typed]
    app, plane = unpack(b"".join(pack(scene(StepView(task, typed)))))
    asked = plane(app["question"]["asked"]).ravel()
    assert made["asked"] == asked.tolist()
    targets = plane(app["question"]["targets"]).ravel()
    np.testing.assert_allclose(np.array(made["targets"])[asked > 0], targets[asked > 0], rtol=1e-6)
    for own, there in zip(made["panels"], app["panels"], strict=True):
        for name, place in there["planes"].items():
            np.testing.assert_allclose(
                np.array(own["planes"][name], dtype=float).reshape(plane(place).shape),
                plane(place),
                rtol=1e-5,
                atol=1e-5,
                err_msg=name,
            )
        assert own["spans"] == {one["name"]: one["span"] for one in there["quantities"]}
        assert "within" in own["checked"]


def test_what_cannot_be_read_is_said_as_in_the_app(tmp_path):
    file = tmp_path / "0"
    for text, says in (
        ("abx", "Step 3 of the sequence is ‘x’"),
        ("", "is empty"),
        ("a" * 2001, "2001 steps"),
    ):
        file.with_name("0.json").write_text(json.dumps({"text": text, "typing": TYPED["recall"]}))
        (made,) = json.loads(in_node("retyped.js", [file]))
        assert says in made["problem"]
