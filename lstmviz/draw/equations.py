"""The equations of one unit at one step: as MathML symbols, and as a template for its numbers.

The stepper fills the templates with what Python computed. In braces stand
    {forget_gate} {cell@prev} {tanh cell} {1-update_gate}   a quantity of the unit, now, a step before, or a function of it
    {affine 1} {input 2} {recurrent 2}                      a dot product by its largest terms: gate block of PyTorch's rows
Blocks are PyTorch's: i, f, g, o for the LSTM; r, z, n for the GRU.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Equation:
    """How one quantity is computed: the same line twice, and what it does in words."""

    quantity: str
    words: str
    symbols: str  # MathML
    numbers: str  # template


_NOW, _BEFORE = "<mi>t</mi>", "<mi>t</mi><mo>−</mo><mn>1</mn>"


def _sub(symbol: str, step: str = _NOW) -> str:
    return f"<msub><mi>{symbol}</mi><mrow>{step}</mrow></msub>"


def _math(body: str) -> str:
    return f'<math xmlns="http://www.w3.org/1998/Math/MathML">{body}</math>'


def _affine(gate: str, subscript: str) -> str:
    """W x + U h + b, MathML; PyTorch keeps b as the sum of its two biases."""
    return (
        f"<msub><mi>W</mi><mi>{subscript}</mi></msub>{_sub('x')}<mo>+</mo>"
        f"<msub><mi>U</mi><mi>{subscript}</mi></msub>{_sub('h', _BEFORE)}<mo>+</mo>"
        f"<msub><mi>b</mi><mi>{subscript}</mi></msub>"
    )


def _gate(quantity: str, symbol: str, function: str, block: int, words: str) -> Equation:
    inner = _affine(symbol, symbol)
    return Equation(
        quantity,
        words,
        _math(f"{_sub(symbol)}<mo>=</mo><mi>{function}</mi><mo>(</mo>{inner}<mo>)</mo>"),
        f"{symbol} = {function}({{affine {block}}}) = {{{quantity}}}",
    )


_LSTM = (
    _gate("forget_gate", "f", "σ", 1, "how much of the old cell state stays"),
    _gate("input_gate", "i", "σ", 0, "how much of the candidate enters"),
    _gate("candidate", "g", "tanh", 2, "what there is to write"),
    Equation(
        "cell",
        "old memory, filtered, plus new information, filtered",
        _math(
            f"{_sub('c')}<mo>=</mo>{_sub('f')}<mo>·</mo>{_sub('c', _BEFORE)}<mo>+</mo>{_sub('i')}<mo>·</mo>{_sub('g')}"
        ),
        "c = {forget_gate} · {cell@prev} + {input_gate} · {candidate} = {cell}",
    ),
    _gate("output_gate", "o", "σ", 3, "how much of the memory is let out"),
    Equation(
        "hidden",
        "the memory, read out",
        _math(f"{_sub('h')}<mo>=</mo>{_sub('o')}<mo>·</mo><mi>tanh</mi><mo>(</mo>{_sub('c')}<mo>)</mo>"),
        "h = {output_gate} · {tanh cell} = {hidden}",
    ),
)

_GRU = (
    _gate("reset_gate", "r", "σ", 0, "how much of the old state the candidate sees"),
    _gate("update_gate", "z", "σ", 1, "how much of the old state stays"),
    Equation(
        "candidate",
        "what there is to write",
        _math(
            f"{_sub('n')}<mo>=</mo><mi>tanh</mi><mo>(</mo><msub><mi>W</mi><mi>n</mi></msub>{_sub('x')}<mo>+</mo>"
            f"<msub><mi>b</mi><mi>n</mi></msub><mo>+</mo>{_sub('r')}<mo>·</mo><mo>(</mo><msub><mi>U</mi><mi>n</mi></msub>"
            f"{_sub('h', _BEFORE)}<mo>+</mo><msubsup><mi>b</mi><mi>n</mi><mo>′</mo></msubsup><mo>)</mo><mo>)</mo>"
        ),
        "n = tanh({input 2} + {reset_gate} · ({recurrent 2})) = {candidate}",
    ),
    Equation(
        "hidden",
        "between the candidate and the old state",
        _math(
            f"{_sub('h')}<mo>=</mo><mo>(</mo><mn>1</mn><mo>−</mo>{_sub('z')}<mo>)</mo><mo>·</mo>{_sub('n')}"
            f"<mo>+</mo>{_sub('z')}<mo>·</mo>{_sub('h', _BEFORE)}"
        ),
        "h = {1-update_gate} · {candidate} + {update_gate} · {hidden@prev} = {hidden}",
    ),
)


def _rnn(function: str) -> tuple[Equation, ...]:
    inner = f"<mi>W</mi>{_sub('x')}<mo>+</mo><mi>U</mi>{_sub('h', _BEFORE)}<mo>+</mo><mi>b</mi>"
    symbols = _math(f"{_sub('h')}<mo>=</mo><mi>{function}</mi><mo>(</mo>{inner}<mo>)</mo>")
    return (Equation("hidden", "old state and input, squashed", symbols, f"h = {function}({{affine 0}}) = {{hidden}}"),)


_PROJECTED = Equation(
    "hidden",
    "the memory, read out and projected",
    _math(
        f"{_sub('h')}<mo>=</mo><msub><mi>W</mi><mi>hr</mi></msub><mo>(</mo>{_sub('o')}<mo>·</mo><mi>tanh</mi>"
        f"<mo>(</mo>{_sub('c')}<mo>)</mo><mo>)</mo>"
    ),
    "{hidden}",
)

# In the order of quantities.CELLS: a sub-step of the stepper is a line here.
EQUATIONS: dict[str, tuple[Equation, ...]] = {
    "lstm": _LSTM,
    "gru": _GRU,
    "rnn": _rnn("tanh"),
    "relu rnn": _rnn("relu"),
}


def of(cell: str, projected: bool = False) -> tuple[Equation, ...]:
    """The lines of a cell, a key of `quantities.CELLS`; `projected` for nn.LSTM(proj_size=…)."""
    lines = EQUATIONS[cell]
    return (*lines[:-1], _PROJECTED) if projected else lines
