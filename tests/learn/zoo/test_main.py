import shutil
from dataclasses import replace

import pytest

import lstmviz.learn.zoo.__main__ as command
from lstmviz.learn.tasks import TASKS
from lstmviz.learn.zoo import NETS_FOLDER, load
from lstmviz.learn.zoo.card import read_card, write_card


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The zoo in another place, with cards that ask for a few steps only."""
    card = read_card(NETS_FOLDER / "anbn" / "card.json")
    shutil.copytree(NETS_FOLDER / "anbn", tmp_path / "anbn")
    nets = {name: replace(net, recipe=replace(net.recipe, steps=3)) for name, net in card.nets.items()}
    write_card(replace(card, nets=nets), tmp_path / "anbn" / "card.json")
    monkeypatch.setattr(command, "NETS_FOLDER", tmp_path)
    return tmp_path


def test_the_command_rebuilds_from_the_card(folder, monkeypatch, capsys):
    before = read_card(folder / "anbn" / "card.json")
    monkeypatch.setattr("sys.argv", ["zoo", "--task", "anbn"])
    command.main()
    net, after = load("anbn", "lstm", folder)
    assert after.nets["lstm"].recipe == before.nets["lstm"].recipe
    assert after.nets["lstm"].tries == before.nets["lstm"].tries
    assert not net.readout.weight.equal(load("anbn", "lstm").net.readout.weight)
    assert "left  anbn · rnn 2 · seed 4" in capsys.readouterr().err


def test_a_task_without_nets_is_tuned_first(folder, monkeypatch):
    shutil.rmtree(folder / "anbn")
    monkeypatch.setattr("lstmviz.learn.tasks.AnBn.updates", 3)
    monkeypatch.setattr("sys.argv", ["zoo", "--task", "anbn"])
    command.main()
    assert len(read_card(folder / "anbn" / "card.json").nets["lstm"].tries) == 6


def test_a_damaged_card_ends_with_the_way_out(folder, monkeypatch):
    (folder / "anbn" / "card.json").write_text("{")
    monkeypatch.setattr("sys.argv", ["zoo", "--task", "anbn"])
    with pytest.raises(SystemExit, match="--tune --task anbn"):
        command.main()


def test_unknown_tasks_are_refused(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["zoo", "--task", "chess"])
    with pytest.raises(SystemExit):
        command.main()
    error = capsys.readouterr().err
    assert all(name in error for name in TASKS)
