import pytest

from lstmviz.claims.where_it_serves import KERNELS, NETS, TASKS, WhereItServes, run
from lstmviz.draw.figures import Look

claim = WhereItServes()


@pytest.mark.parametrize("task", TASKS)
def test_all_nets_of_a_task_have_the_same_parameters_within_5_percent(task):
    settings = claim.defaults() | {"what": task, "runs": 1, "budget": 1}
    rows = list(claim.measure(settings))
    assert [row["net"] for row in rows] == list(NETS)
    assert len(rows) == claim.expected(settings)
    lstm = rows[0]["parameters"]
    assert all(abs(row["parameters"] / lstm - 1) < 0.05 for row in rows)


@pytest.mark.parametrize("net", NETS)
def test_order_within_reach_needs_no_memory(net):
    """The CNN that is said not to know the order solves it as well as the nets that remember."""
    assert run("near-order", net, seed=0, updates=300)["score"] > 0.95


@pytest.mark.parametrize("net", KERNELS)
def test_what_lies_beyond_reach_stays_unknown(net):
    assert run("far-order", net, seed=0, updates=200)["score"] < 0.4


def row(task, net, score):
    return {"task": task, "net": net, "seed": 0, "hidden": 1, "parameters": 9, "score": score}


@pytest.mark.parametrize(("ahead", "right"), [(4, 0), (3, 1), (1, 1), (0, 2)])
def test_the_answer_counts_the_tasks_on_which_the_lstm_leads(ahead, right):
    rows = [
        row(task, net, 0.9 if net == "lstm" and place < ahead else 0.8)
        for place, task in enumerate(TASKS)
        for net in NETS
    ]
    assert claim.verdict(rows, claim.defaults()).right == right
    assert claim.verdict(rows, claim.defaults() | {"what": "counting"}).right is None


@pytest.mark.parametrize("count", [0, 1, 5, 16])
def test_the_picture_shows_what_is_measured_so_far(count):
    rows = [row(task, net, 0.5) for task in TASKS for net in NETS][:count]
    (picture,) = claim.pictures(rows, claim.defaults(), Look())
    cells = [value for line in picture.figure["data"][0]["z"] for value in line]
    assert cells.count(0.5) == count
    assert len(cells) == 16
