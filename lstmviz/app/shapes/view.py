"""The view of Shapes and states: one layer, and how it is run."""

from dataclasses import dataclass

from lstmviz.app.link.fields import link_field, one_of, whole
from lstmviz.app.link.view import View

ORDERS = {"no": "(T, B, I)", "yes": "(B, T, I)"}


@dataclass(frozen=True)
class ShapesView(View):
    """Sizes by their letters in PyTorch's documentation."""

    steps: int = link_field(6, whole(2, 12))  # T
    batch: int = link_field(2, whole(1, 4))  # B
    hidden: int = link_field(3, whole(1, 8))  # H
    layers: int = link_field(1, whole(1, 3))
    directions: int = link_field(1, whole(1, 2))
    batch_first: str = link_field("no", one_of(ORDERS))

    def link_words(self) -> dict[str, str]:
        """T, B and H as they are written."""
        words = super().link_words()
        return words | {"steps": "T", "batch": "B", "hidden": "H"}
