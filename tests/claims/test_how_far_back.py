import pytest

from lstmviz.claims.how_far_back import BUDGETS, DISTANCES, MORE, PATIENCE, TOLD, UNGATED, USUAL, HowFarBack
from lstmviz.claims.how_far_nets import SOLVED, STARTS, all_seeds, run
from lstmviz.claims.stored import stored
from lstmviz.draw.figures import Look

claim = HowFarBack()


@pytest.mark.parametrize("net", [USUAL, TOLD, "tanh RNN, orthogonal"])
def test_ten_steps_are_near_enough(net):
    found = run(net, distance=10, seed=0, updates=400, units=8)
    assert found["score"] >= SOLVED
    assert found["updates"] < 400  # it stops when it succeeds


def test_at_a_hundred_steps_chrono_learns_what_the_usual_start_does_not():
    assert run(USUAL, distance=100, seed=0, updates=300, units=8)["score"] < 0.4
    assert run(TOLD, distance=100, seed=0, updates=300, units=8)["score"] > 0.45


def test_the_rnn_has_the_parameters_of_the_lstm():
    assert run("tanh RNN, default", distance=10, seed=0, updates=1, units=8)["hidden"] == 18  # 526 to 516


def test_every_net_distance_and_seed_is_measured_near_ones_first():
    settings = claim.defaults() | {"far": "10", "tries": 2, "updates": 1}
    rows = list(claim.measure(settings))
    assert [(row["net"], row["seed"]) for row in rows] == [
        (net, seed) for net in STARTS for seed in range(2 * MORE.get(net, 1))
    ]
    assert len(rows) == claim.expected(settings)
    assert claim.verdict(rows, settings).right is None  # one distance does not say from which on it fails


def table(reached):
    """Rows in which every net succeeds at the distances up to `reached`."""
    return [
        {"distance": distance, "net": net, "seed": seed, "score": 0.95 if distance <= reached else 0.3}
        for distance in DISTANCES
        for net in STARTS
        for seed in range(5)
    ]


@pytest.mark.parametrize(("reached", "right"), [(0, 0), (10, 0), (30, 1), (100, 2), (300, 2), (1000, 2)])
def test_the_answer_is_the_first_distance_at_which_most_seeds_fail(reached, right):
    verdict = claim.verdict(table(reached), claim.defaults())
    assert verdict.right == right
    assert f"{USUAL}: " + ", ".join(
        f"{5 if distance <= reached else 0} of 5 at {distance}" for distance in DISTANCES
    ) in (verdict.says)


def test_a_distance_at_which_the_seeds_disagree_is_not_judged():
    rows = table(30)
    rows = [row | {"score": 0.95} if row["distance"] == 100 and row["seed"] < 2 else row for row in rows]
    assert claim.verdict(rows, claim.defaults()).right is None


def test_the_stored_rows_say_that_an_rnn_without_gates_goes_further_than_the_usual_lstm():
    rows = stored(claim).rows
    verdict = claim.verdict(rows, claim.defaults())
    assert claim.options[verdict.right] == "from 30 steps or fewer"
    assert f"{UNGATED}: 5 of 5 at 10, 5 of 5 at 30, 5 of 5 at 100" in verdict.says
    assert f"{USUAL}: 5 of 5 at 10, 0 of 5 at 30, 0 of 5 at 100" in verdict.says
    assert f"{TOLD}: 20 of 20 at 10, 18 of 20 at 30" in verdict.says


def test_all_seeds_of_a_budget_are_what_each_alone_comes_to_but_for_rounding():
    scores = all_seeds(TOLD, distance=10, updates=60, units=4, seeds=range(2))
    alone = [run(TOLD, distance=10, seed=seed, updates=60, units=4)["score"] for seed in range(2)]
    assert scores == pytest.approx(alone, abs=0.02)


def test_only_the_whole_table_and_its_own_distance_have_more_updates():
    budgets = [case for case in claim.cases(claim.defaults()) if "budget" in case]
    assert [(case["net"], case["budget"]) for case in budgets] == [(USUAL, budget) for budget in BUDGETS]
    alone = claim.cases(claim.defaults() | {"far": str(PATIENCE)})
    assert [case for case in alone if "budget" in case] == budgets
    assert not any("budget" in case for case in claim.cases(claim.defaults() | {"far": "10"}))


def test_what_more_updates_bring_is_told_and_drawn():
    rows = [
        {"distance": PATIENCE, "net": USUAL, "budget": budget, "scores": [0.25] * 19 + [last]}
        for budget, last in zip(BUDGETS, (0.25, 0.25, 0.95), strict=True)
    ]
    says = claim.verdict(table(10) + rows, claim.defaults()).says
    assert "0 of 20 after 800, 0 of 20 after 2000, 1 of 20 after 6000" in says
    _, by_budget = claim.pictures(rows, claim.defaults(), Look())
    *_, line = by_budget.figure["data"]
    assert line["y"] == [0.25] * 3


def test_the_stored_rows_say_that_more_updates_hardly_help_the_usual_start():
    rows = stored(claim).rows
    says = claim.verdict(rows, claim.defaults()).says
    assert "at 30 steps, by updates: 0 of 20 after 800, 0 of 20 after 2000, 1 of 20 after 6000." in says


@pytest.mark.parametrize("count", [0, 1, 7, 105])
def test_the_picture_shows_what_is_measured_so_far(count):
    picture, by_budget = claim.pictures(table(1000)[:count], claim.defaults(), Look())
    assert not by_budget.figure["data"]
    shown = [text for line in picture.figure["data"][0]["text"] for text in line if text]
    assert sum(int(text.partition("/")[0]) for text in shown) == count


def test_nothing_of_the_lstm_is_seen_before_the_guess():
    seen = {row["net"] for row in claim.before_guess(table(10))}
    assert seen == {"tanh RNN, default", "tanh RNN, orthogonal"}
