"""The view of the What-if page."""

from dataclasses import dataclass, replace
from typing import Self

from lstmviz.app.guess import guess_field
from lstmviz.app.link.fields import link_field, one_of, read_by_the_page, whole
from lstmviz.app.sequence_view import MOST_HIDDEN, SequenceView, layer_field
from lstmviz.claims.experiments import EXPERIMENTS

ORIGINS = ("trained", "other", "fresh")  # other: the second of two kept nets
FRESH_INITS = ("default", "orthogonal", "forget-bias-1", "chrono-50")


@dataclass(frozen=True)
class WhatIfView(SequenceView):
    """One view of the What-if page."""

    net: str = link_field("trained", one_of(ORIGINS), entry=True)  # a fresh one is as the next three say
    hidden: int = link_field(8, whole(1, MOST_HIDDEN))
    init: str = link_field("default", one_of(FRESH_INITS))
    seed: int = link_field(0, whole(0, 9999))
    experiment: str = link_field("", one_of(EXPERIMENTS))
    changes: str = link_field("", read_by_the_page)  # see change_list.py
    kept: str = link_field("", read_by_the_page, shared=True, entry=True)
    guess: str = guess_field()  # at the experiment
    layer: str = layer_field()

    def normalized(self) -> Self:
        """A guess is at an experiment; there is another net only where two were kept."""
        view = super().normalized()
        view = view if view.experiment else replace(view, guess="")
        return replace(view, net="trained") if view.net == "other" and not view.kept else view
