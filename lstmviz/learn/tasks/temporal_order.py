"""Temporal order of two marks (Hochreiter & Schmidhuber 1997, experiment 6a)."""

import torch
from torch import Tensor

from lstmviz.learn.tasks.task import Labels, SymbolTask

DISTRACTORS = "abcd"
X, Y = 4, 5  # positions in the alphabet


class TemporalOrder(SymbolTask):
    """Two marks among letters that mean nothing; at the end, the ordered pair must be named.

    Training at T = 50: the first mark at step 3 to 12, the second at step 26 to 35, each X or Y;
    another T scales the places.
    """

    name = "temporal-order"
    title = "Temporal order"
    question = "At the last step: which two marks came, in which order?"
    look_for = (
        "Some units' cell state jumps at each mark. At the end one unit holds which mark came first, another "
        "which came second."
    )
    typed = "Type letters a to d, and among them two marks X or Y: abXcdYab."
    alphabet = (*DISTRACTORS, "X", "Y")
    channels = alphabet
    answers = ("XX", "XY", "YX", "YY")
    examples = (
        "dbcabXdacbdabbcadbcadcabdbacYabdbacdbadbcabdacdabd",
        "dbcabYdacbdabbcadbcadcabdbacXabdbacdbadbcabdacdabd",  # the other order
        "dbcabXdacbdabbcadbcadcabdbacXabdbacdbadbcabdacdabd",
        "dbcabYdacbdabbcadbcadcabdbacYabdbacdbadbcabdacdabd",
        "aaaaaXaaaaaaaaaaaaaaaaaaaaaaYaaaaaaaaaaaaaaaaaaaaa",  # one distractor only
        "dbcabXdacbdabbcadbcadcab",  # one mark: nothing is asked
    )
    training_steps = 50
    least_steps = 5

    def sample(self, batch: int, generator: torch.Generator) -> Tensor:
        """Random distractors with a mark in the first quarter and one in the third: (T, B, 6)."""
        codes = torch.randint(len(DISTRACTORS), (self.steps, batch), generator=generator)
        for earliest in (self.steps // 25, self.steps // 2):
            place = earliest + torch.randint(self.steps // 5, (1, batch), generator=generator)
            codes.scatter_(0, place, torch.randint(X, Y + 1, (1, batch), generator=generator))
        return self.one_hot(codes)

    def label(self, inputs: Tensor) -> Labels:
        """The ordered pair, asked at the last step of sequences with two marks."""
        is_y = inputs[..., Y] > 0.5
        marked = is_y | (inputs[..., X] > 0.5)  # (T, B)
        order = marked.cumsum(0)
        first_y, second_y = ((is_y & (order == count)).any(dim=0) for count in (1, 2))  # (B,)
        asked = torch.zeros_like(marked)
        asked[-1] = order[-1] == 2
        pair = 2 * first_y.long() + second_y.long()
        return Labels(pair.expand(marked.shape), asked)
