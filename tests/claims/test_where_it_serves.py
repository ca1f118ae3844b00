import pytest

from lstmviz.claims.where_it_serves import NETS, TASKS, WhereItServes
from lstmviz.draw.figures import Look

claim = WhereItServes()
SETTINGS = claim.defaults() | {"runs": 1, "budget": 100}


def measured(**settings):
    settings = SETTINGS | settings
    return list(claim.measure(settings)), settings


@pytest.mark.parametrize("task", TASKS)
def test_all_nets_of_a_task_have_the_same_parameters_within_5_percent(task):
    rows, settings = measured(what=task)
    sizes = {row["net"]: row["parameters"] for row in rows}
    assert list(sizes) == list(NETS)
    assert all(abs(size / sizes["lstm"] - 1) < 0.05 for size in sizes.values())
    assert len(rows) == claim.expected(settings)


def test_order_within_reach_needs_no_memory():
    """The statement's CNN that does not know the order: it solves the task of order, as the LSTM does."""
    rows, settings = measured(what="near-order", budget=500, runs=2)
    scores = {(row["net"], row["seed"]): row["score"] for row in rows}
    assert min(scores["convolution", seed] for seed in (0, 1)) > 0.9
    assert (
        "LSTM is ahead of each of the others by more than 0.05 on: none" in claim.verdict(rows, settings).says
    )


def test_what_lies_beyond_reach_is_unknown_to_a_window():
    rows, _ = measured(what="far-order")
    for row in rows:
        if row["net"] in ("convolution", "window"):
            assert 0.15 < row["score"] < 0.4


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
    assert claim.verdict(rows, SETTINGS | {"what": "counting"}).right is None


@pytest.mark.parametrize("count", [0, 1, 5, 16])
def test_the_picture_shows_what_is_measured_so_far(count):
    rows = [row(task, net, 0.5) for task in TASKS for net in NETS][:count]
    (picture,) = claim.pictures(rows, claim.defaults(), Look())
    cells = [value for line in picture.figure["data"][0]["z"] for value in line]
    assert cells.count(0.5) == count
    assert len(cells) == 16
