"""What a character model writes: the next character drawn by its probability, read, and so on."""

from collections.abc import Iterator

import torch
from torch import Tensor

from lstmviz.nets.sequence import SequenceNet
from lstmviz.real_nets.character_model.model import MODEL


@torch.no_grad()
def continued(net: SequenceNet, text: str, temperature: float, generator: torch.Generator) -> Iterator[str]:
    """The characters that the net adds to a text, one after the other without end.

    temperature: the logits are divided by it; towards 0 only the likeliest is drawn.
    """
    read, state = MODEL.encode(MODEL.tokens(text)), None  # (T, 1, 96)
    while True:
        hidden, state = net.recurrent(read, state)
        chances = probabilities(net.readout(hidden[-1, 0]), temperature)
        drawn = MODEL.answers[int(torch.multinomial(chances, 1, generator=generator))]
        yield drawn
        read = MODEL.encode((drawn,))


def probabilities(logits: Tensor, temperature: float) -> Tensor:
    """Of the next character: (..., 96) -> (..., 96)."""
    return (logits / temperature).softmax(-1)
