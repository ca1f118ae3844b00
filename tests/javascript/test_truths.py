"""The right answers as a published stop knows them, against the tasks': every task, many random sequences."""

import json
import random

import pytest
import torch

from lstmviz.app.publish.typed import typing_of
from lstmviz.learn.tasks import TASKS
from tests.javascript.node import in_node, needs_node

pytestmark = needs_node
SEQUENCES = 300  # of each kind
TYPED = [name for name, task in TASKS.items() if typing_of(task)]


def drawn(task):
    """Tokens at random, most of which break the task's rules, and sampled ones, which keep them, cut off."""
    draw = random.Random(0)
    tokens = list(getattr(task, "alphabet", ("0.25", "0.5*", "1", "0.75*")))
    for _ in range(SEQUENCES):
        yield draw.choices(tokens, k=draw.randint(1, 12))
    for inputs in task.sample(SEQUENCES, torch.Generator().manual_seed(0)).unbind(1):
        sampled = list(task.decode(inputs))
        yield sampled[: draw.randint(1, len(sampled))]
        yield sampled


@pytest.fixture(scope="module")
def in_browser(tmp_path_factory):
    """Task -> its sequences, and the browser's answers to each."""
    folder = tmp_path_factory.mktemp("truths")
    sequences = {name: list(drawn(TASKS[name])) for name in TYPED}
    for name, of_task in sequences.items():
        (folder / name).write_text(json.dumps({"task": name, "sequences": of_task}))
    truths = json.loads(in_node("truths.js", [folder / name for name in TYPED]))
    return {name: (sequences[name], of_task) for name, of_task in zip(TYPED, truths, strict=True)}


def test_every_task_can_be_typed():
    assert list(TASKS) == TYPED


@pytest.mark.parametrize("name", TYPED)
def test_what_is_right_and_where_it_is_asked_is_the_task_s(in_browser, name):
    task = TASKS[name]
    for tokens, truth in zip(*in_browser[name], strict=True):
        labels = task.label(task.encode(tuple(tokens)))
        asked, targets = labels.asked[:, 0].tolist(), labels.targets[:, 0].tolist()
        expected = [target if there else None for target, there in zip(targets, asked, strict=True)]
        assert truth == [pytest.approx(one, abs=1e-6) for one in expected], tokens
