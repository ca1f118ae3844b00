"""Step and What if on kept nets of every cell that is declared, without a browser."""

import pytest
import torch

from lstmviz.app.what_if.changes import kinds_of
from lstmviz.learn.saved_nets.kept import keep, load_kept
from lstmviz.learn.sessions.plan import Plan
from lstmviz.learn.sessions.session import session
from lstmviz.learn.settings import Start
from lstmviz.learn.tasks import TASKS
from lstmviz.nets.cells import CELLS
from tests.draw.stepper.test_pack import unpack
from tests.pages.opening import changed, opened, problems, scene


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """kept("gru", "min-lstm"): the name of two kept nets of these cells, and the nets."""
    place = tmp_path_factory.mktemp("kept")

    def keeping(*cells):
        starts = tuple(Start(cell, 2, "default", 1e-2) for cell in cells)
        plan, folder = Plan("anbn", starts, batch=2, steps=1), place / "-".join(cells)
        folder.mkdir(exist_ok=True)
        name = keep(folder, plan, 1, [record for record in session(plan, folder) if "test" in record])
        return name, load_kept(name).nets

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LSTMVIZ_KEPT", str(place / "nets"))
        yield keeping


def said(net):
    """What a net answers to the sequence that the tests ask."""
    task = TASKS["anbn"]
    with torch.no_grad():
        return net(task.encode(task.tokens("aabb")))[:, 0].softmax(-1).T.numpy()


def shown(app):
    """[(cell, what it answers)] of all panels of the stepper."""
    head, plane = unpack(scene(app))
    return [
        (panel["cell"], plane(panel["planes"]["says"]))
        for panel in head["panels"]
        if "says" in panel["planes"]
    ]


@pytest.mark.parametrize("cells", [("peephole-lstm", "min-lstm"), ("gru", "relu-rnn")])
def test_step_shows_both(kept, cells):
    name, nets = kept(*cells)
    app = opened("step", task="anbn", seq="aabb", kept=name)
    assert problems(app) == []
    for (cell, says), declared, net in zip(shown(app), cells, nets, strict=True):
        assert cell == declared
        assert says == pytest.approx(said(net), abs=1e-6)


@pytest.mark.parametrize("cell", CELLS)
def test_what_if_offers_what_the_cell_has_and_shows_what_follows(kept, cell):
    name, (net, _) = kept(cell, "rnn")
    app = opened("what_if", task="anbn", seq="aabb", kept=name)
    assert problems(app) == []
    assert list(unpack(scene(app))[0]["changeable"]["forms"]) == list(kinds_of(CELLS[cell]))
    for found, says in shown(app):
        assert found == cell
        assert says == pytest.approx(said(net), abs=1e-6)


@pytest.mark.parametrize(
    ("cell", "word"),
    [
        ("gru", "reset_gate,set,0.8,all,t1-4"),
        ("gru", "weight_hh,0,0,0.8"),
        ("peephole-lstm", "weight_co,0,0,0.8"),
        ("min-lstm", "input_share,set,0.8,all,t1-4"),
        ("min-lstm", "bias_ih,0,0,0.8"),
        ("min-lstm", "forget-bias,0.8"),
    ],
)
def test_such_a_net_is_changed(kept, cell, word):
    name, _ = kept(cell, "rnn")
    app = opened("what_if", task="anbn", seq="aabb", kept=name)
    _, (_, before) = shown(app)
    app = changed(app, word)
    assert problems(app) == []
    (_, untouched), (_, after) = shown(app)
    assert (untouched == before).all()
    assert not (after == before).all()


def test_either_of_two_kept_nets_can_be_changed(kept):
    name, (gru, lstm) = kept("gru", "lstm")
    app = opened("what_if", task="anbn", seq="aabb", kept=name)
    assert shown(app)[0][1] == pytest.approx(said(lstm), abs=1e-6)  # an LSTM, which the shipped net is too
    app = opened("what_if", task="anbn", seq="aabb", kept=name, net="other", changes="forget-bias,1")
    assert shown(app)[0][1] == pytest.approx(said(gru), abs=1e-6)
    (problem,) = problems(app)
    assert "this net (GRU) does not have it" in problem


def test_a_fresh_net_is_none_of_the_kept(kept):
    fresh = {"task": "anbn", "seq": "aabb", "net": "fresh"}
    ((_, alone),) = shown(opened("what_if", **fresh))[:1]
    ((_, beside),) = shown(opened("what_if", **fresh, kept=kept("gru", "lstm")[0]))[:1]
    assert (alone == beside).all()


def test_without_kept_nets_there_is_no_other():
    app = opened("what_if", task="anbn", net="other")
    assert scene(app) == scene(opened("what_if", task="anbn"))
