"""The equations shown, in numbers and in symbols, are the equations run."""

import math
import re
from xml.etree import ElementTree

import numpy as np
import pytest

from lstmviz.draw import equations
from lstmviz.draw.quantities import quantities_of
from lstmviz.draw.stepper.described_cell import DIAGRAMS
from lstmviz.nets.cells import CELLS
from tests.conftest import HIDDEN

LINES = [(name, index) for name, cell in CELLS.items() for index in range(len(cell.equations))]
FUNCTIONS = {"σ": lambda x: 1 / (1 + np.exp(-x)), "tanh": np.tanh, "relu": lambda x: np.maximum(x, 0)}
BY_NAME = {"sigmoid": FUNCTIONS["σ"], "tanh": np.tanh, "relu": FUNCTIONS["relu"]}
SIGNS = str.maketrans({"·": "*", "−": "-", "′": "_", "̃": "_"})
TAGS = {"math", "mi", "mo", "mn", "msub", "mrow"}
MATHML = "{http://www.w3.org/1998/Math/MathML}"


def before(layer, name):
    """(H, T): the quantity a step earlier, in the layer's own direction."""
    values, start = now(layer, name), getattr(layer, {"hidden": "h0", "cell": "c0"}[name]).numpy().T
    return np.hstack([values[:, 1:], start] if layer.reverse else [start, values[:, :-1]])


def now(layer, name):
    return layer.quantities[name][:, 0].double().numpy().T


def halves(layer, cell, block):
    """W, b, U, b′ of one block, and what it reads, (I, T); U and b′ None where the cell has none."""
    at = CELLS[cell].blocks.index(block) * HIDDEN
    own = {name: np.asarray(w, dtype=float)[at : at + HIDDEN] for name, w in layer.weights.parts.items()}
    x = np.asarray(layer.inputs[:, 0], dtype=float).T
    b, b_hidden = (own[name][:, None] if name in own else None for name in ("bias_ih", "bias_hh"))
    return own["weight_ih"], b, own.get("weight_hh"), b_hidden, x


def dot(layer, cell, block, part):
    """A block's pre-activation, or a half of it: (H, T)."""
    w, b, u, b_hidden, x = halves(layer, cell, block)
    read = w @ x + b
    if part == "input":
        return read
    recalled = u @ before(layer, "hidden") + b_hidden
    return recalled if part == "recurrent" else read + recalled


def evaluated(node, layer, cell):
    """A tree as it travels to the browser, for all units and steps: (H, T)."""
    of = node.get("of", [])
    parts = [evaluated(part, layer, cell) for part in (of if isinstance(of, list) else [of])]
    match node["op"]:
        case "now":
            return now(layer, node["quantity"])
        case "before":
            return before(layer, node["state"])
        case "affine":
            return dot(layer, cell, node["block"], node["part"])
        case "unitweight":
            return np.asarray(layer.weights[node["name"]], dtype=float)[:, None]
        case "apply":
            return BY_NAME[node["function"]](parts[0])
        case "sum":
            return sum(parts)
        case "product":
            return math.prod(parts)
        case "quotient":
            return parts[0] / parts[1]
        case "complement":
            return 1 - parts[0]
        case "projection":
            return np.asarray(layer.weights["weight_hr"], dtype=float) @ parts[0]
    raise AssertionError(node)


def in_symbols(mathml):
    """MathML -> Python: "c_t = f_t · c_t−1 …" with W x as a matrix product."""
    words = []
    for mark in ElementTree.fromstring(mathml):
        name = "_".join("".join(part.itertext()) for part in mark) if len(mark) else mark.text
        words.append(name.translate(SIGNS).replace("t-1", "before"))
    return re.sub(r"([WU]_\w+) ", r"\1 @ ", " ".join(words).split(" = ")[1])


