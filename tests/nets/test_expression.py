"""Trees of equations: what is written in a cell's file is what is computed, and no more than it says."""

import math
from functools import reduce
from operator import add, mul

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstmviz.nets.cells.expression import (
    Affine,
    Before,
    Now,
    Product,
    Sum,
    as_json,
    nodes,
    relu,
    sigmoid,
    tanh,
)

NUMBERS = {"forget_gate": 0.25, "candidate": -0.5, "cell": 1.5, "hidden": -0.75}
OPERATORS = {
    "sum": lambda parts: reduce(add, parts),
    "product": lambda parts: reduce(mul, parts),
    "quotient": lambda parts: parts[0] / parts[1],
    "complement": lambda part: 1 - part,
}
FUNCTIONS = {"sigmoid": lambda x: 1 / (1 + math.exp(-x)), "tanh": math.tanh, "relu": lambda x: max(0.0, x)}


def value(tree):
    """Of a tree as JSON."""
    if tree["op"] == "apply":
        return FUNCTIONS[tree["function"]](value(tree["of"]))
    if tree["op"] in OPERATORS:
        of = tree["of"]
        return OPERATORS[tree["op"]]([value(part) for part in of] if isinstance(of, list) else value(of))
    return NUMBERS[tree.get("quantity") or tree.get("state")]


def both(leaf):
    """A tree, and what Python's own numbers make of the same formula."""
    return leaf, NUMBERS[leaf.quantity if isinstance(leaf, Now) else leaf.state]


SYMBOLS = (*map(Now, ("forget_gate", "candidate")), *map(Before, ("cell", "hidden")))
LEAVES = st.sampled_from(SYMBOLS).map(both)
FORMULAS = st.recursive(
    LEAVES,
    lambda below: st.one_of(
        st.builds(lambda a, b: (a[0] + b[0], a[1] + b[1]), below, below),
        st.builds(lambda a, b: (a[0] * b[0], a[1] * b[1]), below, below),
        st.builds(lambda a, b: (a[0] / b[0], a[1] / b[1]), below, LEAVES),
        st.builds(lambda a: (1 - a[0], 1 - a[1]), below),
        st.builds(lambda a: (tanh(a[0]), FUNCTIONS["tanh"](a[1])), below),
        st.builds(lambda a: (relu(a[0]), FUNCTIONS["relu"](a[1])), below),
        st.builds(lambda a: (sigmoid(tanh(a[0])), FUNCTIONS["sigmoid"](math.tanh(a[1]))), below),
    ),
    max_leaves=8,
)


@given(FORMULAS)
def test_a_tree_is_the_formula_that_was_written(formula):
    tree, expected = formula
    assert value(as_json(tree)) == pytest.approx(expected, rel=1e-9, abs=1e-12)


f, g, c = Now("forget_gate"), Now("candidate"), Before("cell")


def test_terms_and_factors_stand_side_by_side():
    assert f * c + f * g + g == Sum((Product((f, c)), Product((f, g)), g))
    assert f * g * c == Product((f, g, c))
    assert (f + g) * c == Product((Sum((f, g)), c))


def test_all_that_is_in_a_tree_is_gone_through():
    block = Affine("hidden", "recurrent")
    found = list(nodes(tanh(block + (1 - f) * c / g)))
    assert {block, f, c, g} <= set(found)
    assert len(found) == 9  # tanh, the sum, W x, the quotient, c, g, the product, 1 − f, f


def test_a_half_of_a_block_says_which():
    assert as_json(Affine("hidden", "input")) == {"op": "affine", "block": "hidden", "part": "input"}
    assert as_json(Affine("hidden"))["part"] == "both"


def test_there_is_only_one_minus():
    with pytest.raises(ValueError, match="only 1"):
        2 - f
