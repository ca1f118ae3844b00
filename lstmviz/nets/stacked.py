"""Stack: many nets of one shape, run as one; a step of them all costs little more than a step of one."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from lstmviz.nets.cells import of_mode
from lstmviz.nets.recurrent import run_steps
from lstmviz.nets.sequence import SequenceNet
from lstmviz.nets.weights import Weights


@dataclass(frozen=True, eq=False)
class StackedWeights(Weights):
    """The weights of one layer of K nets: matrices (K, rows, columns), all else (K, 1, rows)."""

    def input(self, x: Tensor) -> Tensor:
        """W x + b of each net: (K, ..., I) -> (K, ..., blocks * H)."""
        return linear(x, self.parts["weight_ih"], self.parts.get("bias_ih"))

    def recurrent(self, hidden: Tensor) -> Tensor:
        """U h + b′ of each net: (K, B, H) -> (K, B, blocks * H)."""
        return linear(hidden, self.parts["weight_hh"], self.parts.get("bias_hh"))


class Stack:
    """K nets of the same cell and size. What they learn is one tensor, a row a net: `numbers` (K, P)."""

    def __init__(self, nets: Sequence[SequenceNet]) -> None:
        """nets: whose weights are copied."""
        self.cell, self.hidden_size = of_mode(nets[0].recurrent.mode), nets[0].recurrent.hidden_size
        self.shapes = {name: weight.shape for name, weight in nets[0].named_parameters()}
        rows = [torch.cat([weight.detach().flatten() for weight in net.parameters()]) for net in nets]
        self.numbers = torch.stack(rows).requires_grad_()

    def named(self, numbers: Tensor) -> dict[str, Tensor]:
        """Rows (K, P) cut into the weights, by a net's own names: (K, *shape) each."""
        parts = torch.split(numbers, [shape.numel() for shape in self.shapes.values()], dim=1)
        named = zip(self.shapes.items(), parts, strict=True)
        return {name: torch.unflatten(part, 1, shape) for (name, shape), part in named}

    def state_dicts(self) -> list[dict[str, Tensor]]:
        """The weights of each net, as its own `state_dict` has them."""
        named = self.named(self.numbers.detach())
        return [{name: weight[k].clone() for name, weight in named.items()} for k in range(len(self.numbers))]

    def __call__(self, inputs: Tensor) -> Tensor:
        """Each net's answers at every step to inputs of its own: (K, T, B, I) -> (K, T, B, answers)."""
        parts = {
            name: weight if weight.dim() == 3 else weight.unsqueeze(1)
            for name, weight in self.named(self.numbers).items()
        }
        layer = "recurrent."
        names = {
            name: name.removeprefix(layer).removesuffix("_l0") for name in parts if name.startswith(layer)
        }
        weights = StackedWeights({short: parts[name] for name, short in names.items()})
        zeros = inputs.new_zeros(len(inputs), inputs.shape[2], self.hidden_size)
        reads, state = weights.input(inputs).unbind(1), dict.fromkeys(self.cell.states, zeros)
        hidden, _ = run_steps(self.cell, reads, state, weights)
        return linear(torch.stack(hidden, 1), parts["readout.weight"], parts["readout.bias"])


def linear(x: Tensor, weight: Tensor, bias: Tensor | None) -> Tensor:
    """W x + b of each, W (K, rows, columns), b (K, 1, rows): x (K, ..., columns) -> (K, ..., rows)."""
    flat = x.flatten(1, -2)
    product = torch.bmm(flat, weight.mT) if bias is None else torch.baddbmm(bias, flat, weight.mT)
    return torch.unflatten(product, 1, x.shape[1:-1])
