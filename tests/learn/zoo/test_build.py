from dataclasses import replace

import pytest

from lstmviz.learn.tasks import TASKS
from lstmviz.learn.training import Score
from lstmviz.learn.zoo import NET_NAMES, load
from lstmviz.learn.zoo.build import (
    SEEDS,
    TUNING_SEEDS,
    Chosen,
    build_task,
    candidates,
    median_seed,
    tune,
)

ANBN = TASKS["anbn"]


def short(name):
    return [replace(recipe, steps=4) for recipe in candidates(ANBN, name)]


@pytest.mark.parametrize("task", TASKS.values(), ids=TASKS)
def test_every_net_gets_the_same_number_of_tries_and_steps(task):
    recipes = [candidates(task, name) for name in NET_NAMES]
    assert [len(set(tried)) for tried in recipes] == [6, 6, 6]
    assert len({(recipe.steps, recipe.batch, recipe.clip) for tried in recipes for recipe in tried}) == 1


def test_seeds_of_tuning_are_not_used_again():
    assert not set(TUNING_SEEDS) & set(SEEDS)
    assert len(SEEDS) >= 5


def test_tuning_takes_the_best_try():
    steps = []
    recipes = short("lstm")
    chosen = tune(ANBN, recipes, lambda label, count: steps.append(count))
    best = max(range(6), key=lambda k: (chosen.tries[k].sequences, -chosen.tries[k].loss))
    assert chosen.recipe == recipes[best]
    assert sum(steps) == 6 * len(TUNING_SEEDS) * 4


def test_a_rebuild_gives_the_same_bytes(tmp_path):
    chosen = {name: Chosen(short(name)[1], ()) for name in NET_NAMES}
    for folder in ("first", "again"):
        build_task(ANBN, chosen, tmp_path / folder, lambda label, steps: None)
    for name in NET_NAMES:
        first, again = (tmp_path / folder / "anbn" / f"{name}.safetensors" for folder in ("first", "again"))
        assert first.read_bytes() == again.read_bytes()
        shipped = load("anbn", name, tmp_path / "first").card.nets[name]
        assert shipped.recipe == chosen[name].recipe
        assert replace(shipped, training_seconds=0) == replace(
            load("anbn", name, tmp_path / "again").card.nets[name], training_seconds=0
        )


def test_the_median_seed():
    scores = {
        0: Score(1.0, 1, 0.3),
        1: Score(0.2, 1, 0.9),
        2: Score(0.7, 1, 0.5),
        3: Score(0.9, 1, 0.4),
        4: Score(0.1, 1, 1),
    }
    assert median_seed(scores) == 2
    alike = {seed: Score(1.0, 1.0, loss) for seed, loss in enumerate((0.5, 0.1, 0.4, 0.2, 0.3))}
    assert median_seed(alike) == 4
    assert median_seed(dict.fromkeys(range(5), Score(1.0, 1.0, 0.0))) == 2
