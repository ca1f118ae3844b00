import pytest

from lstmviz.claims.contest import DEEP, DEEP_TASKS, fresh_net
from lstmviz.claims.layers_upon_layers import ONE, LayersUponLayers
from lstmviz.claims.stored import stored
from lstmviz.draw.figures import Look
from lstmviz.learn.recipe import random_stream

claim = LayersUponLayers()


def rows(leads, spread=0.01):
    """Five seeds a net: the one layer at 0.5, each deeper net ahead of it by its task's lead."""
    return [
        {"task": task, "net": net, "seed": seed, "parameters": 9, "updates": [1], "scores": [mean + offset]}
        for task, lead in zip(DEEP_TASKS, leads, strict=True)
        for net, mean in {ONE: 0.5, **dict.fromkeys(DEEP, 0.5 + lead)}.items()
        for seed, offset in enumerate((-spread, 0, 0, 0, spread))
    ]


@pytest.mark.parametrize(
    ("leads", "spread", "right"),
    [
        ((0.1, 0.1), 0.01, 0),
        ((0.1, 0.0), 0.01, 1),
        ((0.0, 0.0), 0.01, 2),
        ((-0.2, 0.0), 0.01, 2),
        ((0.1, 0.0), 0.3, None),
    ],
)
def test_the_answer_counts_the_tasks_on_which_a_deeper_net_leads_for_sure(leads, spread, right):
    assert claim.verdict(rows(leads, spread), claim.defaults()).right == right


@pytest.mark.parametrize(("net", "layers"), [(ONE, 1), *zip(DEEP, (2, 3), strict=True)])
def test_the_nets_have_the_layers_that_they_are_called_by(net, layers):
    module = fresh_net("adding", net, "forget-bias-1", random_stream(0, "weights"))
    assert module.recurrent.num_layers == layers


def test_the_stored_rows_find_no_deeper_net_ahead():
    verdict = claim.verdict(stored(claim).rows, claim.defaults())
    assert claim.options[verdict.right] == "no, on neither"
    assert "LSTM, 3 layers 0.72 (0.70 to 0.74), that is -0.04 to -0.02" in verdict.says


def test_a_curve_a_net_and_the_one_layer_alone_before_the_guess():
    some = rows((0.1, 0.0))
    for picture in claim.pictures(some, claim.defaults(), Look()):
        assert len(picture.figure["data"]) == 1 + len(DEEP)
    assert {row["net"] for row in claim.before_guess(some)} == {ONE}
