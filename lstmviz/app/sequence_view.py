"""What the views of all pages with a sequence share: every choice of a visitor that Python needs.

What only the browser needs (step, unit, sub-step, pin, speed) lives in the address's hash,
read and written by the stepper itself (draw/stepper/link.js).
"""

from dataclasses import dataclass, replace
from typing import Any, Self

from lstmviz.app.link.fields import link_field, one_of
from lstmviz.app.link.view import View
from lstmviz.app.subjects import subject_of
from lstmviz.draw.colours import PALETTES
from lstmviz.languages import gettext as _

MOST_HIDDEN = 64
# Which RNN stands beside the LSTM: the word of the link, and the net's name in the zoo.
RNNS = {
    "units": "rnn-same-units",
    "parameters": "rnn-same-parameters",
    "relu": "relu-rnn",
    "gru": "gru",
}


def _subject(word: str, view: "SequenceView") -> str:
    subject_of(word)
    return word


def readable(typed: str, view: "SequenceView") -> str:
    """What the view's task or model can read."""
    subject_of(view.task).tokens(typed)
    return typed


def layer_field() -> Any:
    """The view's field for the layer of a model that is looked at, and its direction."""
    return link_field("l0", _layer, shared=True)


def _layer(word: str, view: "SequenceView") -> str:
    return str(one_of(subject_of(view.task).layers)(word, view))


@dataclass(frozen=True)
class SequenceView(View):
    """What every page with a sequence chooses."""

    task: str = link_field("recall", _subject, shared=True, entry=True)  # or a model
    seq: str = link_field("", readable, shared=True)  # as typed; empty: the task's first example
    palette: str = link_field("cividis", one_of(PALETTES), shared=True)

    @property
    def sequence(self) -> str:
        """The sequence as typed."""
        return self.seq or self.first_example

    @property
    def first_example(self) -> str:
        """The sequence that need not be named."""
        return subject_of(self.task).first_example

    def subject(self) -> str:
        """The task."""
        return _(subject_of(self.task).title)

    def normalized(self) -> Self:
        """The task's first example is what its sequence starts as."""
        return replace(self, seq="") if self.seq == self.first_example else self
