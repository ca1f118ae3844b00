import pytest
import torch

from lstmviz.claims.drawn_gates import DrawnGates, with_gates
from lstmviz.claims.stored import stored
from lstmviz.learn.saved_nets.shipped import SHIPPED, load
from lstmviz.nets.recurrent import as_computed

CLAIM = DrawnGates()


@pytest.mark.parametrize("task", SHIPPED.values(), ids=SHIPPED)
def test_with_gates_as_they_are_the_net_answers_as_pytorch_runs_it(task):
    net, inputs = load(task.name, "lstm").net, task.sample(20, torch.Generator().manual_seed(0))
    assert torch.allclose(with_gates(net, inputs, as_computed), net(inputs), atol=1e-5)


def test_drawn_gates_are_open_or_shut_and_as_often_open_as_the_gate_says():
    net, task = load("recall", "lstm").net, SHIPPED["recall"]
    given, drawn = [], []

    def coin(quantity, value):
        if quantity != "forget_gate":
            return value
        given.append(value)
        drawn.append(torch.bernoulli(value, generator=coins))
        return drawn[-1]

    coins = torch.Generator().manual_seed(0)
    with_gates(net, task.sample(200, torch.Generator().manual_seed(0)), coin)
    opened, said = torch.cat(drawn), torch.cat(given)
    assert set(opened.unique().tolist()) == {0.0, 1.0}
    assert float(opened.mean()) == pytest.approx(float(said.mean()), abs=0.01)


def test_the_stored_rows_say_that_every_task_is_lost():
    rows = stored(CLAIM).rows
    verdict = CLAIM.verdict(rows, CLAIM.defaults())
    assert CLAIM.options[verdict.right] == "on all or all but one"
    assert "lost on 8 of 8 tasks" in verdict.says
    assert f"of the {len(SHIPPED)} tasks" in CLAIM.question
    assert all(row["set"] > 0.9 for row in rows)


def test_the_output_gate_alone_matters_least():
    lost = {}
    for gates in ("all", "output_gate"):
        rows = list(CLAIM.measure({"gates": gates}))
        lost[gates] = sum(row["set"] - row["drawn"] for row in rows)
        assert CLAIM.verdict(rows, {"gates": gates}).right == (2 if gates == "all" else None)
    assert lost["output_gate"] < lost["all"] / 2


ALL = len(SHIPPED)


@pytest.mark.parametrize(("lost", "right"), [(0, 0), (1, 1), (ALL - 2, 1), (ALL - 1, 2), (ALL, 2)])
def test_the_answer_counts_the_tasks(lost, right):
    rows = [
        {"task": name, "set": 1.0, "drawn": 0.5 if place < lost else 0.95}
        for place, name in enumerate(SHIPPED)
    ]
    assert CLAIM.verdict(rows, CLAIM.defaults()).right == right
