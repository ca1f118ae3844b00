import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest

import lstmviz.learn.zoo.__main__ as command
from lstmviz.learn.saved_nets.shipped import NETS_FOLDER, load
from lstmviz.learn.tasks import TASKS
from lstmviz.learn.zoo.card import read_card
from lstmviz.learn.zoo.contestants import CONTESTANTS


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The zoo in another place, with a task that is quickly trained."""
    monkeypatch.setattr(command, "NETS_FOLDER", tmp_path)
    monkeypatch.setattr(type(TASKS["anbn"]), "updates", 1)
    monkeypatch.setattr("lstmviz.learn.zoo.runs.TEST_SEQUENCES", 5)
    return tmp_path


def run(monkeypatch, *arguments):
    monkeypatch.setattr("sys.argv", ["zoo", *arguments])
    command.main()


def test_a_task_without_nets_is_tuned_trained_and_shipped(folder, monkeypatch, capsys):
    monkeypatch.setattr(command, "engine", lambda named: ThreadPoolExecutor(1))
    run(monkeypatch, "--task", "anbn", "--workers", "1")
    for name in CONTESTANTS:
        card = load("anbn", name, folder).card
        assert (card.nets[name].recipe.steps, card.nets[name].seeds) == (1, 30)
    assert "anbn · relu-rnn" in capsys.readouterr().err
    before = {path.name: path.read_bytes() for path in (folder / "anbn").iterdir()}
    run(monkeypatch, "--task", "anbn")  # nothing is left to do
    assert before == {path.name: path.read_bytes() for path in (folder / "anbn").iterdir()}
    monkeypatch.delattr(command, "train_with_bar")
    run(monkeypatch, "--task", "anbn", "--cards")
    assert before == {path.name: path.read_bytes() for path in (folder / "anbn").iterdir()}


def test_the_table_is_of_the_cards(folder, monkeypatch, capsys):
    shutil.copytree(NETS_FOLDER / "quotes", folder / "quotes")
    run(monkeypatch, "--table")
    printed = capsys.readouterr().out
    record = read_card(folder / "quotes" / "card.json").nets["rnn-same-units"]
    row = f"| Inside quotes | tanh RNN, equal units | {record.learned} of {record.seeds} |"
    assert row in printed
    assert "Recall" not in printed


def test_a_damaged_card_ends_with_the_way_out(folder, monkeypatch):
    monkeypatch.setattr(command, "train_with_bar", lambda *given: None)
    (folder / "anbn").mkdir()
    (folder / "anbn" / "card.json").write_text("{")
    with pytest.raises(SystemExit, match="--task anbn"):
        run(monkeypatch, "--task", "anbn")


def test_unknown_tasks_are_refused(monkeypatch, capsys):
    with pytest.raises(SystemExit):
        run(monkeypatch, "--task", "chess")
    error = capsys.readouterr().err
    assert all(name in error for name in TASKS)
