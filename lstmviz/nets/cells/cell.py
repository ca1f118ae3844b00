"""What a kind of cell declares. Everything that is said about one elsewhere is read from here.

Nothing here imports torch when it is loaded: the page that draws a cell is served before torch is there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, Protocol

from lstmviz.nets.cells.expression import Affine, Expression, Product, Quotient, nodes

if TYPE_CHECKING:
    from torch import Tensor

    from lstmviz.nets.weights import Weights

Edit = Callable[[str, "Tensor"], "Tensor"]
"""A quantity's name and its value as computed -> the value to go on with."""

Values = dict[str, "Tensor"]
"""Quantities or states by name."""


class Step(Protocol):
    """One step of a cell, as its paper writes it."""

    def __call__(self, read: "Tensor", before: Values, weights: "Weights", edit: Edit) -> Values:
        """read = W x + b (B, blocks * H), states before (B, H) -> every quantity in order, (B, H)."""


class Run(Protocol):
    """A layer whose hidden states are known at every step: what `Cell.opened` opens the gates of."""

    @property
    def hidden(self) -> "Tensor":
        """(T, B, H)"""

    def preactivations(self, *blocks: str, part: str = "both") -> "Tensor":
        """W x + U h + b of blocks that stand side by side, or one half of it: (blocks, T, B, H)."""

    def scan(self, keep: "Tensor", write: "Tensor", state: str) -> "Tensor":
        """state_t = keep_t · state_{t-1} + write_t at every step: (T, B, H)."""


@dataclass(frozen=True)
class Quantity:
    """One thing that a cell computes at every step for every unit."""

    name: str  # the attribute of a traced layer
    symbol: str
    title: str
    kind: Literal["gate", "state"]
    limit: float | None  # a gate lies in 0…limit, a state in ±limit; None: as far as the data goes
    accent: str  # the name of a colour in draw/quantities.py
    gloss: str  # at most 18 letters, written under the title
    meaning: str  # one sentence


@dataclass(frozen=True)
class Equation:
    """How one quantity is computed."""

    quantity: str
    expression: Expression
    words: str  # what that comes to


@dataclass(frozen=True)
class Path:
    """The way on which a state is carried from step to step: state_t = keep_t · state_{t-1} + write_t."""

    state: str
    keep: str  # the gate
    write: Expression


@dataclass(frozen=True)
class Peephole:
    """A weight of one number a unit, (H,), beside the blocks of rows."""

    name: str  # of the parameter, without the layer
    quantity: str  # the gate that reads through it
    symbol: str


@dataclass(frozen=True, eq=False, kw_only=True)
class Cell:
    """One kind of recurrent cell."""

    name: str  # in links, files and code
    title: str
    accent: str  # in charts that set nets side by side, the name of a colour as a quantity's
    source: str  # the paper that the step follows
    blocks: tuple[str, ...]  # what each block of H rows in the weights is for, in order
    quantities: tuple[Quantity, ...]  # in the order in which a step computes them
    states: tuple[str, ...]  # of the quantities, those that the next step reads; the hidden state first
    equations: tuple[Equation, ...]  # one a quantity, in the same order
    step: Step
    path: Path | None = None  # None where no gate carries a state
    peepholes: tuple[Peephole, ...] = ()
    projected: Equation | None = None  # the last equation where a layer projects its hidden state
    opened: Callable[[Any], Values] | None = None  # all steps of a `Run` at once; None: step by step
    module: str | None = None  # PyTorch's class in torch.nn; None: nets.recurrent.RecurrentLayer
    settings: Mapping[str, Any] = field(default_factory=dict)  # of that class
    fused: str | None = None  # the function in torch that the class calls
    diagram: str | None = None  # a file in draw/stepper/cells
    parts: Mapping[str, Expression] = field(default_factory=dict)  # what a diagram shows beside quantities
    milliseconds: float = 0.3  # of training on one core: what goes into a time step beside its arithmetic

    @property
    def mode(self) -> str:
        """What the module calls itself: PyTorch's name where it has one, "RNN_RELU"."""
        return self.fused.upper() if self.fused else self.name

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Names of the quantities, in the order in which a step computes them."""
        return tuple(quantity.name for quantity in self.quantities)

    @cached_property
    def recurrent(self) -> bool:
        """Whether any block reads the hidden state, through weights of its own."""
        return any(block.part != "input" for block in self._affine)

    @cached_property
    def biases_apart(self) -> bool:
        """Whether the second bias stands elsewhere than beside the first, as within a GRU's reset."""
        return any(block.part == "recurrent" for block in self._affine)

    def initial(self, state: str) -> str:
        """What the state is called where a run begins: "h0"."""
        return f"{self.quantity(state).symbol}0"

    def quantity(self, name: str) -> Quantity:
        """The quantity of this name."""
        return self.quantities[self.order.index(name)]

    def equation(self, name: str) -> Equation:
        """The equation of the quantity of this name."""
        return self.equations[self.order.index(name)]

    def rows(self, block: str, hidden: int) -> slice:
        """Where the block stands among the rows of weight_ih, weight_hh and both biases."""
        start = self.blocks.index(block) * hidden
        return slice(start, start + hidden)

    def blocks_of(self, weight: str) -> tuple[str, ...]:
        """What the rows of a weight are for, a block of H rows each: ("input_gate", "forget_gate", …)."""
        read_by = {peephole.name: (peephole.quantity,) for peephole in self.peepholes}
        return read_by.get(weight.removesuffix("_l0"), self.blocks)

    def shapes(
        self, inputs: int, hidden: int, bias: bool = True, projected: int = 0
    ) -> dict[str, tuple[int, ...]]:
        """The shape of every weight of one layer, by PyTorch's names without the layer."""
        rows = len(self.blocks) * hidden
        shapes: dict[str, tuple[int, ...]] = {"weight_ih": (rows, inputs)}
        if self.recurrent:
            shapes["weight_hh"] = (rows, projected or hidden)
        if bias:
            shapes |= dict.fromkeys(("bias_ih", "bias_hh")[: 1 + self.recurrent], (rows,))
        shapes |= {peephole.name: (hidden,) for peephole in self.peepholes}
        return shapes | ({"weight_hr": (projected, hidden)} if projected else {})

    @property
    def products(self) -> int:
        """Multiplications and divisions of one unit at one step, beside those with blocks of weights."""
        every = [node for equation in self.equations for node in nodes(equation.expression)]
        return sum(len(node.of) - 1 for node in every if isinstance(node, Product | Quotient))

    @property
    def _affine(self) -> list[Affine]:
        every = [node for equation in self.equations for node in nodes(equation.expression)]
        return [node for node in every if isinstance(node, Affine)]
