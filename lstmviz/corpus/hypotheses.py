"""What a unit might follow in a text. A new hypothesis is one function here and one line of HYPOTHESES.

Each says what is so at every step of a document, the step's own token counted: True and False, or a number.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lstmviz.corpus.matching import matches
from lstmviz.languages import N_

Document = NDArray[np.str_]
"""The tokens of one document, (T,)."""
Told = NDArray[Any]
"""(T,) bool, or numbers."""


@dataclass(frozen=True)
class Hypothesis:
    """One thing that may be so at a step."""

    title: str
    of: Callable[[Document, str], Told]  # a document, and the expression where one is typed
    typed: str = ""  # the regular expression to begin with; empty where none is typed

    def at(self, documents: Sequence[Sequence[str]], typed: str = "") -> Told:
        """What is so at every step of all documents, one behind the other: (T,) bool, or numbers.

        Args:
            documents: the tokens of each, one a step; `corpus.texts`.
            typed: a regular expression in RE2's syntax, where the hypothesis has one.

        Raises:
            InputError: the expression cannot be read.
        """
        tokens = (np.array(list(document), dtype=np.str_) for document in documents)
        return np.concatenate([self.of(document, typed or self.typed) for document in tokens])


def inside_quotes(tokens: Document, typed: str) -> Told:
    """After an odd number of quotes; an opening one is inside, a closing one is not."""
    return np.asarray((tokens == '"').cumsum() % 2 == 1)


def bracket_depth(tokens: Document, typed: str) -> Told:
    """How many brackets are open; one that closes nothing does not count."""
    balance = (np.isin(tokens, list("([{")).astype(int) - np.isin(tokens, list(")]}"))).cumsum()
    return balance - np.minimum(np.minimum.accumulate(balance), 0)


def inside_brackets(tokens: Document, typed: str) -> Told:
    """An opening bracket is inside, the one that closes it is not."""
    return bracket_depth(tokens, typed) > 0


def column_in_line(tokens: Document, typed: str) -> Told:
    """1 at the first character of a line, 0 at the break before it."""
    return _in_line(tokens, tokens != "\n")


def indentation(tokens: Document, typed: str) -> Told:
    """How many spaces the line begins with, as far as it is read."""
    begun = _in_line(tokens, ~np.isin(tokens, [" ", "\n"])) > 0
    return _in_line(tokens, (tokens == " ") & ~begun)


def inside_comment(tokens: Document, typed: str) -> Told:
    """From a # to the end of its line, whatever stands before the #."""
    return _in_line(tokens, tokens == "#") > 0


def place_in_document(tokens: Document, typed: str) -> Told:
    """1 at the first step of a document."""
    return np.arange(1, len(tokens) + 1)


def inside_match(tokens: Document, typed: str) -> Told:
    """At every step of a match."""
    inside = np.zeros(len(tokens), dtype=bool)
    for match in matches(tokens, typed):
        inside[match] = True
    return inside


def matches_so_far(tokens: Document, typed: str) -> Told:
    """Counted where a match ends, with its last step."""
    ends = np.zeros(len(tokens), dtype=int)
    ends[[match.stop - 1 for match in matches(tokens, typed)]] = 1
    return ends.cumsum()


def after_match(tokens: Document, typed: str) -> Told:
    """From the last step of the first match on."""
    return matches_so_far(tokens, typed) > 0


def steps_since_match(tokens: Document, typed: str) -> Told:
    """0 at the last step of a match; before the first, the steps that were read."""
    at = np.arange(1, len(tokens) + 1)
    return at - np.maximum.accumulate(np.where(np.diff(matches_so_far(tokens, typed), prepend=0) > 0, at, 0))


def _in_line(tokens: Document, counted: NDArray[np.bool_]) -> Told:
    """How often it was so since the line began."""
    total = counted.cumsum()
    return total - np.maximum.accumulate(np.where(tokens == "\n", total, 0))


FLAG = "[A-Z]"

HYPOTHESES: dict[str, Hypothesis] = {
    "quotes": Hypothesis(N_("inside quotes"), inside_quotes),
    "brackets": Hypothesis(N_("inside brackets"), inside_brackets),
    "depth": Hypothesis(N_("how many brackets are open"), bracket_depth),
    "comment": Hypothesis(N_("inside a comment, from # to the end of the line"), inside_comment),
    "indentation": Hypothesis(N_("spaces at the beginning of the line"), indentation),
    "column": Hypothesis(N_("column in the line"), column_in_line),
    "place": Hypothesis(N_("steps since the beginning"), place_in_document),
    "match": Hypothesis(N_("inside a match of …"), inside_match, '"[^"]*"?'),
    "after": Hypothesis(N_("after the first …"), after_match, FLAG),
    "count": Hypothesis(N_("count so far of …"), matches_so_far, "a"),
    "since": Hypothesis(N_("steps since the last …"), steps_since_match, FLAG),
}
