"""scan(): a recurrence whose factors do not read its state, put together in log₂ of its steps."""

import torch
from torch import Tensor

from lstmviz.nets.recurrent import RecurrentLayer


def by_scan(layer: RecurrentLayer, x: Tensor) -> Tensor:
    """Every state of a minLSTM, all steps at once: x (T, B, I) -> (T, B, H)."""
    forget, write, candidate = layer.weights.input(x).chunk(3, dim=-1)
    forget, write = forget.sigmoid(), write.sigmoid()
    return scan(forget / (forget + write), write / (forget + write) * candidate)


def scan(keep: Tensor, write: Tensor) -> Tensor:
    """state_t = keep_t · state_{t-1} + write_t from 0 on, (T, ...), in `links(T)` rounds.

    After a round every step has put together twice as many steps before it (Hillis & Steele 1986).
    """
    for together in (2**link for link in range(links(len(keep)))):
        write = torch.cat([write[:together], write[together:] + keep[together:] * write[:-together]])
        keep = torch.cat([keep[:together], keep[together:] * keep[:-together]])
    return write


def links(steps: int) -> int:
    """Rounds of a scan, each of which waits for the one before: log₂ of the steps, rounded up."""
    return (steps - 1).bit_length()
