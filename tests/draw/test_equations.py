"""The equations shown, in numbers and in symbols, are the equations run."""

import re
from xml.etree import ElementTree

import numpy as np
import pytest

from lstmviz.draw import equations
from lstmviz.draw.quantities import quantities_of
from lstmviz.nets.cells import CELLS

LINES = [(cell, index) for cell, lines in equations.EQUATIONS.items() for index in range(len(lines))]
BLOCKS = {"lstm": "ifgo", "gru": "rzn", "rnn": "h", "relu-rnn": "h"}
FUNCTIONS = {"σ": lambda x: 1 / (1 + np.exp(-x)), "tanh": np.tanh, "relu": lambda x: np.maximum(x, 0)}
SIGNS = str.maketrans({"·": "*", "−": "-", "′": "_"})
TAGS = {"math", "mi", "mo", "mn", "msub", "mrow"}
MATHML = "{http://www.w3.org/1998/Math/MathML}"


def before(layer, name):
    """(H, T): the quantity a step earlier, in the layer's own direction."""
    values, start = now(layer, name), getattr(layer, {"hidden": "h0", "cell": "c0"}[name]).numpy().T
    return np.hstack([values[:, 1:], start] if layer.reverse else [start, values[:, :-1]])


def now(layer, name):
    return layer.quantities[name][:, 0].double().numpy().T


def halves(layer, cell, block):
    """W x + b and U h + b of one block, each (H, T)."""
    rows = slice(block * 5, block * 5 + 5)
    parts = (layer.weight_ih, layer.bias_ih, layer.weight_hh, layer.bias_hh)
    w, b, u, b_hidden = (np.asarray(part[rows], dtype=float) for part in parts)
    x = np.asarray(layer.inputs[:, 0], dtype=float).T
    return w, b[:, None], u, b_hidden[:, None], x


def filled(layer, cell):
    """What a brace of a template stands for."""

    def value(brace):
        function, name, previous = re.fullmatch(r"(tanh |1-)?(\w+)(@prev)?", brace).groups()
        number = before(layer, name) if previous else now(layer, name)
        return {"tanh ": np.tanh(number), "1-": 1 - number, None: number}[function]

    def product(part, block):
        w, b, u, b_hidden, x = halves(layer, cell, int(block))
        read, recalled = w @ x + b, u @ before(layer, "hidden") + b_hidden
        return {"input": read, "recurrent": recalled, "affine": read + recalled}[part]

    def fill(brace):
        sum_of = re.fullmatch(r"(affine|input|recurrent) (\d)", brace)
        return product(*sum_of.groups()) if sum_of else value(brace)

    return fill


def evaluated(template, fill):
    """The middle of "f = σ({affine 1}) = {forget_gate}", for all units and steps."""
    code = re.sub(r"\{([^}]+)\}", r"fill('\1')", template.split(" = ")[1]).translate(SIGNS)
    return eval(code, FUNCTIONS | {"fill": fill})


def in_symbols(mathml):
    """MathML -> Python: "c_t = f_t · c_t−1 …" with W x as a matrix product."""
    words = []
    for mark in ElementTree.fromstring(mathml):
        name = "_".join("".join(part.itertext()) for part in mark) if len(mark) else mark.text
        words.append(name.translate(SIGNS).replace("t-1", "before"))
    return re.sub(r"([WU]_\w+) ", r"\1 @ ", " ".join(words).split(" = ")[1])


def symbols_of(layer, cell):
    """What a symbol stands for."""
    meanings = {"x_t": np.asarray(layer.inputs[:, 0], dtype=float).T}
    for quantity in quantities_of(cell):
        meanings[f"{quantity.symbol}_t"] = now(layer, quantity.name)
        if quantity.name in ("hidden", "cell"):
            meanings[f"{quantity.symbol}_before"] = before(layer, quantity.name)
    for block, symbol in enumerate(BLOCKS[cell]):
        w, b, u, b_hidden, _ = halves(layer, cell, block)
        apart = (cell, symbol) == ("gru", "n")  # its recurrent bias stands inside the bracket
        meanings |= {f"W_{symbol}": w, f"U_{symbol}": u, f"b__{symbol}": b_hidden}
        meanings[f"b_{symbol}"] = b if apart else b + b_hidden
    return meanings


@pytest.fixture(params=["forwards", "backwards"])
def layer_of(request, traced):
    at = request.param == "backwards"
    return lambda cell: traced(cell, bidirectional=True).layers[at]


@pytest.mark.parametrize(("cell", "index"), LINES)
def test_the_numbers_give_the_quantity(layer_of, cell, index):
    layer, line = layer_of(cell), equations.of(cell)[index]
    expected = now(layer, quantities_of(cell)[index].name)
    assert line.numbers.endswith(f"= {{{line.quantity}}}")
    np.testing.assert_allclose(evaluated(line.numbers, filled(layer, cell)), expected, atol=1e-5)


@pytest.mark.parametrize(("cell", "index"), LINES)
def test_the_symbols_give_the_quantity(layer_of, cell, index):
    layer, line = layer_of(cell), equations.of(cell)[index]
    shown = eval(in_symbols(line.symbols), FUNCTIONS | symbols_of(layer, cell))
    np.testing.assert_allclose(shown, now(layer, line.quantity), atol=1e-5)


@pytest.mark.parametrize("cell", CELLS)
def test_a_line_a_quantity_in_the_order_of_computation(cell):
    assert [line.quantity for line in equations.of(cell)] == [
        quantity.name for quantity in quantities_of(cell)
    ]
    symbols = [line.numbers.split(" = ")[0] for line in equations.of(cell)]
    assert symbols == [quantity.symbol for quantity in quantities_of(cell)]


@pytest.mark.parametrize(("cell", "projected"), [(cell, False) for cell in CELLS] + [("lstm", True)])
def test_symbols_are_well_formed_mathml(cell, projected):
    for line in equations.of(cell, projected):
        root = ElementTree.fromstring(line.symbols)
        assert root.tag == MATHML + "math"
        assert {mark.tag.removeprefix(MATHML) for mark in root.iter()} <= TAGS
        assert line.words


def test_a_projection_is_named_in_the_last_line_only():
    plain, projected = equations.of("lstm"), equations.of("lstm", projected=True)
    assert projected[:-1] == plain[:-1]
    assert "hr" in projected[-1].symbols
