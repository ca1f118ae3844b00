"""The view of the Step page."""

from dataclasses import dataclass

from lstmviz.app.link.fields import link_field, one_of, read_by_the_page
from lstmviz.app.sequence_view import RNNS, SequenceView, layer_field
from lstmviz.app.subjects import subject_of
from lstmviz.learn.saved_nets.shipped import shipped_nets


def _shipped(word: str, view: SequenceView) -> str:
    """One of RNNS, if the view's task has it."""
    made = shipped_nets(view.task)
    return str(one_of([one for one, net in RNNS.items() if net in made])(word, view))


def _other_layer(word: str, view: "StepView") -> str:
    return str(one_of(["", *subject_of(view.task).layers])(word, view))


@dataclass(frozen=True)
class StepView(SequenceView):
    """One view of the Step page."""

    rnn: str = link_field("units", _shipped, entry=True)  # which RNN stands beside the LSTM
    kept: str = link_field("", read_by_the_page, shared=True, entry=True)  # nets from the Train page
    layer: str = layer_field()
    beside: str = link_field("", _other_layer)  # another layer of a model; empty: nothing
