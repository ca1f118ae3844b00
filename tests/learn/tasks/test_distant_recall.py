import pytest
import torch

from lstmviz.learn.tasks import TASKS
from lstmviz.learn.tasks.distant_recall import DistantRecall


@pytest.mark.parametrize("steps", [2, 10, 300])
def test_the_letter_of_the_first_step_is_asked_at_the_last_alone(steps):
    task = DistantRecall(steps)
    inputs = task.sample(20, torch.Generator().manual_seed(0))
    targets, asked = task.label(inputs)
    assert inputs.shape == (steps, 20, 5)
    assert inputs[0, :, 4].all()
    assert not inputs[1:, :, 4].any()
    assert asked[-1].all()
    assert not asked[:-1].any()
    assert torch.equal(targets[-1], inputs[0, :, :4].argmax(-1))


def test_every_letter_is_flagged_equally_often():
    inputs = DistantRecall(5).sample(4000, torch.Generator().manual_seed(0))
    assert (inputs[0, :, :4].mean(0) - 0.25).abs().max() < 0.03


def test_it_is_for_measuring_and_not_among_the_tasks_of_the_step_page():
    assert DistantRecall.name not in TASKS
