"""What the README says of the nets is what their cards say."""

from dataclasses import replace
from pathlib import Path

from lstmviz.learn.saved_nets.shipped import NETS_FOLDER, SHIPPED
from lstmviz.learn.zoo.card import read_card
from lstmviz.learn.zoo.table import table, worth

README = Path(__file__).parents[3] / "README.md"


def cards():
    return [read_card(NETS_FOLDER / task / "card.json") for task in SHIPPED]


def test_the_readme_has_the_table_of_the_cards():
    assert table(cards()) in README.read_text(encoding="utf-8")


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
