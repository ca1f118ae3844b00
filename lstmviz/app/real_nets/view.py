"""The view of the Real nets page."""

from dataclasses import dataclass

from lstmviz.app.link.fields import link_field, number, one_of
from lstmviz.app.sequence_view import SequenceView, readable
from lstmviz.app.subjects import MODELS


@dataclass(frozen=True)
class RealNetsView(SequenceView):
    """One view of the Real nets page."""

    task: str = link_field("g2pm", one_of(MODELS), entry=True)  # the net; no task goes with a visitor to here
    seq: str = link_field("", readable)  # nor does a task's sequence
    temperature: float = link_field(1.0, number(0.1, 2.0))  # at which the character model draws

    def link_words(self) -> dict[str, str]:
        """The net is called so in the link."""
        return super().link_words() | {"task": "net"}
