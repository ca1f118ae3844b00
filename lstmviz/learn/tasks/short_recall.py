"""Recall trained on 20 steps, by nets as PyTorch starts them: where a tanh RNN is seen to forget."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from lstmviz.languages import N_
from lstmviz.learn.subject import Example
from lstmviz.learn.tasks.recall import Recall
from lstmviz.learn.tasks.task import Untuned

if TYPE_CHECKING:
    from torch import Tensor

    from lstmviz.internals.layers import Layer


class ShortRecall(Recall):
    """Recall of at most 20 steps; how much longer a net knows the letter is left to the net.

    All nets start alike and learn at one rate: tuned, a tanh RNN holds one letter of four as long as an LSTM
    does (claims/rnn_forgets.py measures both).
    """

    name = "short-recall"
    title = N_("Recall, trained on 20 steps")
    look_for = N_(
        "At the flag the LSTM's forget gates close; then they open, and its cells hold the letter to the "
        "end. The tanh RNN knows the letter too, at first."
    )
    examples = (
        Example(N_("a flag, and 45 letters more"), "abaaAddcdbbdcbcbaaabbdcdcccdcacbddaddbcbabcccbbbbd"),
        Example(N_("another letter"), "bddaBcaccdbddacdadcaadddddbdbabcddbadaaaababcbcbcb"),
        *(Example(name, Recall.example(name)) for name in ("two flags", "one letter over and over")),
    )
    training_steps = 20
    window = 5
    untuned: ClassVar[Untuned] = Untuned("default", 0.003)
    unit = 5

    def is_there(self, inputs: Tensor, layer: Layer) -> bool:
        """All forget gates close at flags, and stand wider open where nothing is flagged."""
        flagged = inputs[..., -1] > 0.5
        at_flags, held = layer.forget_gate[flagged].mean(0), layer.forget_gate[~flagged].mean(0)  # (H,)
        return bool((at_flags < 0.25).all() and (held > at_flags + 0.3).all())
