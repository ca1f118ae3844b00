import json
from dataclasses import replace

import pytest

from lstmviz.errors import InputError
from lstmviz.learn.recipe import blank, equal_hidden
from lstmviz.learn.sessions.plan import MOST_SECONDS, Plan, plan_of
from lstmviz.learn.settings import Start, settings_of
from lstmviz.learn.tasks import TASKS
from lstmviz.nets.cells import CELLS
from lstmviz.nets.sequence import parameter_count

LIMITS = {
    name: one.in_session or one.limits
    for name, one in settings_of(Plan).items()
    if one.limits and isinstance(one.limits[0], int)
}
LSTM = Start("lstm", 8, "chrono-100", 1e-2)
RNN = Start("rnn", 8, "orthogonal", 3e-3)
PLAN = Plan("temporal-order", (LSTM, RNN), batch=32, steps=300, clip=1.0, length=100, seeds=5, first_seed=7)


def test_both_nets_get_the_same_budget_and_keep_what_is_theirs():
    left, right = PLAN.recipes
    shared = [(r.batch, r.steps, r.clip, r.optimizer, r.length) for r in (left, right)]
    assert shared == [(32, 300, 1.0, "adam", 100)] * 2
    assert (left.cell, left.init, left.learning_rate) == ("lstm", "chrono-100", 1e-2)
    assert (right.cell, right.init, right.learning_rate) == ("rnn", "orthogonal", 3e-3)
    assert list(PLAN.all_seeds) == [7, 8, 9, 10, 11]


@pytest.mark.parametrize("plan", [PLAN, Plan("recall", (RNN, LSTM), 8, 1, 0.5, "sgd")])
def test_a_plan_comes_back_from_its_words(plan):
    assert plan_of(json.loads(json.dumps(plan.words()))) == plan


@pytest.mark.parametrize(("field", "bounds"), LIMITS.items())
def test_limits_are_in_and_beyond_them_is_out(field, bounds):
    for value in bounds:
        if field != "length" or value >= TASKS["anbn"].least_steps:
            small = replace(PLAN, task="anbn", nets=(LSTM, LSTM), steps=10, seeds=1)
            assert getattr(replace(small, **{field: value}), field) == value
    for value in (bounds[0] - 1, bounds[1] + 1, 2.0, None if field != "length" else "8", True):
        with pytest.raises(InputError, match=f"{field} is {value!r}.*from {bounds[0]} to {bounds[1]}"):
            replace(PLAN, **{field: value})


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"task": "chess"}, "task is 'chess'. Choose one of: anbn"),
        ({"task": []}, "Choose one of: anbn"),
        ({"length": 4}, "length is 4.*at least 5 steps"),
        ({"nets": (LSTM, replace(RNN, hidden=161))}, "hidden is 161.*from 1 to 160"),
        ({"nets": (LSTM, replace(RNN, init="chrono-50"))}, "init is 'chrono-50'"),
        ({"nets": (replace(LSTM, learning_rate=2.0), RNN)}, "learning_rate is 2.0.*to 1"),
        ({"optimizer": "adagrad"}, "optimizer is 'adagrad'. Choose one of: adam"),
        ({"clip": 0}, "clip is 0"),
    ],
)
def test_what_is_out_of_range_is_refused_with_its_limit(change, message):
    with pytest.raises(InputError, match=message):
        replace(PLAN, **change)


def test_too_long_a_session_is_refused_with_ways_out():
    with pytest.raises(InputError, match=f"the limit is {MOST_SECONDS}. Choose fewer updates"):
        replace(PLAN, steps=10_000)
    assert replace(PLAN, steps=2000).seconds < MOST_SECONDS


@pytest.mark.parametrize("words", [{}, {"nets": 3}, {"nets": []}, PLAN.words() | {"gpu": 1}])
def test_words_of_no_plan_are_refused(words):
    with pytest.raises(InputError, match="cannot be read"):
        plan_of(words)


@pytest.mark.parametrize("task", TASKS.values(), ids=TASKS)
@pytest.mark.parametrize("hidden", [2, 8, 64])
def test_equal_parameters_are_near_and_within_the_limit(task, hidden):
    lstm = replace(PLAN, task=task.name, nets=(replace(LSTM, hidden=hidden), RNN), steps=1).recipes[0]
    rnn = replace(lstm, cell="rnn", init="default", hidden=equal_hidden(task, lstm, "rnn"))
    sizes = [parameter_count(blank(task, recipe)) for recipe in (lstm, rnn)]
    assert abs(sizes[0] - sizes[1]) < 0.2 * sizes[0]
    assert rnn.hidden <= 160


@pytest.mark.parametrize("cell", CELLS)
def test_a_net_is_called_what_its_cell_is_called(cell):
    title = replace(PLAN, nets=(Start(cell, 8, "default", 0.01), RNN), steps=1).title(0)
    assert title == f"A: {CELLS[cell].title} 8, default, 0.01"
