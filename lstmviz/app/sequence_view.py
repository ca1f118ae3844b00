"""What the views of all pages with a sequence share: every choice of a visitor that Python needs.

What only the browser needs (step, unit, sub-step, pin, speed) lives in the address's hash,
read and written by the stepper itself (draw/stepper/link.js).
"""

from dataclasses import dataclass, replace
from typing import Self

from lstmviz.app.link.fields import link_field, one_of
from lstmviz.app.link.view import View
from lstmviz.draw.colours import PALETTES
from lstmviz.languages import gettext as _
from lstmviz.learn.saved_nets.shipped import SHIPPED
from lstmviz.learn.tasks import TASKS

MOST_HIDDEN = 64
# Which RNN stands beside the LSTM: the word of the link, and the net's name in the zoo.
RNNS = {
    "units": "rnn-same-units",
    "parameters": "rnn-same-parameters",
    "relu": "relu-rnn",
    "gru": "gru",
}


def _readable(typed: str, view: "SequenceView") -> str:
    TASKS[view.task].tokens(typed)
    return typed


@dataclass(frozen=True)
class SequenceView(View):
    """What every page with a sequence chooses."""

    task: str = link_field("recall", one_of(SHIPPED), shared=True, entry=True)
    seq: str = link_field("", _readable, shared=True)  # as typed; empty: the task's first example
    palette: str = link_field("cividis", one_of(PALETTES), shared=True)

    @property
    def sequence(self) -> str:
        """The sequence as typed."""
        return self.seq or TASKS[self.task].first_example

    def subject(self) -> str:
        """The task."""
        return _(TASKS[self.task].title)

    def normalized(self) -> Self:
        """The task's first example is what its sequence starts as."""
        return replace(self, seq="") if self.seq == TASKS[self.task].first_example else self
