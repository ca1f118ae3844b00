import subprocess
import sys
from dataclasses import replace

import pytest
import torch
from safetensors.torch import load, save

from lstmviz.learn.checkpoint import from_bytes, weights_from_bytes
from lstmviz.learn.recipe import Recipe, build
from lstmviz.learn.settings import OPTIMIZERS
from lstmviz.learn.tasks import TASKS
from lstmviz.learn.training import train

TASK = TASKS["recall"]
RECIPE = Recipe("lstm", 4, "forget-bias-1", 1e-2, 8, 9, 1.0)


def checkpoints(recipe=RECIPE):
    return [report.checkpoint for report in train(build(TASK, recipe, 0), TASK, recipe, 0)]


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("cell", ["lstm", "rnn"])
def test_a_checkpoint_comes_back_from_its_bytes(cell, optimizer):
    recipe = replace(RECIPE, cell=cell, init="orthogonal", optimizer=optimizer)
    for checkpoint in checkpoints(recipe):
        again = from_bytes(checkpoint.to_bytes(), TASK, recipe)
        assert (again.step, again.seconds) == (checkpoint.step, checkpoint.seconds)
        assert again.tensors.keys() == checkpoint.tensors.keys()
        assert all(torch.equal(again.tensors[name], kept) for name, kept in checkpoint.tensors.items())


def test_it_holds_its_net():
    checkpoint = checkpoints()[0]
    net = build(TASK, RECIPE, 0)
    assert all(torch.equal(checkpoint.weights[name], weight) for name, weight in net.state_dict().items())


def test_a_net_is_read_alone():
    checkpoint = checkpoints()[-1]
    read = weights_from_bytes(checkpoint.to_bytes(), TASK, RECIPE)
    assert read.keys() == checkpoint.weights.keys()
    assert all(torch.equal(read[name], weight) for name, weight in checkpoint.weights.items())


def test_a_net_is_read_without_what_torch_loads_for_an_optimizer(tmp_path):
    file = tmp_path / "checkpoint"
    file.write_bytes(checkpoints()[-1].to_bytes())
    code = f"""
import sys
from pathlib import Path
from lstmviz.learn.checkpoint import weights_from_bytes
from lstmviz.learn.recipe import Recipe
from lstmviz.learn.tasks import TASKS
assert weights_from_bytes(Path(sys.argv[1]).read_bytes(), TASKS["recall"], {RECIPE!r})
assert "torch._dynamo" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code, str(file)], check=True)


def test_training_goes_on_without_changing_a_checkpoint():
    reports = train(build(TASK, RECIPE, 0), TASK, RECIPE, 0)
    first = next(reports).checkpoint
    before = first.to_bytes()
    assert len(list(reports)) == 9
    assert first.to_bytes() == before


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda held: held.pop("generator"), "it holds"),
        (lambda held: held.pop("optimizer.2.exp_avg"), "it holds"),
        (lambda held: held.update({"optimizer.9.step": torch.tensor(1.0)}), "it holds"),
        (lambda held: held.update({"net.readout.bias": torch.zeros(5)}), r"net.readout.bias is \(5,\)"),
        (lambda held: held.update({"step": torch.tensor(10)}), "step is 10, the run has 9"),
        (lambda held: held.update({"step": torch.tensor(-1)}), "step is -1"),
        (lambda held: held["net.readout.bias"].fill_(torch.nan), "not finite"),
        (lambda held: held["optimizer.0.exp_avg"].fill_(torch.inf), "not finite"),
        (lambda held: held["generator"].fill_(255), "generator's state"),
    ],
)
def test_a_changed_file_is_refused(change, complaint):
    held = load(checkpoints()[-1].to_bytes())
    change(held)
    with pytest.raises(ValueError, match=complaint):
        from_bytes(save(held), TASK, RECIPE)


@pytest.mark.parametrize("data", [b"", b"x" * 100, b"\xff" * 8])
@pytest.mark.parametrize("read", [from_bytes, weights_from_bytes])
def test_what_is_no_checkpoint_is_refused(read, data):
    with pytest.raises(ValueError, match=r"\S"):
        read(data, TASK, RECIPE)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_a_torn_file_is_refused(share):
    whole = checkpoints()[-1].to_bytes()
    with pytest.raises(ValueError, match=r"\S"):
        from_bytes(whole[: int(len(whole) * share)], TASK, RECIPE)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda held: held.pop("net.readout.bias"), "it holds"),
        (lambda held: held.update({"net.readout.bias": torch.zeros(5)}), r"readout.bias is \(5,\)"),
        (lambda held: held["net.readout.bias"].fill_(torch.nan), "not finite"),
    ],
)
def test_a_changed_net_is_refused(change, complaint):
    held = load(checkpoints()[-1].to_bytes())
    change(held)
    with pytest.raises(ValueError, match=complaint):
        weights_from_bytes(save(held), TASK, RECIPE)


@pytest.mark.parametrize("changed", [{"cell": "gru", "init": "default"}, {"hidden": 5}, {"optimizer": "sgd"}])
def test_another_recipe_is_refused(changed):
    with pytest.raises(ValueError, match=r"it holds|its recipe gives"):
        from_bytes(checkpoints()[-1].to_bytes(), TASK, replace(RECIPE, **changed))
