import json
import shutil
from dataclasses import fields

import pytest
import torch
from safetensors.torch import load_file, save_file

from lstmviz.errors import InputError
from lstmviz.learn.chance import rules
from lstmviz.learn.saved_nets.shipped import NETS_FOLDER, SHIPPED, load, shipped_nets, shipped_tasks
from lstmviz.learn.tasks import TASKS
from lstmviz.learn.training import evaluate
from lstmviz.learn.zoo.card import LEARNED, Outcome
from lstmviz.learn.zoo.contestants import CONTESTANTS
from lstmviz.nets.sequence import parameter_count

every_task = pytest.mark.parametrize("task", SHIPPED.values(), ids=SHIPPED)

every_net = pytest.mark.parametrize(
    ("task", "name"), [(task, name) for task in SHIPPED.values() for name in shipped_nets(task.name)]
)


@pytest.fixture
def folder(tmp_path):
    """A copy of one task's nets, to be damaged."""
    shutil.copytree(NETS_FOLDER / "anbn", tmp_path / "anbn")
    return tmp_path


@every_net
def test_a_shipped_net_reproduces_its_card(task, name):
    net, card = load(task.name, name)
    record = card.nets[name]
    score = evaluate(net, task, card.test_seed, card.test_sequences)
    assert score.sequences == pytest.approx(record.shipped.sequences, abs=0.002)  # another CPU may round
    assert score.steps == pytest.approx(record.shipped.steps, abs=0.002)
    assert parameter_count(net) == record.parameters
    assert task.facts(net) == pytest.approx(record.facts, abs=0.01)


@every_task
def test_a_card_is_a_fair_contest(task):
    card = load(task.name, "lstm").card
    assert list(card.nets) == shipped_nets(task.name)
    lstm = card.nets["lstm"]
    assert card.chance == rules(task, card.test_seed, card.test_sequences)
    for name, record in card.nets.items():
        net = CONTESTANTS[name]
        assert record.recipe.cell == record.shipped.recipe.cell == net.cell
        assert record.shipped.recipe.hidden == record.recipe.hidden
        if net.equal == "units":
            assert record.recipe.hidden == lstm.recipe.hidden
        else:
            assert abs(lstm.parameters - record.parameters) < 0.25 * lstm.parameters
        assert (record.recipe.steps, record.recipe.batch) == (task.updates, lstm.recipe.batch)
        assert len({score.seed for score in record.scores}) == record.seeds
        assert Outcome.of(record.scores) == Outcome(
            **{field.name: getattr(record, field.name) for field in fields(Outcome)}
        )
        assert record.chance == max(rule.sequences for rule in card.chance)
        if task.untuned:
            assert (record.recipe.init, record.recipe.learning_rate) == task.untuned
            continue
        assert len(record.tries) >= 6
        enough = max(attempt.seeds for attempt in record.tries)
        finalists = [attempt for attempt in record.tries if attempt.seeds == enough]
        best = max(finalists, key=lambda one: (one.sequences, -(one.loss or float("inf"))))
        assert (best.learning_rate, best.init) == (record.recipe.learning_rate, record.recipe.init)


@every_net
def test_a_shipped_net_ends_as_at_least_half_of_the_seeds_do(task, name):
    record = load(task.name, name).card.nets[name]
    assert Outcome.of(record.scores).at_least_half(record.shipped.sequences >= LEARNED)


@every_task
def test_every_shipped_lstm_has_learned_its_task(task):
    card = load(task.name, "lstm").card
    assert card.nets["lstm"].shipped.sequences >= LEARNED > card.nets["lstm"].chance
    assert card.nets["lstm"].interval[0] > 0.5


def test_a_loaded_net_is_at_rest_and_its_own():
    net, again = load("recall", "lstm").net, load("recall", "lstm").net
    assert not net.training
    assert not any(parameter.requires_grad for parameter in net.parameters())
    with torch.no_grad():
        net.readout.bias.add_(1.0)
    assert not torch.equal(net.readout.bias, again.readout.bias)


@pytest.mark.parametrize(("task", "net", "choice"), [("chess", "lstm", "anbn"), ("anbn", "cnn", "rnn-same")])
def test_unknown_names_are_refused_with_the_choices(task, net, choice):
    with pytest.raises(InputError, match=choice):
        load(task, net)


