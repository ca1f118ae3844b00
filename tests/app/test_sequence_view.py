"""View and address: there and back, defaults unsaid, every bad word named and nothing else lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstmviz.app.link.view import link_of, read_link
from lstmviz.app.sequence_view import MOST_HIDDEN, RNNS
from lstmviz.app.step.view import StepView
from lstmviz.app.what_if.view import FRESH_INITS, ORIGINS, WhatIfView
from lstmviz.draw.colours import PALETTES
from lstmviz.learn.saved_nets.shipped import SHIPPED, shipped_nets
from lstmviz.learn.tasks import TASKS

OWN = {
    StepView: {"rnn": st.sampled_from(list(RNNS))},
    WhatIfView: {
        "net": st.sampled_from(ORIGINS),
        "hidden": st.integers(1, MOST_HIDDEN),
        "init": st.sampled_from(FRESH_INITS),
        "seed": st.integers(0, 9999),
        "changes": st.text(),
    },
}
HOSTILE = (
    "",
    " ",
    "</script>",
    "<img src=x onerror=alert(1)>",
    "\0",
    "🧠",
    "0x1",
    "²",
    "9" * 40,
    "__class__",
)
CHECKED = [(StepView, name) for name in ("task", "rnn", "palette")] + [
    (WhatIfView, name) for name in ("net", "hidden", "init", "seed")
]


@st.composite
def views(draw):
    kind = draw(st.sampled_from(list(OWN)))
    task = draw(st.sampled_from(list(SHIPPED)))
    sequence = draw(st.sampled_from(("", *(one.typed for one in TASKS[task].examples))))
    palette = draw(st.sampled_from(list(PALETTES)))
    own = {name: draw(values) for name, values in OWN[kind].items()}
    if own.get("rnn") and RNNS[own["rnn"]] not in shipped_nets(task):
        own["rnn"] = "units"
    return kind(task, sequence, palette, **own).normalized()


@given(views())
def test_an_address_gives_its_view_back(view):
    again, dropped = read_link(link_of(view), type(view))
    assert dropped == []
    assert link_of(again) == link_of(view)
    assert again.sequence == view.sequence
    assert {**vars(again), "seq": ""} == {**vars(view), "seq": ""}


@given(views())
def test_defaults_are_not_said(view):
    said = link_of(view)
    assert all(getattr(type(view), name) != vars(view)[name] for name in said)
    assert said.get("seq") != TASKS[view.task].first_example
    assert all(isinstance(word, str) for word in said.values())


@pytest.mark.parametrize("kind", OWN)
def test_an_empty_address_is_the_default_view(kind):
    assert read_link({}, kind) == (kind(), [])
    assert link_of(kind()) == {}


@pytest.mark.parametrize("word", HOSTILE)
@pytest.mark.parametrize(("kind", "name"), CHECKED)
def test_a_bad_word_falls_back_and_is_named(kind, name, word):
    view, (problem,) = read_link({name: word}, kind)
    assert view == kind()
    assert problem.startswith(f"In the link, {name}: ")
    assert repr(word)[:20] in problem
    assert len(problem) < 500


@pytest.mark.parametrize("word", ["adcX", "1 2", "<b>", "\0", "a" * 2001])
def test_a_sequence_that_cannot_be_read_falls_back(word):
    view, (problem,) = read_link({"seq": word, "palette": "grey"}, StepView)
    assert view == StepView(palette="grey")
    assert problem.startswith("In the link, seq: ")
    assert len(problem) < 500


@given(st.dictionaries(st.text() | st.sampled_from(["task", "seq", "rnn", "palette"]), st.text()))
def test_any_address_gives_a_view_that_can_be_shown(words):
    view, dropped = read_link(words, StepView)
    assert len(dropped) <= 5
    assert TASKS[view.task].tokens(view.sequence)
    assert view.rnn in RNNS
    assert view.palette in PALETTES


def test_unknown_words_are_named_in_one_sentence_and_the_rest_kept():
    view, (said,) = read_link({"hidden": "3", "palette": "grey", "utm_source": "x"}, StepView)
    assert view == StepView(palette="grey")
    assert "does not know 'hidden', 'utm_source';" in said
    (said,) = read_link({f"{'x' * 5000}{number}": "" for number in range(900)}, StepView)[1]
    assert len(said) < 300


def test_a_sequence_is_read_in_its_own_task():
    assert read_link({"task": "anbn", "seq": "aabb"}, StepView) == (StepView("anbn", "aabb"), [])
    assert read_link({"task": "quotes", "seq": "aaBB"}, StepView)[0] == StepView("quotes")


def test_a_long_word_is_quoted_in_short():
    for word in ("9" * 5000, "x" * 5000):
        dropped = read_link({"task": word, "hidden": word}, WhatIfView)[1]
        assert [len(said) < 200 for said in dropped] == [True, True]
