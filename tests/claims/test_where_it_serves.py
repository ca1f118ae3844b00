import pytest

from lstmviz.claims.contest import ENTRANTS, TASKS, TITLES
from lstmviz.claims.contest_run import MARKS
from lstmviz.claims.stored import stored
from lstmviz.claims.where_it_serves import GO_ON, WhereItServes
from lstmviz.draw.figures import Look

claim = WhereItServes()


def row(task, net, score):
    of = {"hidden": 1, "parameters": 9, "updates": [100, 1000], "scores": [score / 2, score]}
    return {"task": task, "net": net, "seed": 0} | of


def seeds(task, net, mean, spread=0.01):
    return [row(task, net, mean + offset) for offset in (-spread, 0, 0, 0, spread)]


@pytest.mark.parametrize(("ahead", "right"), [(6, 0), (5, 1), (1, 1), (0, 2)])
def test_the_answer_counts_the_tasks_on_which_the_lstm_leads(ahead, right):
    rows = [
        one
        for place, task in enumerate(TASKS)
        for net in ENTRANTS
        for one in seeds(task, net, 0.9 if net == "lstm" and place < ahead else 0.8)
    ]
    assert claim.verdict(rows, claim.defaults()).right == right
    assert claim.verdict(rows, claim.defaults() | {"what": "counting"}).right is None


@pytest.mark.parametrize(("spread", "right"), [(0.01, 1), (0.3, None)])
def test_a_lead_that_the_seeds_do_not_settle_is_not_counted(spread, right):
    first, *others = TASKS
    rows = [one for task in others for net in ENTRANTS for one in seeds(task, net, 0.8)]
    rows += [one for net in ENTRANTS for one in seeds(first, net, 0.9 if net == "lstm" else 0.8, spread)]
    verdict = claim.verdict(rows, claim.defaults())
    assert verdict.right == right
    assert ("too few seeds to tell on: none" in verdict.says) == (right is not None)


def test_a_longer_training_is_told_and_is_the_last_point_of_its_curve():
    measured = [row("series", "lstm", score) for score in (0.5, 0.6)]
    longer = {"task": "series", "net": "lstm", "longer": 4000, "ends": [0.7, 0.8]}
    settings = claim.defaults() | {"what": "series"}
    _, curves = claim.pictures([*measured, longer], settings, Look())
    (line,) = curves.figure["data"]
    assert (line["x"][-1], line["y"][-1]) == (4000, 0.75)
    told = claim.verdict([*measured, longer], settings).says
    assert "With 4000 updates, time series: LSTM 0.75 (0.70 to 0.80)." in told


def test_only_a_task_on_which_learning_has_not_ended_is_trained_for_longer():
    cases = [case for case in claim.cases(claim.defaults()) if "longer" in case]
    assert [(case["task"], case["net"], case["longer"]) for case in cases] == [
        ("series", net, 4000) for net in GO_ON
    ]
    assert not any("longer" in case for case in claim.cases(claim.defaults() | {"what": "adding"}))


def test_the_stored_rows_say_that_the_lstm_stays_ahead_on_series_with_more_updates():
    said = claim.verdict(stored(claim).rows, claim.defaults()).says
    assert "With 4000 updates, time series: LSTM 0.77 (0.76 to 0.78); tanh RNN 0.66 (0.29 to 0.73); " in said


def test_the_stored_rows_leave_the_lstm_one_task_for_sure():
    rows = stored(claim).rows
    verdict = claim.verdict(rows, claim.defaults())
    assert claim.options[verdict.right] == "on one to five"
    assert "on: adding; too few seeds to tell on: counting." in verdict.says
    sizes = [one["parameters"] for one in rows if "parameters" in one]
    assert f"{min(sizes)} to {max(sizes)} parameters" in verdict.condition
    assert {tuple(one["updates"]) for one in rows if "updates" in one} == {
        (*(mark for mark in MARKS if mark < 1000), 1000)
    }


@pytest.mark.parametrize("count", [0, 1, 5, 36])
def test_the_pictures_show_what_is_measured_so_far(count):
    rows = [row(task, net, 0.5) for task in TASKS for net in ENTRANTS][:count]
    table, *curves = claim.pictures(rows, claim.defaults(), Look())
    cells = [value for line in table.figure["data"][0]["z"] for value in line]
    assert cells.count(0.5) == count
    assert len(cells) == len(TASKS) * len(ENTRANTS)
    assert len(curves) == len(TITLES)


def test_nothing_but_the_window_is_seen_before_the_guess():
    rows = [row(task, net, 0.5) for task in TASKS for net in ENTRANTS]
    assert {one["net"] for one in claim.before_guess(rows)} == {"window"}
