import pytest

from lstmviz.claims.unrolled_rnn import STEPS, UnrolledRNN
from lstmviz.draw.figures import Look

CLAIM = UnrolledRNN()


@pytest.mark.parametrize("reads", ["quotes", "recall"])
def test_the_copies_are_the_rnn(reads):
    settings = CLAIM.defaults() | {"reads": reads}
    *steps, net = CLAIM.measure(settings)
    assert net["output_difference"] < 1e-14
    assert net["gradient_difference"] < 1e-14
    assert net["copied"] == STEPS * net["learned"] == STEPS * net["one_step"]
    assert steps[0]["gradient"] == 0  # it reads no state
    assert 0 < net["gradient"] <= sum(step["gradient"] for step in steps)
    assert CLAIM.verdict([*steps, net], settings).right == 1


@pytest.mark.parametrize("copies", [1, 3, STEPS])
def test_it_draws_as_many_copies_as_are_asked_for(copies):
    rows = list(CLAIM.measure(CLAIM.defaults()))
    drawing, gradients = CLAIM.pictures(rows, {"copies": copies, "reads": "quotes"}, Look())
    boxes = [shape for shape in drawing.figure["layout"]["shapes"] if shape["type"] == "rect"]
    assert len(boxes) == copies
    assert gradients.figure["data"][0]["y"][-1] == 1
