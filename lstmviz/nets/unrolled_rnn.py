"""Unrolled: the feed-forward net that an RNN is over so many steps."""

import torch
from torch import Tensor, nn


class UnrolledNet(nn.Module):
    """As many layers as steps, each with a copy of the RNN's weights that it could change on its own.

    A layer reads its step's input beside what the layer before gives: h_t = tanh(W x_t + U h_{t-1} + b).
    """

    def __init__(self, rnn: nn.RNN, steps: int) -> None:
        super().__init__()
        self.hidden_size = rnn.hidden_size
        self.layers = nn.ModuleList(_copy(rnn) for _ in range(steps))

    def forward(self, x: Tensor) -> Tensor:
        """What every layer gives: x (T, B, I) -> (T, B, H)."""
        h = x.new_zeros(x.shape[1], self.hidden_size)
        hidden = []
        for layer, step in zip(self.layers, x, strict=True):
            h = layer(step, h)
            hidden.append(h)
        return torch.stack(hidden)


def _copy(rnn: nn.RNN) -> nn.RNNCell:
    """One step of a tanh RNN of one layer and one direction."""
    dtype = rnn.weight_hh_l0.dtype
    cell = nn.RNNCell(rnn.input_size, rnn.hidden_size, device="meta", dtype=dtype).to_empty(device="cpu")
    cell.load_state_dict({name.removesuffix("_l0"): weight for name, weight in rnn.state_dict().items()})
    return cell
