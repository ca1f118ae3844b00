"""What the README says of the nets is what their cards say."""

import json
from contextvars import copy_context
from dataclasses import replace
from pathlib import Path

import pytest

from lstmviz.languages import speak
from lstmviz.learn.saved_nets.shipped import NETS_FOLDER, SHIPPED
from lstmviz.learn.zoo import __main__ as zoo_command
from lstmviz.learn.zoo.card import read_card
from lstmviz.learn.zoo.contestants import CONTESTANTS
from lstmviz.learn.zoo.table import table, worth

ROOT = Path(__file__).parents[3]
README = ROOT / "README.md"


def cards():
    return [read_card(NETS_FOLDER / task / "card.json") for task in SHIPPED]


@pytest.mark.parametrize(("language", "file"), [("en", "README.md"), ("zh", "README.zh.md")])
def test_the_readme_has_the_table_of_the_cards(language, file):
    told = copy_context()
    told.run(speak, language)
    assert told.run(table, cards()) in (ROOT / file).read_text(encoding="utf-8")


def learned(name, tasks=None):
    """Learned and seeds of one net, on the tasks named or on all."""
    records = [card.nets[name] for card in cards() if tasks is None or card.task in tasks]
    return [(record.learned, record.seeds) for record in records]


def test_what_the_readme_says_of_all_nets_is_so():
    told = " ".join(README.read_text(encoding="utf-8").split())
    assert "learn recall, counting and adding from 2 of 30 seeds at most" in told
    for name in ("rnn-same-units", "rnn-same-parameters"):
        assert all(one <= (2, 30) for one in learned(name, ("recall", "counter", "adding")))
    assert "all but adding from two seeds of three or more" in told
    others = [card.task for card in cards() if card.task != "adding"]
    assert all(3 * count >= 2 * seeds for count, seeds in learned("relu-rnn", others))
    assert all(2 * count < seeds for count, seeds in learned("relu-rnn", ["adding"]))
    assert "learn every task from nine of ten or more" in told
    assert all(10 * count >= 9 * seeds for count, seeds in learned("lstm") + learned("gru"))
    assert {seeds for name in CONTESTANTS for _, seeds in learned(name)} == {30}


def test_the_readme_says_of_how_many_trainings_the_table_is_and_how_long_they_took():
    lines = [line for runs in NETS_FOLDER.glob("*/runs.jsonl") for line in runs.read_text().splitlines()]
    seconds = [json.loads(line)["seconds"] for line in lines if line]
    told = f"all of it is {round(len(seconds), -2):,} trainings, {sum(seconds) / 3600:.0f} hours of one core"
    assert told in " ".join(README.read_text(encoding="utf-8").split())
    assert f"{sum(seconds) / 3600:.0f} hours of one core" in zoo_command.__doc__


def test_a_row_says_how_many_learned_how_sure_that_is_and_both_scores():
    record = next(card for card in cards() if card.task == "quotes").nets["rnn-same-units"]
    low, high = record.interval
    assert worth(record)[:4] == (
        f"{record.learned} of {record.seeds}",
        f"{low:.2f} to {high:.2f}",
        f"{record.median:.2f}" + ("" if record.median > record.chance else ", chance"),
        f"{record.median_steps:.2f}",
    )


def test_no_better_than_chance_is_said():
    record = next(card for card in cards() if card.task == "adding").nets["rnn-same-units"]
    assert worth(replace(record, median=0.09, chance=0.09))[2] == "0.09, chance"
    assert worth(replace(record, median=0.10, chance=0.09))[2] == "0.10"


def test_reach_stands_where_all_sequences_were_seen():
    record = next(card for card in cards() if card.task == "anbn").nets["lstm"]
    assert worth(record)[2] == f"{record.median:.2f}, reach {record.facts['reach']:g}"
