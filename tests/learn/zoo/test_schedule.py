"""The schedule, driven by made-up scores in place of trainings."""

import pytest

from lstmviz.learn.tasks import TASKS
from lstmviz.learn.zoo.contestants import CONTESTANTS, grid
from lstmviz.learn.zoo.runs import SEEDS, TUNING_SEEDS, Run
from lstmviz.learn.zoo.schedule import LONGER_SEEDS, SCREENING_SEEDS, longer, next_runs, tuning

TASK = TASKS["anbn"]


def driven(score, name="lstm"):
    """All runs that are asked for, in their order, each answered with score(recipe, seed)."""
    known = {}
    while (todo := next_runs(TASK, name, known)[1]) and len(known) < 200:
        recipe, seed = todo[0]
        known[recipe, seed] = Run(recipe, seed, score(recipe, seed), 1.0, 0.1, False, 1.0, "", "")
    return known


def seeds_of(known, recipe):
    return [seed for one, seed in known if one == recipe]


@pytest.mark.parametrize("name", CONTESTANTS)
def test_the_better_half_gets_all_tuning_seeds_and_the_winner_all_others(name):
    worth = {recipe: 1 - place / 10 for place, recipe in enumerate(grid(TASK, name))}
    known = driven(lambda recipe, seed: worth.get(recipe, 0.0), name)
    best, *others = grid(TASK, name)
    assert seeds_of(known, best) == [*TUNING_SEEDS, *SEEDS]
    assert [len(seeds_of(known, recipe)) for recipe in others] == [5, 5, 2, 2, 2]
    assert not set(SEEDS) & set(TUNING_SEEDS)
    assert set(SCREENING_SEEDS) < set(TUNING_SEEDS)
    assert tuning(TASK, name, known).best == best


def test_a_better_rate_beyond_the_grid_is_found():
    known = driven(lambda recipe, seed: 0.5 + recipe.learning_rate if recipe.learning_rate < 0.05 else 0.1)
    best = tuning(TASK, "lstm", known).best
    assert best.learning_rate == 0.03
    assert {recipe.learning_rate for recipe, _ in known if recipe.init == best.init} == {
        0.003,
        0.01,
        0.03,
        0.1,
    }


def test_who_has_not_learned_is_trained_for_longer():
    lucky = driven(lambda recipe, seed: 1.0)
    assert {recipe.steps for recipe, _ in lucky} == {TASK.updates}
    known = driven(lambda recipe, seed: 0.95 if seed else 0.5)
    best = tuning(TASK, "lstm", known).best
    assert seeds_of(known, longer(best)) == list(LONGER_SEEDS)
    assert longer(best).steps == 4 * best.steps


def test_where_the_task_says_the_recipe_nothing_is_tuned():
    task = TASKS["short-recall"]
    (only,) = grid(task, "lstm")
    assert tuning(task, "lstm", {}) == ([], [], only)
    assert next_runs(task, "lstm", {}) == (1, [(only, seed) for seed in SEEDS])


def test_a_loss_that_is_not_finite_is_the_worst():
    def lost(recipe, seed):
        return Run(recipe, seed, 0.5, 0.5, None if recipe.learning_rate > 0.005 else 9.0, True, 1.0, "", "")

    known = {(recipe, seed): lost(recipe, seed) for recipe in grid(TASK, "lstm") for seed in TUNING_SEEDS}
    assert all(key[0].learning_rate < 0.005 for key in next_runs(TASK, "lstm", known)[1])
