"""Template of a page's view; copy it to lstmviz/app/NAME/view.py."""

from dataclasses import dataclass

from lstmviz.app.link.fields import link_field, number
from lstmviz.app.sequence_view import SequenceView


@dataclass(frozen=True)
class GateView(SequenceView):
    """Every choice of the page, with its default and its range: its link is made of them."""

    forget: float = link_field(0.95, number(0, 1))
