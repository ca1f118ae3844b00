"""The equations of one unit at one step: in symbols, and as a template for its numbers.

The stepper fills the templates with what Python computed. In braces stand
    {forget_gate} {cell@prev}           a quantity of the unit, now or a step before
    {tanh cell} {1-update_gate}         a function of it
    {affine 1} {input 2} {recurrent 2}  a dot product by its largest terms, with the rows of a gate's block
Blocks are PyTorch's: i, f, g, o for the LSTM; r, z, n for the GRU.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Equation:
    """How one quantity is computed: in words, in symbols, in numbers."""

    quantity: str
    words: str
    symbols: str  # MathML
    numbers: str  # template


def _equation(quantity: str, words: str, symbols: str, numbers: str) -> Equation:
    return Equation(quantity, words, mathml(symbols), f"{symbols[0]} = {numbers} = {{{quantity}}}")


def _gate(quantity: str, words: str, symbol: str, function: str, block: int) -> Equation:
    inner = f"W_{symbol} x_t + U_{symbol} h_t-1 + b_{symbol}"
    symbols = f"{symbol}_t = {function} ( {inner} )"
    return _equation(quantity, words, symbols, f"{function}({{affine {block}}})")


def mathml(line: str) -> str:
    """Symbols between spaces -> MathML: "c_t = f_t · c_t-1" has subscripts after the underscores."""
    marks = "".join(_mark(symbol) for symbol in line.split())
    return f'<math xmlns="http://www.w3.org/1998/Math/MathML">{marks}</math>'


def _mark(symbol: str) -> str:
    base, _, subscript = symbol.partition("_")
    if subscript:
        below = subscript.replace("-1", "</mi><mo>−</mo><mn>1</mn><mi>")
        return f"<msub><mi>{base}</mi><mrow><mi>{below}</mi></mrow></msub>"
    return f"<mi>{base}</mi>" if base.isalpha() else f"<mo>{base}</mo>"


_LSTM = (
    _gate("forget_gate", "how much of the old cell state stays", "f", "σ", 1),
    _gate("input_gate", "how much of the candidate enters", "i", "σ", 0),
    _gate("candidate", "what there is to write", "g", "tanh", 2),
    _equation(
        "cell",
        "old memory, filtered, plus new information, filtered",
        "c_t = f_t · c_t-1 + i_t · g_t",
        "{forget_gate} · {cell@prev} + {input_gate} · {candidate}",
    ),
    _gate("output_gate", "how much of the memory is let out", "o", "σ", 3),
    _equation("hidden", "the memory, read out", "h_t = o_t · tanh ( c_t )", "{output_gate} · {tanh cell}"),
)
_PROJECTED = Equation(
    "hidden",
    "the memory, read out and projected",
    mathml("h_t = W_hr ( o_t · tanh ( c_t ) )"),
    "h = {hidden}",
)
_GRU = (
    _gate("reset_gate", "how much of the old state the candidate sees", "r", "σ", 0),
    _gate("update_gate", "how much of the old state stays", "z", "σ", 1),
    _equation(
        "candidate",
        "what there is to write",
        "n_t = tanh ( W_n x_t + b_n + r_t · ( U_n h_t-1 + b′_n ) )",
        "tanh({input 2} + {reset_gate} · ({recurrent 2}))",
    ),
    _equation(
        "hidden",
        "between the candidate and the old state",
        "h_t = ( 1 − z_t ) · n_t + z_t · h_t-1",
        "{1-update_gate} · {candidate} + {update_gate} · {hidden@prev}",
    ),
)

# In the order of the cell's quantities: a sub-step of the stepper is a line here.
EQUATIONS: dict[str, tuple[Equation, ...]] = {
    "lstm": _LSTM,
    "gru": _GRU,
    "rnn": (_gate("hidden", "old state and input, squashed", "h", "tanh", 0),),
    "relu-rnn": (_gate("hidden", "old state and input, rectified", "h", "relu", 0),),
}


def of(cell: str, projected: bool = False) -> tuple[Equation, ...]:
    """The lines of a cell, a key of `nets.cells.CELLS`; `projected` for nn.LSTM(proj_size=…)."""
    lines = EQUATIONS[cell]
    return (*lines[:-1], _PROJECTED) if projected else lines
