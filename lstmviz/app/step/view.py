"""The view of the Step page."""

from dataclasses import dataclass

from lstmviz.app.link.fields import link_field, one_of, read_by_the_page
from lstmviz.app.view import RNNS, SequenceView


@dataclass(frozen=True)
class StepView(SequenceView):
    """One view of the Step page."""

    rnn: str = link_field("units", one_of(RNNS))  # the RNN beside: of equal hidden size or parameters
    kept: str = link_field(
        "", read_by_the_page, shared=True
    )  # nets from the Train page, shown instead of the shipped
