from dataclasses import replace
from pathlib import Path

from lstmviz.learn.tasks.anbn import MOST_REACH
from lstmviz.learn.zoo import reach
from lstmviz.learn.zoo.contestants import CONTESTANTS
from lstmviz.learn.zoo.runs import SEEDS
from lstmviz.storage.stored import store

README = Path(__file__).parents[3] / "README.md"


def test_the_readme_tells_the_reach_of_all_seeds():
    assert reach.in_words() in " ".join(README.read_text(encoding="utf-8").split())


def test_every_seed_of_every_net_is_stored():
    rows = [(row["net"], row["seed"]) for row in reach.stored_reaches().rows]
    assert rows == [(name, seed) for name in CONTESTANTS for seed in SEEDS]


def test_it_trains_every_net_of_the_card_from_every_seed(monkeypatch, tmp_path):
    asked = []

    def few(task, members):
        asked.append(members)
        return train_stack(task, [(shortened(recipe), seed) for recipe, seed in members])

    train_stack = reach.train_stack
    monkeypatch.setattr(reach, "train_stack", few)
    monkeypatch.setattr(reach, "SEEDS", range(2))
    made = store(tmp_path / "reach.json", "anbn", {}, lambda done: reach.reaches(), lambda rows: None)
    assert [len(members) for members in asked] == [2] * len(CONTESTANTS)
    assert {row["reach"] for row in made.rows} <= set(range(MOST_REACH + 1))


def shortened(recipe):
    """Of one update."""
    return replace(recipe, steps=1)
