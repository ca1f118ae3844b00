"""Nets trained side by side learn as alone, and are scored as they answer."""

import pytest
import torch
from torch import nn

from lstmviz.claims.classify import fit, right
from lstmviz.nets.feedforward import FeedForward

X = torch.tensor([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=torch.float64)
WANTED = torch.tensor([0, 1, 1, 0], dtype=torch.float64)


def nets(*seeds):
    return FeedForward(2, 3, 1, 1, "tanh", [torch.Generator().manual_seed(seed) for seed in seeds])


def test_it_trains_as_plain_torch_would():
    ours = nets(7)
    theirs = nn.Sequential(nn.Linear(2, 3), nn.Tanh(), nn.Linear(3, 1)).double()
    with torch.no_grad():
        for layer, own in zip((theirs[0], theirs[2]), (ours.hidden[0], ours.readout), strict=True):
            layer.weight.copy_(own.weight[0].T)
            layer.bias.copy_(own.bias[0, 0])
    optimizer = torch.optim.Adam(theirs.parameters(), lr=0.05)
    for _ in range(50):
        optimizer.zero_grad()
        nn.BCEWithLogitsLoss()(theirs(X).squeeze(-1), WANTED).backward()
        optimizer.step()
    loss = fit(ours, X[None], WANTED[None], 50, 0.05)
    assert loss.item() == pytest.approx(nn.BCEWithLogitsLoss()(theirs(X).squeeze(-1), WANTED).item())
    assert torch.allclose(ours(X[None])[0], theirs(X))


def test_a_net_learns_the_same_whatever_learns_beside_it():
    together, alone = nets(1, 2, 3), nets(2)
    losses = fit(together, X.expand(3, -1, -1), WANTED.expand(3, -1), 50, 0.05)
    assert losses[1].item() == pytest.approx(fit(alone, X[None], WANTED[None], 50, 0.05).item())


def test_right_counts_the_points_that_a_net_is_sure_enough_of():
    net = nets(1)
    with torch.no_grad():
        for parameter in net.parameters():
            parameter.zero_()
        net.readout.bias.fill_(0.1)  # a probability of 0.525 everywhere
    assert right(net, X[None], WANTED[None]).tolist() == [2]
    assert right(net, X[None], WANTED[None], sure=0.6).tolist() == [0]
