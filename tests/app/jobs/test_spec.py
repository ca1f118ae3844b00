"""What a job is to do: the same words, the same name."""

import math

import pytest

from lstmviz.app.jobs.spec import MOST_BYTES, Spec
from lstmviz.errors import InputError


def test_a_spec_is_named_by_what_it_says():
    spec = Spec("count", {"a": 1, "b": {"c": [1, 2], "d": "é"}})
    assert spec.id == Spec("count", {"b": {"d": "é", "c": [1, 2]}, "a": 1}).id
    assert len({spec.id, Spec("count", {"a": 2}).id, Spec("learn", {"a": 1}).id, Spec("count", {}).id}) == 4
    assert len(spec.id) == 16


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_what_json_does_not_have_is_refused(value):
    with pytest.raises(ValueError, match="Out of range"):
        Spec("count", {"most": value})


def test_a_long_spec_is_refused_with_the_limit():
    with pytest.raises(InputError, match=str(MOST_BYTES)):
        Spec("count", {"points": "1,2,a;" * 10_000})
