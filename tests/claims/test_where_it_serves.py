import pytest

from lstmviz.claims.stored import stored
from lstmviz.claims.where_it_serves import KERNELS, NET_TITLES, TASKS, WhereItServes, run
from lstmviz.draw.figures import Look

claim = WhereItServes()


@pytest.mark.parametrize("task", TASKS)
def test_all_nets_of_a_task_have_the_same_parameters_within_5_percent(task):
    settings = claim.defaults() | {"what": task, "runs": 1, "budget": 1}
    rows = list(claim.measure(settings))
    assert [row["net"] for row in rows] == list(NET_TITLES)
    assert len(rows) == claim.expected(settings)
    lstm = rows[0]["parameters"]
    assert all(abs(row["parameters"] / lstm - 1) < 0.05 for row in rows)


@pytest.mark.parametrize("net", NET_TITLES)
def test_order_within_reach_needs_no_memory(net):
    """The CNN that is said not to know the order solves it as well as the nets that remember."""
    assert run("near-order", net, seed=0, updates=300)["score"] > 0.95


@pytest.mark.parametrize("net", KERNELS)
def test_what_lies_beyond_reach_stays_unknown(net):
    assert run("far-order", net, seed=0, updates=200)["score"] < 0.4


def row(task, net, score):
    return {"task": task, "net": net, "seed": 0, "hidden": 1, "parameters": 9, "score": score}


def seeds(task, net, mean, spread=0.01):
    return [row(task, net, mean + offset) for offset in (-spread, 0, 0, 0, spread)]


@pytest.mark.parametrize(("ahead", "right"), [(4, 0), (3, 1), (1, 1), (0, 2)])
def test_the_answer_counts_the_tasks_on_which_the_lstm_leads(ahead, right):
    rows = [
        one
        for place, task in enumerate(TASKS)
        for net in NET_TITLES
        for one in seeds(task, net, 0.9 if net == "lstm" and place < ahead else 0.8)
    ]
    assert claim.verdict(rows, claim.defaults()).right == right
    assert claim.verdict(rows, claim.defaults() | {"what": "counting"}).right is None


@pytest.mark.parametrize(("spread", "right"), [(0.01, 1), (0.3, None)])
def test_a_lead_that_the_seeds_do_not_settle_is_not_counted(spread, right):
    first, *others = TASKS
    rows = [one for task in others for net in NET_TITLES for one in seeds(task, net, 0.8)]
    rows += [one for net in NET_TITLES for one in seeds(first, net, 0.9 if net == "lstm" else 0.8, spread)]
    verdict = claim.verdict(rows, claim.defaults())
    assert verdict.right == right
    assert ("too few seeds to tell on: none" in verdict.says) == (right is not None)


def test_the_stored_rows_settle_one_task_for_and_one_against():
    verdict = claim.verdict(stored(claim).rows, claim.defaults())
    assert claim.options[verdict.right] == claim.options[1]
    assert "on: counting; too few seeds to tell on: time series, order, 50 steps." in verdict.says


@pytest.mark.parametrize("count", [0, 1, 5, 16])
def test_the_picture_shows_what_is_measured_so_far(count):
    rows = [row(task, net, 0.5) for task in TASKS for net in NET_TITLES][:count]
    (picture,) = claim.pictures(rows, claim.defaults(), Look())
    cells = [value for line in picture.figure["data"][0]["z"] for value in line]
    assert cells.count(0.5) == count
    assert len(cells) == 16
