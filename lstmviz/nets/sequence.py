"""SequenceNet: a sequence in, a recurrent layer, an answer at every step."""

import math

from torch import Tensor, nn

from lstmviz.nets.cells import CELLS
from lstmviz.nets.recurrent import Recurrent, directions, recurrent_layer


class SequenceNet(nn.Module):
    """A recurrent layer, or several upon each other, and a linear readout; PyTorch's own where there is one.

    The readout gives logits where the answer is one of several, a number where it is a number.
    """

    recurrent: Recurrent
    readout: nn.Module
    layer = "l0"  # which one is looked at, by PyTorch's suffix: "l0", "l0_reverse", "l1", ...

    def __init__(self, cell: str, inputs: int, hidden: int, answers: int, layers: int = 1) -> None:
        """cell: a key of `nets.cells.CELLS`. layers: more than one of PyTorch's own alone."""
        super().__init__()
        deeper = {"num_layers": layers} if layers > 1 else {}
        self.recurrent = recurrent_layer(cell, inputs, hidden, **deeper)
        self.readout = nn.Linear(hidden, answers)

    @property
    def layer_number(self) -> int:
        """The same, as `lstmviz.Trace` counts: both directions of a layer, then those of the next."""
        depth, *reverse = self.layer.removeprefix("l").split("_")
        return int(depth) * directions(self.recurrent) + len(reverse)

    def forward(self, inputs: Tensor) -> Tensor:
        """Answer at every step: inputs (T, B, I) -> (T, B, answers)."""
        hidden, _ = self.recurrent(inputs)  # (T, B, H)
        answers: Tensor = self.readout(hidden)  # (T, B, answers)
        return answers


class AssembledNet(SequenceNet):
    """Recurrent layers from elsewhere, with an embedding before them or none; looked at in one of them.

    Whatever reads the sequence's tokens looks them up in the embedding, so that `forward` takes vectors.
    """

    def __init__(
        self,
        recurrent: Recurrent,
        readout: nn.Module | None = None,
        embedding: nn.Embedding | None = None,
        layer: str = "l0",
    ) -> None:
        """readout: of both directions side by side; None: the net answers nothing."""
        nn.Module.__init__(self)
        self.recurrent, self.embedding, self.layer = recurrent, embedding, layer
        self.readout = NoAnswers() if readout is None else readout

    def at(self, layer: str) -> "AssembledNet":
        """The same net, looked at in another layer."""
        return AssembledNet(self.recurrent, self.readout, self.embedding, layer).eval()


class NoAnswers(nn.Module):
    """The readout of a net that answers nothing."""

    def forward(self, hidden: Tensor) -> Tensor:
        """(T, B, H) -> (T, B, 0)."""
        return hidden[..., :0]


def parameter_count(module: nn.Module) -> int:
    """How many numbers the module learns."""
    return sum(parameter.numel() for parameter in module.parameters())


def same_parameters(target: int, cell: str, inputs: int, answers: int) -> int:
    """Hidden size at which a net of this cell comes closest to `target` parameters."""
    sizes = range(1, 513)
    return min(sizes, key=lambda hidden: abs(parameters_of(cell, inputs, hidden, answers) - target))


def parameters_of(cell: str, inputs: int, hidden: int, answers: int) -> int:
    """How many numbers a `SequenceNet` of one layer learns, by the shapes of its weights."""
    shapes = CELLS[cell].shapes(inputs, hidden)
    return sum(map(math.prod, shapes.values())) + answers * (hidden + 1)
