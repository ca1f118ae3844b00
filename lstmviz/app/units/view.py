"""The view of the Units page."""

from dataclasses import dataclass

from lstmviz.app.link.fields import link_field, number, one_of, read_by_the_page, whole
from lstmviz.app.sequence_view import SequenceView
from lstmviz.learn.saved_nets.shipped import shipped_nets

SIZES = (20_000, 100_000, 1_000_000)  # steps of a corpus, about; the first is traced as one looks


def _shipped(word: str, view: SequenceView) -> str:
    return str(one_of(shipped_nets(view.task))(word, view))


def _size(word: str, view: SequenceView) -> int:
    return int(one_of(list(map(str, SIZES)))(word, view))


@dataclass(frozen=True)
class UnitsView(SequenceView):
    """One view of the Units page."""

    net: str = link_field("lstm", _shipped, entry=True)
    size: int = link_field(SIZES[0], _size)  # of the corpus
    own: str = link_field("", read_by_the_page)  # the name of a kept text of the visitor's; empty: the task's
    about: str = link_field("", read_by_the_page)  # what a unit might follow; empty: the first that there is
    typed: str = link_field("", read_by_the_page)  # the regular expression of it
    row: str = link_field("", read_by_the_page)  # that colours the text, "l0.hidden.1"; empty: the best one
    first: int = link_field(0, whole(0, 2 * SIZES[-1]))  # step of the corpus with which the text begins
    span: str = link_field("", read_by_the_page)  # steps brushed, "120-131", from 0
    rows: str = link_field("", read_by_the_page)  # looked for elsewhere, "hidden.1,cell.3"; empty: all on
    threshold: float = link_field(0.8, number(0.05, 1))
