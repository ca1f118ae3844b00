"""The Inside-a-cell page's browser side, and the Python that feeds it: words, ranges, diagrams, presets.

No trace is packed here: a cell of one unit is twelve numbers, and the browser runs it itself, by the
equations that it shows (cell_run.js).
"""

from pathlib import Path
from typing import Any

from lstmviz.draw import quantities
from lstmviz.draw.scalar.presets import PRESETS, Preset
from lstmviz.draw.stepper import STYLE as STEPPER_STYLE
from lstmviz.draw.stepper.pack import COLOURS, described
from lstmviz.nets.cells import CELLS

FOLDER = Path(__file__).parent
STYLE = FOLDER / "scalar.css"

# What a visitor may set: ranges that saturate every gate and still leave a slider fine enough.
LIMITS = {"weight": 12, "input": 2, "steps": 40}
SHOWN = ("lstm", "rnn")
# The letter of a group of three numbers in links and labels -> field of a preset, quantity, cell.
GROUPS = {
    "f": ("forget_gate", "forget_gate", "lstm"),
    "i": ("input_gate", "input_gate", "lstm"),
    "g": ("candidate", "candidate", "lstm"),
    "o": ("output_gate", "output_gate", "lstm"),
    "h": ("rnn", "hidden", "rnn"),
}
PARTS = {"w": "weight of the input", "u": "weight of the hidden state before", "b": "bias"}


def style() -> str:
    """The stylesheet of the page: the stepper's, this page's, and every colour in both themes."""
    accents = {line.name: line.accent for cell in SHOWN for line in quantities.quantities_of(cell)}
    page = {name.lower(): getattr(quantities, name) for name in COLOURS}
    colours = [
        f"--{name}: light-dark({accent.light}, {accent.dark});" for name, accent in (accents | page).items()
    ]
    sheets = [path.read_text(encoding="utf-8") for path in (STEPPER_STYLE, STYLE)]
    return "\n".join([*sheets, ".scalar {", *colours, "}"])


def content() -> dict[str, Any]:
    """Everything else the browser needs, as JSON."""
    return {
        "limits": LIMITS,
        "panels": [_panel(cell) for cell in SHOWN],
        "groups": [_group(letter) for letter in GROUPS],
        "parts": PARTS,
        "presets": {name: _preset(preset) for name, preset in PRESETS.items()},
    }


def _panel(cell: str) -> dict[str, Any]:
    return described(cell) | {
        "title": CELLS[cell].title,
        "quantities": [
            {
                "name": line.name,
                "symbol": line.symbol,
                "title": line.title,
                "kind": line.kind,
                "limit": line.limit,
            }
            for line in quantities.quantities_of(cell)
        ],
    }


def _group(letter: str) -> dict[str, Any]:
    _, quantity, cell = GROUPS[letter]
    (line,) = (line for line in quantities.quantities_of(cell) if line.name == quantity)
    return {
        "letter": letter,
        "cell": cell,
        "quantity": quantity,
        "title": line.title if cell == "lstm" else CELLS[cell].title,
        "function": "σ" if line.kind == "gate" else "tanh",
    }


def _preset(preset: Preset) -> dict[str, Any]:
    """The numbers by their names in links: "wf" is the weight of the input in the forget gate."""
    numbers = {
        part + letter: value
        for letter, (field, *_) in GROUPS.items()
        for part, value in zip(PARTS, getattr(preset, field), strict=True)
    }
    return {
        "title": preset.title,
        "look_for": preset.look_for,
        "numbers": numbers,
        "inputs": list(preset.inputs),
        "step": preset.step,
    }
