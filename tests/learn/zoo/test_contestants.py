from dataclasses import replace

import pytest

from lstmviz.learn.recipe import blank
from lstmviz.learn.tasks import TASKS
from lstmviz.learn.zoo.contestants import CONTESTANTS, RATES, beyond, grid
from lstmviz.nets.sequence import parameter_count

every_task = pytest.mark.parametrize("task", TASKS.values(), ids=TASKS)


@every_task
def test_every_net_gets_as_many_tries_and_the_same_budget(task):
    grids = [grid(task, name) for name in CONTESTANTS]
    assert {len(set(tried)) for tried in grids} == {1 if task.untuned else 6}
    assert len({(one.steps, one.batch, one.clip, one.optimizer) for tried in grids for one in tried}) == 1


@every_task
def test_nets_are_as_large_as_they_say(task):
    lstm = grid(task, "lstm")[0]
    for name, net in CONTESTANTS.items():
        recipe = grid(task, name)[0]
        if net.equal == "units":
            assert recipe.hidden == task.hidden
        else:
            sizes = [parameter_count(blank(task, one)) for one in (lstm, recipe)]
            assert abs(sizes[0] - sizes[1]) < 0.25 * sizes[0]  # a unit more or less is much of a net of two


def test_a_grid_is_widened_where_the_best_rate_is_at_its_edge():
    tried = grid(TASKS["recall"], "relu-rnn")
    fast, slow = (one for one in tried if one.init == "identity")
    assert beyond(fast, tried) == replace(fast, learning_rate=0.03)
    assert beyond(slow, tried) == replace(slow, learning_rate=0.001)
    wider = [*tried, replace(fast, learning_rate=0.03)]
    assert beyond(fast, wider) is None
    ends = [replace(fast, learning_rate=rate) for rate in RATES]
    assert beyond(ends[0], ends) is beyond(ends[-1], ends) is None
