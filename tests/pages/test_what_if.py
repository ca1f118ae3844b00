"""The What-if page, without a browser."""

from dataclasses import replace

import numpy as np
import pytest

from lstmviz.app.what_if.change_list import read
from lstmviz.learn.recipe import build
from lstmviz.learn.saved_nets.shipped import SHIPPED, load
from lstmviz.learn.tasks import TASKS
from tests.draw.stepper.test_pack import unpack
from tests.pages.opening import changed, opened, problems, scene, sound


def listed(app):
    return app.session_state["changes"]


def runs(app):
    """The hidden states of every run that the stepper was given, as bytes, and what it is told of changes."""
    head, plane = unpack(scene(app))
    hidden = [plane(panel["planes"]["hidden"]).tobytes() for panel in head["panels"]]
    return hidden, head["changeable"] | head["changed"]


@pytest.mark.parametrize("task", SHIPPED)
def test_it_opens_on_every_task_with_nothing_changed(task):
    app = opened("what_if", task=task)
    assert scene(app)
    assert listed(app) == ""
    assert problems(app) == []


def test_what_the_bench_tells_is_run_and_written_into_the_link():
    app = opened("what_if")
    (untouched, as_it_was), _ = runs(app)
    assert as_it_was == untouched
    app = changed(app, "forget_gate,set,0,all,t1-20")
    assert app.query_params["changes"] == listed(app) == "forget_gate,set,0,all,t1-20"
    (same, closed), bench = runs(app)
    assert same == untouched != closed
    assert bench["word"] == listed(app)
    ((_, half), _) = runs(changed(app, "forget_gate,set,0.5,all,t1-20"))
    assert half not in (untouched, closed)
    app = changed(app, "off,forget_gate,set,0.5,all,t1-20")
    assert runs(app)[0] == [untouched, untouched]
    assert listed(changed(app, "")) == ""


def test_variants_are_run_each_on_its_own():
    app = changed(opened("what_if"), "forget_gate,set,0,all,t1-20|cell,add,1,u2,t3-4|")
    (untouched, first, second, third), bench = runs(app)
    assert len({untouched, first, second}) == 3
    assert third == untouched
    assert [len(changes) for changes in bench["variants"]] == [1, 1, 0]


def test_a_variant_that_reads_another_token_has_its_own_question():
    head, plane = unpack(scene(opened("what_if", changes="token,5,c|forget-bias,1")))
    untouched, other, alike = head["panels"]
    assert (other["tokens"][4], head["tokens"][4]) == ("c", "B")
    assert plane(other["question"]["asked"])[0, 4] == 0
    assert plane(head["question"]["asked"])[0, 4] == 1
    assert not {"tokens", "question"} & (untouched.keys() | alike.keys())


def test_what_a_browser_should_not_tell_is_dropped_and_named():
    app = changed(opened("what_if"), "<img src=x>,1;forget_gate,set,nan,all,all;forget-bias,1")
    assert listed(app) == "forget-bias,1"
    (said,) = problems(app)
    assert "&lt;img src=x&gt;" in said


def test_what_cannot_be_made_is_marked():
    _, bench = runs(opened("what_if", changes="cell,add,1,u9,all;cell,add,1,u1,all"))
    assert [change["refused"] for change in bench["variants"][0]] == [True, False]


def test_a_link_brings_its_changes_and_names_what_it_drops():
    app = opened(
        "what_if", task="anbn", changes="forget_gate,set,0.99,u0,t1-16;<img src=x>,1;cell,add,1,u9,all"
    )
    assert len(read(listed(app))[0]) == 2
    (said,) = problems(app)
    assert "&lt;img src=x&gt;" in said
    assert "Not made: cell state of unit 9" in said


@pytest.mark.parametrize("task", ["anbn", "adding"])
def test_every_run_s_answers_follow_from_its_hidden_states_and_the_readout_that_goes_along(task):
    head, plane = unpack(scene(opened("what_if", task=task, changes="forget_gate,set,0,all,all")))
    assert len(head["panels"]) == 2
    for panel in head["panels"]:
        hidden, weight, bias, says = (
            plane(panel["planes"][name]).astype("f8")
            for name in ("hidden", "readout_weight", "readout_bias", "says")
        )
        said = weight @ hidden + bias.T  # (K, T)
        if TASKS[task].answers:
            said = np.exp(said) / np.exp(said).sum(0)
        np.testing.assert_allclose(said, says, atol=1e-6)


@pytest.mark.parametrize("task", ["anbn", "adding"])
def test_the_answers_are_marked_that_the_change_turned(task):
    head, plane = unpack(scene(opened("what_if", task=task, changes="forget_gate,set,0,all,all")))
    before, after = (plane(panel["planes"]["says"]) for panel in head["panels"])
    turned = before.argmax(0) != after.argmax(0)
    if not TASKS[task].answers:
        turned = np.abs(before - after)[0] > TASKS[task].tolerance
    marked = ~np.isnan(plane(head["panels"][1]["planes"]["changed"])).all(0)
    assert turned.any()
    assert marked.tolist() == turned.tolist()
    assert "changed" not in head["panels"][0]["planes"]


def test_a_fresh_net_is_the_one_that_its_recipe_and_seed_make():
    made = {"hidden": "5", "init": "orthogonal", "seed": "3"}
    head, plane = unpack(scene(opened("what_if", task="anbn", net="fresh", **made)))
    recipe = replace(load("anbn", "lstm").card.nets["lstm"].recipe, hidden=5, init="orthogonal")
    layer = build(TASKS["anbn"], recipe, 3).recurrent
    shown = head["panels"][0]
    for name, weight in layer.named_parameters():
        packed = plane(shown["planes"][name.removesuffix("_l0")])
        assert packed.flatten().tolist() == weight.flatten().tolist()


def test_a_fresh_net_chosen_in_the_menu_begins_as_a_link_without_words_does():
    app = opened("what_if", net="fresh")
    begun = scene(app)
    sound(app.selectbox(key="net").set_value("trained").run())
    app = sound(app.selectbox(key="net").set_value("fresh").run())
    assert scene(app) == begun
    assert (app.number_input(key="hidden").max, app.number_input(key="seed").max) == (64, 9999)


def test_a_fresh_net_is_made_from_its_seed():
    one, same, other = (
        scene(opened("what_if", net="fresh", hidden="5", seed=seed)) for seed in ("3", "3", "4")
    )
    assert one == same
    assert one != other


def test_a_fresh_net_out_of_range_falls_back_and_says_so():
    (said,) = problems(opened("what_if", net="fresh", hidden="65", init="best", seed="-1"))
    for word in ("hidden", "&#x27;65&#x27;", "1 to 64", "init", "&#x27;best&#x27;", "seed"):
        assert word in said
