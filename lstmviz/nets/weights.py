"""One layer's weights, and the products that a step makes with them."""

from collections.abc import Mapping
from dataclasses import dataclass

from torch import Tensor
from torch.nn import functional as F


@dataclass(frozen=True, eq=False)
class Weights:
    """By PyTorch's names without the layer; what a layer does not have is not there.

    weight_ih (blocks * H, I), weight_hh (blocks * H, H), bias_ih and bias_hh (blocks * H,), weight_hr (P, H)
    of a projection, under which weight_hh is (blocks * H, P); and what the cell has beside its blocks.
    """

    parts: Mapping[str, Tensor]

    def __getitem__(self, name: str) -> Tensor:
        return self.parts[name]

    def get(self, name: str) -> Tensor | None:
        """The weight of this name, or None."""
        return self.parts.get(name)

    def input(self, x: Tensor) -> Tensor:
        """W x + b, which needs no step before: (..., I) -> (..., blocks * H)."""
        return F.linear(x, self.parts["weight_ih"], self.parts.get("bias_ih"))

    def recurrent(self, hidden: Tensor) -> Tensor:
        """U h + b′, which does: (..., H) -> (..., blocks * H)."""
        return F.linear(hidden, self.parts["weight_hh"], self.parts.get("bias_hh"))

    def projected(self, hidden: Tensor) -> Tensor:
        """W_hr h where the layer projects, else h as it is: (..., H) -> (..., P or H)."""
        projection = self.parts.get("weight_hr")
        return hidden if projection is None else F.linear(hidden, projection)
