import io
import json
import os
import zipfile
from dataclasses import replace

import pytest
import torch
from safetensors.torch import load

from lstmviz.errors import InputError
from lstmviz.learn.saved_nets import store
from lstmviz.learn.saved_nets.kept import keep, load_kept, zipped
from lstmviz.learn.sessions.checkpoint_files import checkpoint_net
from lstmviz.learn.sessions.plan import Plan
from lstmviz.learn.sessions.session import session
from lstmviz.learn.settings import Start

STARTS = (Start("lstm", 2, "default", 1e-2), Start("rnn", 3, "orthogonal", 3e-3))
PLAN = Plan("anbn", STARTS, batch=4, steps=8, clip=1.0, seeds=2)


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    folder = tmp_path_factory.mktemp("session")
    return folder, [record for record in session(PLAN, folder) if "test" in record]


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setenv("LSTMVIZ_KEPT", str(tmp_path / "kept"))
    return tmp_path / "kept"


def kept_name(trained, step=8):
    folder, results = trained
    return keep(folder, PLAN, step, results)


@pytest.mark.parametrize("step", [0, 3, 8])
def test_kept_nets_come_back_as_they_were_with_their_card(step, trained, place):
    nets, card = load_kept(kept_name(trained, step))
    for net, again in enumerate(nets):
        trained_net = checkpoint_net(trained[0], PLAN, net, card.steps[net]).state_dict()
        assert all(torch.equal(trained_net[name], weight) for name, weight in again.state_dict().items())
        assert not again.training
    assert (card.plan, card.torch) == (PLAN, torch.__version__)
    assert max(card.steps) <= step
    assert [record["test"] for record in card.results] == [record["test"] for record in trained[1]]


def test_the_same_nets_have_the_same_name_and_others_another(trained, place):
    assert kept_name(trained) == kept_name(trained)
    assert kept_name(trained) != kept_name(trained, step=0)
    folder, results = trained
    assert kept_name(trained) != kept_name((folder, results[:1]))  # the same nets, of which less is known
    assert len(list(place.iterdir())) == 3


def test_the_download_holds_both_nets_and_the_card(trained, place):
    name = kept_name(trained)
    archive = zipfile.ZipFile(io.BytesIO(zipped(name)))
    assert set(archive.namelist()) == {"net-0.safetensors", "net-1.safetensors", "card.json"}
    weights = load(archive.read("net-1.safetensors"))
    assert torch.equal(weights["readout.bias"], load_kept(name).nets[1].readout.bias)
    assert json.loads(archive.read("card.json"))["plan"]["task"] == "anbn"


@pytest.mark.parametrize("name", ["", "../../etc", "0" * 15, "0" * 16, "G" * 16, "0" * 16 + "\n"])
def test_unknown_names_are_refused(name, place):
    with pytest.raises(InputError, match=r"kept nets"):
        load_kept(name)


@pytest.mark.parametrize("file", ["net-0.safetensors", "card.json"])
@pytest.mark.parametrize("damage", [lambda path: path.write_bytes(b"{"), lambda path: path.unlink()])
def test_damaged_nets_are_refused_with_the_way_out(file, damage, trained, place):
    name = kept_name(trained)
    damage(place / name / file)
    for read in (load_kept, zipped):
        with pytest.raises(InputError, match=r"(damaged|cannot be read).*Train them again"):
            read(name)


def test_a_card_of_another_plan_is_refused(trained, place):
    name = kept_name(trained)
    card = json.loads((place / name / "card.json").read_text())
    card["plan"] = replace(PLAN, nets=(STARTS[1], STARTS[0])).words()
    (place / name / "card.json").write_text(json.dumps(card))
    with pytest.raises(InputError, match="damaged"):
        load_kept(name)


def test_the_pair_unused_for_longest_goes_first(trained, place, monkeypatch):
    first, second = kept_name(trained, 0), kept_name(trained, 3)
    os.utime(place / first, (1, 1))
    os.utime(place / second, (2, 2))
    load_kept(first)  # used again: now the second has waited for longest
    monkeypatch.setattr(store, "MOST_STORED", 2)
    third = kept_name(trained, 8)
    assert {path.name for path in place.iterdir()} == {first, third}


def test_the_pair_just_kept_stays_however_large_it_is(trained, place, monkeypatch):
    monkeypatch.setattr(store, "MOST_BYTES", 1)
    for step in (0, 8):
        name = kept_name(trained, step)
        assert [one.name for one in place.iterdir()] == [name]
        os.utime(place / name, (1, 1))


def test_a_full_disk_is_said_and_leaves_nothing_behind(trained, place, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store, "write_whole", full)
    with pytest.raises(InputError, match=r"No space left on device.*Download them instead"):
        kept_name(trained)
    assert list(place.iterdir()) == []


def test_there_must_be_a_checkpoint(tmp_path, place):
    with pytest.raises(InputError, match="no checkpoint up to step 5"):
        keep(tmp_path, PLAN, 5, [])
