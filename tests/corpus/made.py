"""Small corpora to test with: made of numbers, or traced."""

import numpy as np
import torch

from lstmviz.corpus import Corpus


def of_rows(rows, lengths=None, tokens=()):
    """A corpus whose hidden states are these rows of numbers, (H, T); nothing else is in it."""
    plane = np.asarray(rows, dtype=np.float16)
    return Corpus("rnn", lengths or (plane.shape[1],), {("l0", "hidden"): plane}, tokens)


def documents(*lengths, width=3):
    """Random numbers: (T, width) for each length."""
    generator = torch.Generator().manual_seed(4)
    return [torch.randn(length, width, generator=generator) for length in lengths]
