"""What is shipped of a task, from runs of a few updates and made-up scores."""

import re
from dataclasses import replace

import pytest
import torch

from lstmviz.errors import InputError
from lstmviz.learn.recipe import build
from lstmviz.learn.saved_nets.shipped import load
from lstmviz.learn.tasks import TASKS
from lstmviz.learn.zoo.card import SeedScore, read_card
from lstmviz.learn.zoo.contestants import BATCH, CLIP, CONTESTANTS, FIRST_RATES
from lstmviz.learn.zoo.runs import SEEDS, TEST_SEQUENCES, TUNING_SEEDS, Run, add_run, train_one
from lstmviz.learn.zoo.schedule import SCREENING_SEEDS, next_runs
from lstmviz.learn.zoo.ship import TUNING, from_the_median, ship

ANBN = TASKS["anbn"]


@pytest.fixture
def short(monkeypatch):
    """A task of five updates: its nets learn nothing, so that where scores say more all seeds are trained."""
    monkeypatch.setattr(type(ANBN), "updates", 5)
    monkeypatch.setattr("lstmviz.learn.zoo.ship.CONTESTANTS", ["lstm", "relu-rnn"])


def run_all(folder, score):
    """Write down every run that is asked for, with a made-up score."""
    known = {}
    for name in CONTESTANTS:
        while todo := next_runs(ANBN, name, known)[1]:
            for recipe, seed in todo:
                run = Run(recipe, seed, score(recipe, seed), 1.0, 0.1, recipe.cell == "relu-rnn", 1.0, "", "")
                known[recipe, seed] = run
                add_run(folder / "anbn", run)


def test_the_median_seed_is_shipped_and_the_card_counts_the_others(short, tmp_path):
    run_all(tmp_path, lambda recipe, seed: (seed % 30) / 29)
    ship(ANBN, tmp_path)
    net, card = load("anbn", "lstm", tmp_path)
    record = card.nets["lstm"]
    assert (record.seeds, record.learned, record.median) == (30, 3, 0.5)
    assert record.interval == pytest.approx((0.035, 0.256), abs=5e-4)
    assert (record.diverged, card.nets["relu-rnn"].diverged) == (0, 30)
    assert record.shipped.seed == 14
    assert record.longer["updates"] == 20
    assert (record.longer["seeds"], record.longer["learned"]) == (10, 0)
    trained, _ = train_one("anbn", record.recipe, 14)
    assert all(torch.equal(trained.state_dict()[name], w) for name, w in net.state_dict().items())


def test_a_net_stays_while_it_stands_for_the_median(short, tmp_path):
    run_all(tmp_path, lambda recipe, seed: 0.0)
    ship(ANBN, tmp_path)
    before = (tmp_path / "anbn" / "lstm.safetensors").read_bytes()
    recipe = read_card(tmp_path / "anbn" / "card.json").nets["lstm"].recipe
    for score, stays in ((0.7, True), (0.95, False)):
        for seed in SEEDS:
            add_run(tmp_path / "anbn", Run(recipe, seed, score + seed / 1000, 1.0, 0.1, False, 1.0, "", ""))
        ship(ANBN, tmp_path)
        assert read_card(tmp_path / "anbn" / "card.json").nets["lstm"].median == pytest.approx(score + 0.0145)
        assert ((tmp_path / "anbn" / "lstm.safetensors").read_bytes() == before) == stays


def test_what_is_not_scored_yet_keeps_its_record(short, tmp_path):
    assert ship(ANBN, tmp_path) is None
    run_all(tmp_path, lambda recipe, seed: 1.0)
    first = ship(ANBN, tmp_path)
    file = tmp_path / "anbn" / "runs.jsonl"
    few = [line for line in file.read_text().splitlines() if '"seed": 9,' not in line]
    file.write_text("\n".join(few))
    again = ship(ANBN, tmp_path)
    assert again == replace(first, date=again.date)


def test_a_damaged_card_is_not_written_over(short, tmp_path):
    run_all(tmp_path, lambda recipe, seed: 1.0)
    (tmp_path / "anbn" / "card.json").write_text("{")
    with pytest.raises(InputError, match=r"damaged.*Delete it, and make it again"):
        ship(ANBN, tmp_path)
    (tmp_path / "anbn" / "card.json").unlink()
    assert ship(ANBN, tmp_path) == read_card(tmp_path / "anbn" / "card.json")


def test_the_median_seed_comes_first_and_then_its_neighbours():
    def scores(*sequences_and_losses):
        return tuple(SeedScore(seed, s, 1.0, loss) for seed, (s, loss) in enumerate(sequences_and_losses))

    five = scores((1.0, 0.3), (0.2, 0.9), (0.7, 0.5), (0.9, 0.4), (0.1, None))
    assert from_the_median(five) == [2, 3, 1, 0, 4]
    alike = scores((1.0, 0.5), (1.0, 0.1), (1.0, 0.4), (1.0, 0.2), (1.0, 0.3))
    assert from_the_median(alike) == [4, 3, 2, 1, 0]
    assert from_the_median(scores((0.0, None), (0.0, 1.0), (0.0, 2.0)))[0] == 2


def test_a_seed_that_ends_elsewhere_by_itself_does_not_stand_for_the_median(short, tmp_path, monkeypatch):
    run_all(tmp_path, lambda recipe, seed: 0.9 + seed / 1000)
    trained = []

    def train_one(name, recipe, seed):
        trained.append(seed)
        score = 0.915 if seed == 17 else 0.2
        return build(ANBN, recipe, seed), Run(recipe, seed, score, 1.0, 0.1, False, 1.0, "", "")

    monkeypatch.setattr("lstmviz.learn.zoo.ship.train_one", train_one)
    monkeypatch.setattr("lstmviz.learn.zoo.ship.CONTESTANTS", ["lstm"])
    shipped = ship(ANBN, tmp_path).nets["lstm"].shipped
    assert (shipped.seed, shipped.sequences) == (17, 0.915)
    assert trained[0] == from_the_median(read_card(tmp_path / "anbn" / "card.json").nets["lstm"].scores)[0]
    assert len(trained) > 1


def test_what_a_card_says_of_the_tuning_is_what_is_done():
    done = [BATCH, f"{CLIP:g}", *FIRST_RATES, len(SCREENING_SEEDS), len(TUNING_SEEDS), len(SEEDS)]
    assert re.findall(r"[\d.,]*\d", TUNING) == [*map(str, done), f"{TEST_SEQUENCES:,}"]
