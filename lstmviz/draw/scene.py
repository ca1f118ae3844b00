"""What a picture is made of: layers that ran, what they were asked, and what they answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from lstmviz.draw.notation import notation
from lstmviz.draw.quantities import Quantity, quantities_of
from lstmviz.languages import gettext as _
from lstmviz.nets.cells import CELLS

Array = NDArray[np.float32]
MOST_ANSWERS = 10  # that have a row of probabilities each
LIKELIEST = 5  # of more answers


class Weights(Protocol):
    """The weights of a layer."""

    @property
    def parts(self) -> Mapping[str, Any]:
        """By PyTorch's names without the layer: "weight_ih" (blocks * H, I)."""


class Layer(Protocol):
    """A layer of a Trace: its arrays are read, whatever made them."""

    @property
    def name(self) -> str:
        """PyTorch's suffix in words: "l0", "l0 reverse"."""

    @property
    def kind(self) -> str:
        """The name of its cell, a key of `nets.cells.CELLS`: "lstm"."""

    @property
    def reverse(self) -> bool:
        """Whether the layer reads from the last step to the first."""

    @property
    def lengths(self) -> Any:
        """(B,) how long each sequence of the batch is, or None where all are of one length."""

    @property
    def inputs(self) -> Any:
        """(T, B, I)."""

    @property
    def initial(self) -> Mapping[str, Any]:
        """State -> (B, H), where it began."""

    @property
    def weights(self) -> Weights:
        """What it computed with."""

    @property
    def quantities(self) -> Mapping[str, Any]:
        """Name -> (T, B, H), in the order they are computed."""


@dataclass(frozen=True)
class Question:
    """What every net in the scene is asked."""

    answers: tuple[str, ...]  # to choose from; empty where the answer is a number
    targets: Array  # (T,) the index of the right answer, or the number
    asked: NDArray[np.bool_]  # (T,)
    text: str = ""  # as the task puts it
    tolerance: float = 0.0  # how near a number must come to be right
    flags: tuple[str, ...] = ()  # tokens that decide the answers


@dataclass(frozen=True)
class Readout:
    """How the answers follow from the hidden state, for a browser that runs the net on its own."""

    weight: Array  # (K, H)
    bias: Array  # (K,), or (T, K) where something else adds to the answer of each step


@dataclass(frozen=True)
class Says:
    """What one net answers at every step."""

    values: Array  # (T, K) probability of each answer, or (T, 1) the number; NaN where it answers nothing
    right: NDArray[np.bool_]  # (T,) meaningful where asked
    changed: NDArray[np.bool_] | None = None  # (T,) where the answer is another than in the run compared with
    readout: Readout | None = None


@dataclass(frozen=True)
class Panel:
    """One layer, under one heading."""

    title: str
    detail: str
    layer: Layer
    says: Says | None = None
    channels: tuple[str, ...] = ()  # what the layer's input numbers are; their positions where not named
    row: int = 0  # which sequence of the batch
    shown: tuple[Quantity, ...] | None = None  # what is drawn, where that is not what the cell computes
    checked: str = ""  # against what the numbers were checked, and how far they were from it
    tokens: tuple[str, ...] = ()  # what it read, one a step, where that is another sequence than the scene's
    changing: str = ""  # address of the page that changes a weight of it, up to where the change is named
    question: Question | None = None  # what it was asked, where that is something else than the scene's

    @property
    def cell(self) -> str:
        """Key of `nets.cells.CELLS`."""
        return self.layer.kind

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """What is drawn: all that this kind of cell computes, in order, unless said otherwise."""
        return self.shown or quantities_of(self.cell)

    def symbol(self, quantity: Quantity) -> str:
        """How it is called: in the letters of this run, where it is a quantity of the cell."""
        cell = CELLS[self.cell]
        return notation().symbol(cell, quantity.name) if quantity.name in cell.order else quantity.symbol

    def values(self, name: str) -> Array:
        """One quantity as drawn: (H, T), a row a unit."""
        return self.cut(self.layer.quantities[name]).T

    def cut(self, steps: Any) -> Array:
        """This panel's sequence out of (T, B, N): (T, N), without padding."""
        values: Array = np.asarray(steps, dtype=np.float32)[: self.steps, self.row]
        return values

    @property
    def steps(self) -> int:
        """T, of this panel's sequence."""
        lengths = self.layer.lengths
        return int(len(self.layer.inputs) if lengths is None else lengths[self.row])

    @property
    def units(self) -> int:
        """Rows of the tallest heatmap."""
        return max(len(self.values(quantity.name)) for quantity in self.quantities)


@dataclass(frozen=True)
class Bench:
    """What can be changed and what was, where panels are runs of one net: untouched, then its variants."""

    changeable: Mapping[str, Any]  # the "forms" of changes by kind, and how many there may be at "most"
    changed: Mapping[str, Any]  # the changes of the "variants", and their "word" in the link


@dataclass(frozen=True)
class Scene:
    """Layers that stepped over one sequence, on one time axis; or each over its own."""

    panels: tuple[Panel, ...]
    tokens: tuple[str, ...]  # one a step, as text; of the longest sequence where there are several
    question: Question | None = None
    unit: int = 0  # where one begins to look: a row of the first panel
    bench: Bench | None = None

    @property
    def steps(self) -> int:
        """T."""
        return len(self.tokens)

    @property
    def title(self) -> str:
        """What stands side by side: "LSTM beside Vanilla RNN (tanh)"."""
        return _(" beside ").join(panel.title for panel in self.panels)

    def alike(self, quantity: Quantity) -> list[Array]:
        """The quantity in every panel that shows it: one range of colours is for all of these."""
        return [panel.values(quantity.name) for panel in self.panels if quantity in panel.quantities]

    def answers_shown(self, question: Question) -> list[int]:
        """Which answers have a row: all, or of many the LIKELIEST over all steps and nets."""
        many = len(question.answers)
        if many <= MOST_ANSWERS:
            return list(range(many))
        said = [panel.says.values for panel in self.panels if panel.says]
        return sorted(np.nansum(np.concatenate(said), axis=0).argsort()[-LIKELIEST:].tolist())

    def read_by(self, panel: Panel) -> tuple[str, ...]:
        """What a panel's layer read, one text a step."""
        return panel.tokens or self.tokens
