"""The best that any straight line can do."""

import torch
from torch import Tensor


def most_right_by_a_line(x: Tensor, wanted: Tensor) -> int:
    """The most of the points x (N, 2) of classes wanted (N,), 0 or 1, that one line puts on their sides.

    Exact: between two directions in which a pair of points changes order, every line is as good as a
    parallel one, so one direction of each interval and all its thresholds are tried.
    """
    if len(x) == 0:
        return 0
    across = (x[:, None] - x[None]).flatten(0, 1)  # (N², 2), of every pair
    angles = (torch.atan2(across[:, 1], across[:, 0]) + torch.pi / 2).remainder(torch.pi).sort().values
    between = (angles + torch.cat([angles[1:], angles[:1] + torch.pi])) / 2
    normals = torch.stack([between.cos(), between.sin()])  # (2, A)
    along, order = (x @ normals).sort(dim=0)  # (N, A)
    apart = torch.cat([along.diff(dim=0) > 1e-9, torch.ones(1, len(angles), dtype=torch.bool)])
    # Ones below a threshold less zeros below it; with all zeros added, how many are right if ones are below.
    right = (2 * wanted - 1)[order].cumsum(0) + (1 - wanted).sum()  # (N, A)
    return int(torch.maximum(right, len(x) - right)[apart].max())
