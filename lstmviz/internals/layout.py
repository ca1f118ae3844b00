"""How sequences lie in a tensor: one alone, a batch, batch first, packed; for a layer always (T, B, .)."""

import torch
from torch import Tensor
from torch.nn.utils.rnn import PackedSequence, pad_packed_sequence

from lstmviz.internals.inputs import Steps
from lstmviz.nets.recurrent import Recurrent


def time_major(module: Recurrent, steps: Steps) -> Steps:
    """One sequence or a batch as (T, B, .); a PackedSequence as it is."""
    if isinstance(steps, PackedSequence):
        return steps
    if steps.dim() == 2:
        return steps[:, None]
    return steps.transpose(0, 1) if module.batch_first else steps


def laid_out(module: Recurrent, x: Steps, steps: Steps) -> Steps:
    """The way back from `time_major`: as the module hands out what it makes of x."""
    if isinstance(x, PackedSequence) or isinstance(steps, PackedSequence):
        return steps
    if x.dim() == 2:
        return steps[:, 0]
    return steps.transpose(0, 1) if module.batch_first else steps


def packed_as(example: PackedSequence, padded: Tensor) -> PackedSequence:
    """Padded steps (T, B, .) packed in the order of another packed sequence."""
    order = example.sorted_indices
    rows = padded if order is None else padded.index_select(1, order)
    real = torch.arange(padded.shape[1]) < example.batch_sizes[:, None]  # (T, B)
    return example._replace(data=rows[real.to(rows.device)])


def padded(steps: Steps) -> Tensor:
    """(T, B, .), zero after the end of a shorter sequence."""
    return pad_packed_sequence(steps)[0] if isinstance(steps, PackedSequence) else steps
