from concurrent.futures import ThreadPoolExecutor

import pytest

from lstmviz.learn.tasks import TASKS
from lstmviz.learn.zoo import train_all as module
from lstmviz.learn.zoo.runs import Run, read_runs
from lstmviz.learn.zoo.schedule import next_runs
from lstmviz.learn.zoo.train_all import train_all

PAIR = [TASKS["anbn"], TASKS["parity"]]


@pytest.fixture
def trained(monkeypatch):
    """What was trained, by a stand-in that learns at once."""
    keys = []

    def run_stack(name, stack):
        keys.extend((name, *key) for key in stack)
        return [Run(*key, 1.0, 1.0, 0.1, False, 1.0, "", "", len(stack)) for key in stack]

    monkeypatch.setattr(module, "run_stack", run_stack)
    return keys


def train(folder, report=lambda label, done: None):
    with ThreadPoolExecutor(3) as executor:
        train_all(PAIR, folder, executor, 3, report)


def test_everything_is_trained_once_tuning_first_and_written_down(trained, tmp_path):
    train(tmp_path)
    assert len(trained) == len(set(trained))
    seeds = [seed for _, _, seed in trained]
    assert min(seeds[: seeds.index(0)]) >= 100
    for task in PAIR:
        assert next_runs(task, "relu-rnn", read_runs(tmp_path / task.name))[1] == []


def test_it_goes_on_where_it_was_broken_off(trained, tmp_path):
    def stop(label, done):
        if done >= 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train(tmp_path, stop)
    done = {(name, *key) for name in ("anbn", "parity") for key in read_runs(tmp_path / name)}
    assert len(done) >= 20
    trained.clear()
    told = []
    train(tmp_path, lambda label, count: told.append(count))
    assert done.isdisjoint(trained)
    assert told == sorted(told)
    assert told[-1] == len(done) + len(trained)
