"""Shapes and states: the code that is offered runs, and what the page says of its layer is so."""

from dataclasses import replace
from itertools import product

import pytest
import torch

from lstmviz.app.shapes.answers import answers, at_the_last_step, dropped, from_ones, padding, sent_back
from lstmviz.app.shapes.code import as_pytorch
from lstmviz.app.shapes.layer import ends, in_halves, parameters, run
from lstmviz.app.shapes.picture import drawing
from lstmviz.app.shapes.view import ShapesView
from tests.pages.opening import opened, problems, sound

VIEWS = [
    ShapesView(steps=5, batch=3, hidden=2, layers=layers, directions=ways, batch_first=first)
    for layers, ways, first in product((1, 3), (1, 2), ("no", "yes"))
]


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_the_code_runs_and_holds_what_it_asserts(view):
    exec(compile(as_pytorch(view), "shown", "exec"), {})


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_parameters_are_counted_as_pytorch_has_them(view):
    total, told = parameters(view)
    assert total == sum(one.numel() for one in run(view).lstm.parameters())
    assert eval(told.replace("·", "*")) == total


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_the_ends_agree_but_for_the_one_where_the_backward_direction_begins(view):
    found = ends(run(view))
    assert [far < 1e-6 for far in found.values()] == ([True, True, False] if view.directions == 2 else [True])


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_a_state_that_is_handed_on_makes_two_pieces_one_where_there_is_one_direction(view):
    carried, fresh = in_halves(run(view))
    assert (carried < 1e-6) == (view.directions == 1)
    assert fresh > 1e-3


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_what_the_answers_say_is_what_pytorch_does(view):
    by_time = run(replace(view, batch_first="no"))
    padded, packed = padding(by_time)
    assert padded > 1e-3
    assert packed < 1e-6
    first, last = from_ones(by_time)
    assert first > 1e-2
    assert last > 1e-2 if view.directions == 2 else last < first
    over, detached = sent_back(by_time)
    assert over > 1e-3
    assert detached == 0
    assert (dropped(view, by_time) > 1e-2) == (view.layers > 1)
    output, h_n = torch.nn.GRU(4, 2, view.layers, bidirectional=view.directions == 2)(by_time.x)
    assert output.shape == by_time.output.shape
    assert h_n.shape == by_time.h_n.shape


def test_unit_0_keeps_what_its_forget_gate_leaves():
    ran = run(VIEWS[0])
    weights = ran.lstm.state_dict()
    _output, (h, c) = ran.lstm(ran.x[:-1])
    gates = ran.x[-1] @ weights["weight_ih_l0"].T + weights["bias_ih_l0"]
    gates = gates + h[0] @ weights["weight_hh_l0"].T + weights["bias_hh_l0"]
    forget = gates[0, 2].sigmoid().item()  # rows i i f f g g o o, of 2 units
    before = c[0, 0, 0].item()
    assert at_the_last_step(ran) == pytest.approx((forget, before, forget * before), rel=1e-5)


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_every_question_has_an_answer_with_its_numbers(view):
    told = list(answers(view, run(view)))
    assert len(told) == 16
    assert not any("{" in answer or "nan" in answer for _, answer in told)


def test_a_run_leaves_the_random_numbers_of_others_alone():
    torch.manual_seed(1)
    expected = torch.rand(3)
    torch.manual_seed(1)
    run(ShapesView())
    assert torch.equal(torch.rand(3), expected)


def test_the_picture_fills_one_step_of_every_layer_and_direction():
    svg = drawing(ShapesView(steps=4, layers=2, directions=2))
    assert svg.count('class="last"') == 4
    assert svg.count('class="step"') == 12


def test_the_page_follows_its_link_and_its_sliders():
    app = opened("shapes", T="4", layers="2", directions="2")
    assert problems(app) == []
    assert "torch.nn.LSTM(4, H, num_layers=2, bidirectional=True)" in app.code[0].value
    app = sound(app.slider(key="hidden").set_value(5).run())
    assert app.query_params["H"] == "5"
    assert "(4, 2, 5)" in " ".join(one.value for one in app.markdown)
