"""The Train page's view: its words, the plan it asks for, presets that come back."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstmviz.app.link.view import link_of, read_link
from lstmviz.app.train.presets import PRESETS, preset_of
from lstmviz.app.train.view import NEWEST, SIZES, TrainView
from lstmviz.errors import InputError
from lstmviz.learn.recipe import blank
from lstmviz.learn.sessions.plan import Plan
from lstmviz.learn.settings import OPTIMIZERS, UNCLIPPED, Budget, Repeats, Start, settings_of
from lstmviz.learn.tasks import TASKS
from lstmviz.nets.sequence import parameter_count

VIEWS = st.builds(
    TrainView,
    task=st.sampled_from(list(TASKS)),
    a_cell=st.just("lstm"),
    a_hidden=st.integers(1, 64),
    a_init=st.sampled_from(["default", "chrono-30", "forget-bias-2"]),
    a_rate=st.sampled_from([0.01, 1e-6, 1.0, 0.12345]),
    b_size=st.sampled_from(SIZES),
    b_init=st.sampled_from(["default", "orthogonal"]),
    optimizer=st.sampled_from(list(OPTIMIZERS)),
    clip=st.sampled_from([0.1, 1.0, UNCLIPPED]),
    batch=st.integers(1, 256),
    length=st.none() | st.integers(1, 300),
    steps=st.integers(1, 10_000),
    seeds=st.integers(1, 5),
    at=st.just(NEWEST) | st.integers(0, 10_000),
)


@given(VIEWS)
def test_an_address_gives_its_view_back(view):
    assert read_link(link_of(view), TrainView) == (view, [])


@pytest.mark.parametrize("name", [*settings_of(Budget), *settings_of(Repeats)])
def test_a_setting_of_a_training_goes_from_the_link_into_the_plan(name):
    setting = settings_of(Plan)[name]
    if setting.choices:
        value = next(word for word in setting.choices if word != getattr(TrainView, name))
    else:
        value = (setting.in_session or setting.limits)[0] + 1
    word = TrainView().link_words()[name]
    view, dropped = read_link({"task": "anbn", word: str(value)}, TrainView)
    assert dropped == []
    assert getattr(view, name) == getattr(view.plan, name) == value


def test_the_default_is_not_said_and_can_be_trained():
    assert link_of(TrainView()) == {}
    plan = TrainView().plan
    assert plan.nets == (Start("lstm", 8, "forget-bias-1", 0.01), Start("rnn", 18, "orthogonal", 0.003))
    assert (plan.steps, plan.batch, plan.length, plan.seeds) == (500, 32, None, 3)


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("a_cell", "transformer"),
        ("a_hidden", "65"),
        ("a_init", "chrono-2"),
        ("b_init", "chrono-50"),  # no init of a vanilla RNN
        ("a_rate", "nan"),
        ("b_rate", "2"),
        ("clip", "0"),
        ("batch", "257"),
        ("length", "301"),
        ("steps", "10001"),
        ("seeds", "6"),
        ("first", "-1"),
        ("optimizer", "adagrad"),
        ("b_size", "half"),
        ("at", "x"),
    ],
)
def test_a_word_out_of_range_falls_back_and_is_named(name, word):
    view, (problem,) = read_link({name: word}, TrainView)
    assert view == TrainView()
    assert problem.startswith(f"In the link, {name}: ")


@pytest.mark.parametrize("task", TASKS.values(), ids=TASKS)
def test_b_is_as_large_as_it_is_told_to_be(task):
    view = TrainView(task=task.name, a_hidden=16, b_hidden=5)
    assert replace(view, b_size="own").hidden_of_b == 5
    assert replace(view, b_size="units").hidden_of_b == 16
    a, b = (parameter_count(blank(task, recipe)) for recipe in view.plan.recipes)
    assert abs(a - b) < 0.1 * a


def test_what_takes_too_long_is_refused_with_the_limit():
    with pytest.raises(InputError, match=r"the limit is 300"):
        _ = TrainView(steps=10_000, seeds=5, batch=256).plan


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.title)
def test_a_preset_can_be_trained_linked_and_recognised(preset):
    view = TrainView(**preset.words)
    assert view.plan.seconds < 120
    assert preset_of(read_link(link_of(view), TrainView)[0]) == preset
    assert preset_of(replace(view, at=3, since=1)) == preset
    assert preset_of(replace(view, a_rate=0.0123)) is None
    assert preset.tells.endswith(".")
