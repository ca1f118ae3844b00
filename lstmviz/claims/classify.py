"""Feed-forward nets learn to tell two classes of points apart."""

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits

from lstmviz.nets.feedforward import FeedForward


def fit(nets: FeedForward, x: Tensor, wanted: Tensor, steps: int, learning_rate: float) -> Tensor:
    """Train S nets in place on points x (S, N, I) of the classes wanted (S, N), 0 or 1.

    Adam (Kingma & Ba 2015) on all points at every step; it treats every weight by itself, so that each net
    learns as if alone, up to rounding (which can decide where a deep net ends).
    Returns the cross-entropy of each after the last step, (S,).
    """
    optimizer = torch.optim.Adam(nets.parameters(), lr=learning_rate, fused=True)
    for _ in range(steps):
        optimizer.zero_grad()
        _losses(nets, x, wanted).sum().backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    return _losses(nets, x, wanted).detach()


def _losses(nets: FeedForward, x: Tensor, wanted: Tensor) -> Tensor:
    logits = nets(x).squeeze(-1)  # (S, N)
    return binary_cross_entropy_with_logits(logits, wanted, reduction="none").mean(-1)


@torch.no_grad()
def right(nets: FeedForward, x: Tensor, wanted: Tensor, sure: float = 0.5) -> Tensor:
    """To how many of the points each net gives their class with a probability above `sure`, (S,)."""
    side = 2 * wanted - 1  # 1 or −1
    probability = torch.sigmoid(side * nets(x).squeeze(-1))  # (S, N), of its own class
    return (probability > sure).sum(-1)
