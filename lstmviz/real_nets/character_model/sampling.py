"""What a character model writes: the next character drawn by its probability, read, and so on."""

from collections.abc import Iterator

import torch
from torch import Tensor

from lstmviz.nets.sequence import SequenceNet
from lstmviz.real_nets.character_model.task import TASK, codes
from lstmviz.real_nets.character_model.text import ALPHABET


@torch.no_grad()
def continued(net: SequenceNet, text: str, temperature: float, generator: torch.Generator) -> Iterator[str]:
    """The characters that the net adds to a text, one after the other without end.

    temperature: the logits are divided by it; towards 0 only the likeliest is drawn.
    """
    read, state = codes(text).long(), None
    while True:
        hidden, state = net.recurrent(TASK.one_hot(read), state)  # (T, 96) -> (T, H)
        drawn = torch.multinomial(probabilities(net.readout(hidden[-1]), temperature), 1, generator=generator)
        yield ALPHABET[int(drawn)]
        read = drawn


def probabilities(logits: Tensor, temperature: float) -> Tensor:
    """Of the next character: (..., 96) -> (..., 96)."""
    return (logits / temperature).softmax(-1)