def symbols_of(layer, cell):
    """What a symbol stands for."""
    declared = CELLS[cell]
    meanings = {"x_t": np.asarray(layer.inputs[:, 0], dtype=float).T}
    if "weight_hr" in layer.weights.parts:
        meanings["W_hr"] = np.asarray(layer.weights["weight_hr"], dtype=float)
    for quantity in declared.quantities:
        symbol = quantity.symbol.translate(SIGNS)
        meanings[f"{symbol}_t"] = now(layer, quantity.name)
        if quantity.name in declared.states:
            meanings[f"{symbol}_before"] = before(layer, quantity.name)
    for block in declared.blocks:
        symbol = declared.quantity(block).symbol.translate(SIGNS)
        w, b, u, b_hidden, _ = halves(layer, cell, block)
        apart = (cell, symbol) == ("gru", "n")  # its recurrent bias stands inside the bracket
        meanings |= {f"W_{symbol}": w, f"U_{symbol}": u, f"b__{symbol}": b_hidden}
        meanings[f"b_{symbol}"] = b if apart or b_hidden is None else b + b_hidden
    for peephole in declared.peepholes:
        meanings[peephole.symbol] = np.asarray(layer.weights[peephole.name], dtype=float)[:, None]
    return meanings


def ways(cell):
    """The layers of a trace of it: forwards, and backwards where its module has the direction."""
    return ("forwards", "backwards") if CELLS[cell].module else ("forwards",)


def layer_of(traced, cell, way="forwards", **given):
    backwards = {"bidirectional": True} if way == "backwards" else {}
    return traced(cell, **backwards, **given).layers[way == "backwards"]


EVERY = [(cell, way, index) for cell, index in LINES for way in ways(cell)]


@pytest.mark.parametrize(("cell", "way", "index"), EVERY)
def test_the_tree_gives_the_quantity(traced, cell, way, index):
    layer, line = layer_of(traced, cell, way), equations.of(cell)[index]
    shown = evaluated(line.expression, layer, cell)
    np.testing.assert_allclose(shown, now(layer, line.quantity), atol=1e-5)


@pytest.mark.parametrize(("cell", "way", "index"), EVERY)
def test_the_symbols_give_the_quantity(traced, cell, way, index):
    layer, line = layer_of(traced, cell, way), equations.of(cell)[index]
    shown = eval(in_symbols(line.symbols), FUNCTIONS | symbols_of(layer, cell))
    np.testing.assert_allclose(shown, now(layer, line.quantity), atol=1e-5)


@pytest.mark.filterwarnings("ignore:LSTM with projections")
@pytest.mark.parametrize("index", range(6))
def test_a_projected_layer_too(traced, index):
    layer, line = layer_of(traced, "lstm", proj_size=2), equations.of("lstm", projected=True)[index]
    np.testing.assert_allclose(
        evaluated(line.expression, layer, "lstm"), now(layer, line.quantity), atol=1e-5
    )
    shown = eval(in_symbols(line.symbols), FUNCTIONS | symbols_of(layer, "lstm"))
    np.testing.assert_allclose(shown, now(layer, line.quantity), atol=1e-5)


@pytest.mark.parametrize("cell", CELLS)
def test_what_a_diagram_shows_is_declared(cell):
    drawing = CELLS[cell].diagram
    shown = re.findall(r'data-value="([^"]*)"', (DIAGRAMS / drawing).read_text()) if drawing else []
    assert set(shown) <= set(equations.expressions(cell))
    assert bool(shown) == bool(drawing)


@pytest.mark.parametrize(
    ("cell", "part", "formula"),
    [
        ("lstm", "kept", lambda at: at("forget_gate") * at("previous_cell")),
        ("lstm", "written", lambda at: at("input_gate") * at("candidate")),
        ("lstm", "squashed cell", lambda at: np.tanh(at("cell"))),
        ("gru", "kept", lambda at: at("update_gate") * at("previous_hidden")),
        ("gru", "written", lambda at: (1 - at("update_gate")) * at("candidate")),
    ],
)
def test_the_parts_between_the_quantities(traced, cell, part, formula):
    layer, trees = layer_of(traced, cell), equations.expressions(cell)
    expected = formula(lambda name: evaluated(trees[name], layer, cell))
    np.testing.assert_allclose(evaluated(trees[part], layer, cell), expected, rtol=1e-12)


@pytest.mark.parametrize("cell", CELLS)
def test_a_line_a_quantity_in_the_order_of_computation(cell):
    assert [line.quantity for line in equations.of(cell)] == [
        quantity.name for quantity in quantities_of(cell)
    ]
    symbols = [line.symbol for line in equations.of(cell)]
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
