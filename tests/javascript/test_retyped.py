"""A sequence typed on a published stop: the browser's run, judgement and colours against the app's."""

import json
import random

import numpy as np
import pytest

from lstmviz.app.publish.typed import typing_of
from lstmviz.app.step.scene import scene
from lstmviz.app.step.view import StepView
from lstmviz.app.what_if.scene import comparison
from lstmviz.app.what_if.view import WhatIfView
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


CHANGES = "forget_gate,set,0.9,u1,t3-5;cell,add,0.5,all,all|weight_hh,2,3,1.5;off,cell,set,0,all,all"
CHANGED = ["abCdaBcabd", "abC", "abcdBacdabcAdabcdcbdab"]  # of "abC" no step is the fifth


@pytest.fixture(scope="module")
def in_browser(tmp_path_factory):
    """(task, what was typed) -> what the browser makes of it."""
    scenes = [b"".join(pack(scene(StepView(task), runs_again=True))) for task, _ in CASES]
    return dict(zip(CASES, made_of(tmp_path_factory.mktemp("scenes"), scenes, CASES), strict=True))


def made_of(folder, scenes, cases):
    """What the browser makes of each scene: (task, what was typed) of each."""
    files = [folder / str(at) for at in range(len(cases))]
    for file, packed, (task, typed) in zip(files, scenes, cases, strict=True):
        file.write_bytes(packed)
        file.with_name(f"{file.name}.json").write_text(json.dumps({"text": typed, "typing": TYPED[task]}))
    return json.loads(in_node("retyped.js", files))


def is_the_app_s(made, packed):
    """Whether the browser asks and computes what the app does; the panels of both, side by side."""
    app, plane = unpack(packed)
    asked = plane(app["question"]["asked"]).ravel()
    assert made["asked"] == asked.tolist()
    targets = plane(app["question"]["targets"]).ravel()
    np.testing.assert_allclose(np.array(made["targets"])[asked > 0], targets[asked > 0], rtol=1e-6)
    panels = list(zip(made["panels"], app["panels"], strict=True))
    for own, there in panels:
        for name in there["planes"].keys() - {"changed"}:  # which the browser marks as it sets side by side
            expected = plane(there["planes"][name])
            found = np.array(own["planes"][name], dtype=float).reshape(expected.shape)
            np.testing.assert_allclose(found, expected, rtol=1e-5, atol=1e-5, err_msg=name)
        assert "within" in own["checked"]
    return panels


@pytest.mark.parametrize(("task", "typed"), CASES)
def test_every_number_and_every_mark_is_the_app_s(in_browser, task, typed):
    app = b"".join(pack(scene(StepView(task, typed))))
    for own, there in is_the_app_s(in_browser[task, typed], app):
        assert own["spans"] == {one["name"]: one["span"] for one in there["quantities"]}


def test_the_changes_of_what_if_are_made_on_it(tmp_path):
    packed = comparison(WhatIfView("recall", changes=CHANGES))[0].content
    cases = [("recall", typed) for typed in CHANGED]
    for made, (task, typed) in zip(made_of(tmp_path, [packed] * len(cases), cases), cases, strict=True):
        is_the_app_s(made, comparison(WhatIfView(task, typed, changes=CHANGES))[0].content)
        (steps, every), (_, off) = [[change["on"] for change in one] for one in made["variants"]]
        assert (steps, every, off) == (len(typed) >= 5, True, False)


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
