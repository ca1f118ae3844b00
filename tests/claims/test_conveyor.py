import pytest

from lstmviz.claims.conveyor import Conveyor
from lstmviz.draw.figures import Look
from lstmviz.learn.saved_nets.shipped import SHIPPED

CLAIM = Conveyor()


@pytest.mark.parametrize("task", SHIPPED)
def test_the_belt_adds_up(task):
    rows = list(CLAIM.measure({"task": task, "unit": 1}))
    for before, row in zip([{"cell": 0.0}, *rows], rows, strict=False):
        assert row["carried"] == pytest.approx(row["f"] * before["cell"], abs=1e-6)
        assert row["carried"] + row["written"] == pytest.approx(row["cell"], abs=1e-5)
        assert 0 < min(row["f"], row["i"], row["o"]) <= max(row["f"], row["i"], row["o"]) < 1
    assert sum(row["share"] for row in rows) == pytest.approx(1)


def test_one_more_is_scaled_by_the_forget_gates_as_long_as_they_are_held():
    rows = list(CLAIM.measure({"task": "temporal-order", "unit": 0}))
    at = next(row["step"] for row in rows if row["held"]) - 1
    assert rows[at]["changed"] == pytest.approx(1, abs=1e-6)
    assert all(row["changed"] == 0 for row in rows[:at])
    left = 1.0
    for row in rows[at + 1 :]:
        left *= row["f"]
        assert row["held"] == pytest.approx(left, abs=1e-6)
    assert rows[-1]["changed"] != pytest.approx(left, abs=0.01)  # the gates do react


def test_recall_is_refreshed_and_temporal_order_carried():
    recent = {
        task: sum(row["share"] for row in list(CLAIM.measure({"task": task, "unit": 0}))[-10:])
        for task in ("recall", "temporal-order")
    }
    assert recent["recall"] > 0.7
    assert recent["temporal-order"] < 0.4


def test_a_unit_that_the_net_has_not_shows_its_last():
    settings = {"task": "anbn", "unit": 7}
    rows = list(CLAIM.measure(settings))
    assert {row["unit"] for row in rows} == {1}
    assert CLAIM.pictures(rows, settings, Look())[0].alt.startswith("Unit 1 ")
    assert CLAIM.verdict(rows, settings).right is None
