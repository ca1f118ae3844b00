"""The view of the Memory page."""

from dataclasses import dataclass

from lstmviz.app.link.fields import link_field, whole
from lstmviz.app.sequence_view import SequenceView, layer_field


@dataclass(frozen=True)
class MemoryView(SequenceView):
    """One view of the Memory page."""

    unit: int = link_field(0, whole(0, 511))
    layer: str = layer_field()
