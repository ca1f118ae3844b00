"""The equations of one unit at one step, as the page shows them: in symbols here, in numbers in the browser.

Both come from the tree that the cell's file declares (nets/cells/expression.py): here it becomes MathML, and
travels on as JSON, for the browser to fill with what Python computed (stepper/expression.js).
"""

import re
from dataclasses import dataclass
from typing import Any

from lstmviz.draw.notation import notation
from lstmviz.languages import gettext as _
from lstmviz.nets.cells import CELLS, Cell
from lstmviz.nets.cells import cell as cells
from lstmviz.nets.cells import expression as tree

TILDE = "\u0303"  # over the letter before it
_FUNCTIONS = {"sigmoid": "σ", "tanh": "tanh", "relu": "relu"}


@dataclass(frozen=True)
class Equation:
    """How one quantity is computed: in words, in symbols, and as a tree."""

    quantity: str
    symbol: str
    words: str
    symbols: str  # MathML
    text: str  # the right side in plain letters: "o · tanh(c)"
    expression: dict[str, Any]  # the tree as JSON


def of(name: str, projected: bool = False) -> tuple[Equation, ...]:
    """The lines of a cell, a key of `nets.cells.CELLS`; `projected` for nn.LSTM(proj_size=…).

    In the order of its quantities: a sub-step of the stepper is a line here.
    """
    cell = CELLS[name]
    last = cell.projected if projected and cell.projected else cell.equations[-1]
    return tuple(_equation(line, cell) for line in (*cell.equations[:-1], last))


def _equation(line: cells.Equation, cell: Cell) -> Equation:
    left, right = in_symbols(tree.Now(line.quantity), cell), in_symbols(line.expression, cell)
    return Equation(
        line.quantity,
        notation().symbol(cell, line.quantity),
        _(line.words),
        mathml(f"{left} = {right}"),
        _plain(right),
        tree.as_json(line.expression),
    )


def expressions(name: str) -> dict[str, dict[str, Any]]:
    """All that a diagram of the cell may show, by name: quantities, states before, and its parts."""
    cell = CELLS[name]
    named: dict[str, tree.Expression] = {quantity: tree.Now(quantity) for quantity in cell.order}
    named |= {f"previous_{state}": tree.Before(state) for state in cell.states}
    return {part: tree.as_json(expression) for part, expression in (named | dict(cell.parts)).items()}


def in_symbols(expression: tree.Expression, cell: Cell) -> str:
    """The expression in the field's symbols, spaces between them: "f_t · c_t-1 + i_t · g_t"."""
    match expression:
        case tree.Now(quantity):
            return f"{notation().symbol(cell, quantity).replace('−', ' − ')}_t"
        case tree.Before(state):
            return f"{notation().symbol(cell, state)}_t-1"
        case tree.UnitWeight(name):
            return next(peephole.symbol for peephole in cell.peepholes if peephole.name == name)
        case tree.Affine(block, part):
            return notation().affine(cell, block, part)
        case tree.Apply(function, of):
            return f"{_FUNCTIONS[function]} ( {in_symbols(of, cell)} )"
        case tree.Sum(of):
            return " + ".join(in_symbols(term, cell) for term in of)
        case tree.Product(of):
            return " · ".join(_as_factor(factor, cell) for factor in of)
        case tree.Quotient((over, under)):
            return f"{_as_factor(over, cell)} / {_as_factor(under, cell)}"
        case tree.Complement(tree.Now(quantity)) if notation().turned(quantity):
            return f"{notation().symbol(cell, quantity).removeprefix('1−')}_t"
        case tree.Complement(of):
            return f"1 − {_as_factor(of, cell)}"
        case tree.Projection(of):
            return f"W_hr ( {in_symbols(of, cell)} )"
    raise TypeError(f"{expression} is no expression of a cell's file")


def _as_factor(expression: tree.Expression, cell: Cell) -> str:
    """In brackets where it is more than one thing."""
    inner = in_symbols(expression, cell)
    compound = isinstance(expression, tree.Sum | tree.Affine | tree.Quotient)
    if isinstance(expression, tree.Now | tree.Complement):  # a book may have its gate the other way round
        compound = " − " in inner
    return f"( {inner} )" if compound else inner


def _plain(line: str) -> str:
    """Symbols between spaces -> letters: "o_t · tanh ( c_t )" is "o · tanh(c)"."""
    words = [re.sub(r"_(?!t-1).*", "", word).replace("_t-1", "ₜ₋₁") for word in line.split()]
    return re.sub(r"(?<=[a-zσ]) \(", "(", " ".join(words)).replace("( ", "(").replace(" )", ")")


def mathml(line: str) -> str:
    """Symbols between spaces -> MathML: "c_t = f_t · c_t-1" has subscripts after the underscores."""
    marks = "".join(_mark(symbol) for symbol in line.split())
    return f'<math xmlns="http://www.w3.org/1998/Math/MathML">{marks}</math>'


def _mark(symbol: str) -> str:
    base, _, subscript = symbol.partition("_")
    letter = f"<mi>{base}</mi>"
    if base.endswith(TILDE):
        letter = f'<mover accent="true"><mi>{base[:-1]}</mi><mo>~</mo></mover>'
    if subscript:
        below = subscript.replace("-1", "</mi><mo>−</mo><mn>1</mn><mi>")
        return f"<msub>{letter}<mrow><mi>{below}</mi></mrow></msub>"
    return letter if base[0].isalpha() else f"<mo>{base}</mo>"
