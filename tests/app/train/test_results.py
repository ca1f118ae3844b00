"""What the presets say is what their stored trainings came to, and those can be had again."""

import json

import pytest

from lstmviz.app.train.presets import PRESETS
from lstmviz.app.train.results import in_words, renew, result_of
from lstmviz.errors import InputError

CHANCE = 0.25  # of the four orders of two marks
BY_NAME = {preset.name: preset for preset in PRESETS}
LARGE_STEP = BY_NAME["large-step"]


def ends(name, net):
    return [end for end in result_of(BY_NAME[name]).rows if end["net"] == net]


def scores(name, net):
    return [end["test"]["sequences"] for end in ends(name, net)]


@pytest.mark.parametrize("preset", PRESETS, ids=BY_NAME)
def test_every_preset_has_a_result_over_five_seeds(preset):
    rows = result_of(preset).rows
    assert sorted((row["net"], row["seed"]) for row in rows) == [(net, s) for net in (0, 1) for s in range(5)]


def test_one_number_decides():
    assert all(abs(score - CHANCE) < 0.06 for score in scores("one-number", 0))
    assert min(scores("one-number", 1)) > 0.95


def test_the_weak_baseline_is_weak_and_the_same_net_is_not():
    assert all(abs(score - CHANCE) < 0.06 for score in scores("weak-baseline", 0))
    assert sum(score > 0.95 for score in scores("weak-baseline", 1)) >= 3


def test_too_large_a_step_overflows_and_a_small_one_does_not():
    assert all(end["diverged"] for end in ends("large-step", 0))
    assert not any(end["diverged"] for end in ends("large-step", 1))
    said = in_words(LARGE_STEP.plan, result_of(LARGE_STEP).rows)
    steps = [end["step"] for end in ends("large-step", 0)]
    assert f"5 overflowed, after {min(steps)} to {max(steps)} updates" in said


def test_clipping_alone_keeps_the_relus_from_overflowing():
    words = [BY_NAME[name].words for name in ("unclipped", "clipped")]
    assert {name for name in words[0] if words[0][name] != words[1][name]} == {"clip"}
    assert all(end["diverged"] and end["step"] <= 2 for end in ends("unclipped", 0))
    assert not any(end["diverged"] for end in ends("unclipped", 1) + ends("clipped", 0) + ends("clipped", 1))
    assert max(scores("clipped", 0) + scores("clipped", 1)) < 0.1  # the mean alone comes to 0.09


@pytest.fixture(scope="module")
def again(tmp_path_factory, one_by_one):
    """The folder with a result that was made again, and what was told on the way."""
    folder, told = tmp_path_factory.mktemp("results"), []
    made = renew(LARGE_STEP, told.append, one_by_one, folder)
    assert result_of(LARGE_STEP, folder) == made
    return folder, told


def test_a_result_is_made_again_as_it_was(again):
    folder, told = again
    made, kept = result_of(LARGE_STEP, folder).rows, result_of(LARGE_STEP).rows
    assert sum(told) == len(kept)
    assert [(end["net"], end["diverged"]) for end in made] == [(end["net"], end["diverged"]) for end in kept]
    losses = [[end["test"]["loss"] for end in ends if end["net"]] for ends in (made, kept)]
    assert losses[0] == pytest.approx(losses[1], rel=0.05)  # on another processor


def of_other_settings(text):
    return json.dumps({**json.loads(text), "settings": {}})


@pytest.mark.parametrize("damage", [lambda text: text[:-9], of_other_settings])
def test_a_damaged_result_is_refused_with_the_way_out(tmp_path, again, damage):
    file = f"{LARGE_STEP.name}.json"
    (tmp_path / file).write_text(damage((again[0] / file).read_text()))
    with pytest.raises(InputError, match="--preset large-step"):
        result_of(LARGE_STEP, tmp_path)


def test_the_answers_are_what_the_results_above_show():
    answers = {preset.name: preset.options[preset.answer - 1] for preset in PRESETS}
    assert answers == {
        "one-number": "B, with chrono's biases",
        "weak-baseline": "B alone",
        "large-step": "it overflows",
        "unclipped": "A overflows",
        "clipped": "it trains to the end, and learns little",
    }
