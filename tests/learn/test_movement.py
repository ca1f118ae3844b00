import pytest
import torch

from lstmviz.learn.movement import moved_blocks, moved_weights
from lstmviz.learn.recipe import Recipe, build
from lstmviz.learn.tasks import TASKS


def pair(cell):
    recipe = Recipe(cell, 3, "default", 1e-2, 8, 10, 1.0)
    return build(TASKS["anbn"], recipe, 0), build(TASKS["anbn"], recipe, 0)


@torch.no_grad()
def test_the_weight_that_moved_is_found_by_its_gate():
    before, after = pair("lstm")
    after.recurrent.weight_hh_l0[3 + 2, 1] += 5.0  # second block: the forget gate's; unit 2 reads unit 1
    after.recurrent.bias_ih_l0[9] -= 2.0  # last block: the output gate's, unit 0
    first, second = moved_weights(before, after, 2)
    assert first[:4] == ("weight_hh_l0", "forget_gate", 2, 1)
    assert first.after - first.before == pytest.approx(5.0)
    assert second[:4] == ("bias_ih_l0", "output_gate", 0, 0)
    assert [block[:2] for block in moved_blocks(before, after)[:2]] == [
        ("weight_hh_l0", "forget_gate"),
        ("bias_ih_l0", "output_gate"),
    ]


@torch.no_grad()
def test_blocks_move_by_the_norm_of_their_difference():
    before, after = pair("gru")
    after.recurrent.weight_ih_l0[3:6] *= 3.0
    block = moved_blocks(before, after)[0]
    size = before.recurrent.weight_ih_l0[3:6].norm().item()
    assert block[:2] == ("weight_ih_l0", "update_gate")
    assert (block.absolute, block.relative) == (pytest.approx(2 * size), pytest.approx(2.0))


@torch.no_grad()
@pytest.mark.parametrize("cell", ["rnn", "relu-rnn"])
def test_a_block_that_was_zero_has_no_relative_move(cell):
    before, after = pair(cell)
    before.recurrent.bias_hh_l0.zero_()
    blocks = {block.parameter: block for block in moved_blocks(before, after)}
    assert blocks["bias_hh_l0"].relative is None
    assert blocks["bias_hh_l0"].gate == "hidden"
    assert blocks["weight_hh_l0"].absolute == blocks["weight_hh_l0"].relative == 0.0
