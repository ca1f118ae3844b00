"""Every hypothesis against the plainest loop that says the same."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lstmviz.corpus import HYPOTHESES

DOCUMENTS = st.lists(st.text('ab#A"() \n', min_size=1, max_size=30), min_size=1, max_size=3)
SETTINGS = settings(derandomize=True, deadline=None, max_examples=60)


def quotes(read):
    return read.count('"') % 2 == 1


def depth(read):
    found = 0
    for character in read:
        found = found + 1 if character in "([{" else max(0, found - 1) if character in ")]}" else found
    return found


def line(read):
    """The line that the last character stands in, which for a break is the one that it begins."""
    return read[read.rfind("\n") + 1 :]


def ends(read, expression="[A-Z]"):
    return [match.end() for match in re.finditer(expression, read)]


BY_LOOP = {
    "quotes": quotes,
    "brackets": lambda read: depth(read) > 0,
    "depth": depth,
    "comment": lambda read: "#" in line(read),
    "indentation": lambda read: len(line(read)) - len(line(read).lstrip(" ")),
    "column": lambda read: len(line(read)),
    "place": len,
    "after": lambda read: bool(ends(read)),
    "count": lambda read: read.count("a"),
    "since": lambda read: len(read) - max(ends(read), default=0),
}


@pytest.mark.parametrize("name", HYPOTHESES)
@SETTINGS
@given(texts=DOCUMENTS)
def test_it_says_of_every_step_what_a_loop_over_the_text_so_far_says(name, texts):
    found = HYPOTHESES[name].at(texts)
    assert found.shape == (sum(map(len, texts)),)
    if name == "match":
        inside = [(match.start(), match.end()) for match in re.finditer('"[^"]*"?', texts[0])]
        expected = [any(start <= at < end for start, end in inside) for at in range(len(texts[0]))]
        found = found[: len(texts[0])]
    else:
        expected = [BY_LOOP[name](text[: at + 1]) for text in texts for at in range(len(text))]
    assert found.tolist() == expected


def test_a_token_may_have_several_characters_and_an_expression_may_span_them():
    tokens = [["un", "til", " ", "tide"], ["tide"]]
    assert HYPOTHESES["match"].at(tokens, "nti").tolist() == [True, True, False, False, False]
    assert HYPOTHESES["count"].at(tokens, "ti").tolist() == [0, 1, 1, 2, 1]
    assert HYPOTHESES["match"].at(["去银行取钱"], "银行").tolist() == [False, True, True, False, False]
    assert HYPOTHESES["since"].at(["banana"], "an").tolist() == [1, 2, 0, 1, 0, 1]
    assert HYPOTHESES["match"].at(["aaa"], "x*").sum() == 0


def test_what_is_so_or_not_is_true_or_false():
    kinds = {name: one.at(['a "b" (c)\n# A']).dtype for name, one in HYPOTHESES.items()}
    assert {name for name, kind in kinds.items() if kind == np.bool_} == {
        *("quotes", "brackets", "comment", "match", "after"),
    }