def refused(folder, damage):
    """Apply the damage to the LSTM's weights and return the message."""
    path = folder / "anbn" / "lstm.safetensors"
    weights = load_file(path)
    damage(path, weights)
    with pytest.raises(InputError) as error:
        load("anbn", "lstm", folder)
    assert str(path) in str(error.value)
    assert "python -m lstmviz.learn.zoo --task anbn" in str(error.value)
    load("anbn", "rnn-same-units", folder)  # the others are not touched
    return str(error.value)


def test_missing_weights_are_refused(folder):
    assert "No such file" in refused(folder, lambda path, weights: path.unlink())


@pytest.mark.parametrize("length", [0, 1, 8, 50, 300, -1])
def test_cut_weights_are_refused(folder, length):
    refused(folder, lambda path, weights: path.write_bytes(path.read_bytes()[:length]))


@pytest.mark.parametrize("junk", [b"\x80\x04cos\nsystem\n", b"\xff" * 100, b"{}", b"\x00" * 2_000_000])
def test_junk_is_refused(folder, junk):
    refused(folder, lambda path, weights: path.write_bytes(junk))


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_weights_that_are_not_finite_are_refused(folder, value):
    def damage(path, weights):
        weights["recurrent.weight_hh_l0"][3, 1] = value
        save_file(weights, path)

    assert "recurrent.weight_hh_l0 is not finite" in refused(folder, damage)


@pytest.mark.parametrize("shape", [(8, 3), (7, 2), (2, 8), (16,), (0, 2)])
def test_weights_of_another_shape_are_refused(folder, shape):
    def damage(path, weights):
        save_file(weights | {"recurrent.weight_hh_l0": torch.zeros(shape)}, path)

    message = refused(folder, damage)
    assert f"recurrent.weight_hh_l0 is {shape}" in message
    assert "(8, 2)" in message


def test_weights_of_another_type_are_refused(folder):
    def damage(path, weights):
        save_file({name: weight.double() for name, weight in weights.items()}, path)

    assert "torch.float64" in refused(folder, damage)


def test_weights_too_few_or_too_many_are_refused(folder):
    refused(folder, lambda path, weights: save_file({**weights, "extra": torch.zeros(1)}, path))
    weights = load_file(NETS_FOLDER / "anbn" / "lstm.safetensors")
    weights.pop("readout.bias")
    refused(folder, lambda path, _: save_file(weights, path))


def edited(**changes):
    card = json.loads((NETS_FOLDER / "anbn" / "card.json").read_text())
    return json.dumps(card | changes).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 100_000,
        b" " * 2_000_000,
        edited(nets=None),
        edited(more=1),
        edited(nets={name: {"recipe": {"hidden": 10**9}} for name in CONTESTANTS}),
    ],
    ids=range(10),
)
def test_a_damaged_card_is_refused(folder, data):
    path = folder / "anbn" / "card.json"
    path.write_bytes(data)
    with pytest.raises(InputError) as error:
        load("anbn", "lstm", folder)
    assert str(path) in str(error.value)
    assert "python -m lstmviz.learn.zoo --task anbn" in str(error.value)


def test_a_net_that_is_not_made_yet_is_named_with_the_way_out(folder):
    (folder / "anbn" / "card.json").write_bytes(edited(nets={}))
    with pytest.raises(
        InputError, match=r"lstm\.safetensors is not made yet.*lstmviz\.learn\.zoo --task anbn"
    ):
        load("anbn", "lstm", folder)


def test_a_card_of_another_size_does_not_reach_pytorch(folder):
    path = folder / "anbn" / "card.json"
    card = json.loads(path.read_text())
    card["nets"]["lstm"]["shipped"]["recipe"]["hidden"] = 3
    path.write_text(json.dumps(card))
    with pytest.raises(InputError, match=r"weight_ih_l0 is \(8, 2\).*its recipe gives \(12, 2\)"):
        load("anbn", "lstm", folder)


def test_a_task_is_shipped_when_it_has_a_card(folder):
    assert shipped_tasks(folder) == {"anbn": TASKS["anbn"]}
    assert list(SHIPPED) == list(shipped_tasks())


def test_a_missing_card_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"card\.json cannot be read"):
        load("anbn", "lstm", tmp_path)
