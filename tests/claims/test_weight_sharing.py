"""Parameter counts: against the formulas of the layers, written out."""

import pytest

from lstmviz.claims.weight_sharing import WeightSharing
from lstmviz.draw.figures import Look

CLAIM = WeightSharing()


def counts(**changed):
    """(layer, size) -> parameters."""
    rows = CLAIM.measure(CLAIM.defaults() | changed)
    return {(row["layer"], row.get("side") or f"{row['steps']} steps"): row["parameters"] for row in rows}


@pytest.mark.parametrize(("units", "side"), [(32, 3), (64, 5)])
def test_the_counts_are_those_of_the_formulas(units, side):
    found = counts(units=units, filter=side)
    assert found["fully connected", 224] == (3 * 224 * 224 + 1) * units
    assert found["convolution", 224] == found["convolution", 28] == (3 * side * side + 1) * units
    assert found["fully connected", "1000 steps"] == (8 * 1000 + 1) * units
    assert found["tanh RNN", "1000 steps"] == found["tanh RNN", "10 steps"] == units * (8 + units + 2)
    assert found["LSTM", "1000 steps"] == 4 * found["tanh RNN", "10 steps"]


def test_the_verdict_is_that_only_the_fully_connected_layer_grows():
    rows = list(CLAIM.measure(CLAIM.defaults()))
    verdict = CLAIM.verdict(rows, CLAIM.defaults())
    assert CLAIM.options[verdict.right] == "64 times and the same as before"
    assert "(64.0 times); convolution 896 to 896" in verdict.says


def test_before_the_guess_nothing_is_seen_to_grow():
    rows = list(CLAIM.measure(CLAIM.defaults()))
    for picture in CLAIM.pictures(CLAIM.before_guess(rows), CLAIM.defaults(), Look()):
        assert all(len(bar["y"]) == 1 for bar in picture.figure["data"])
