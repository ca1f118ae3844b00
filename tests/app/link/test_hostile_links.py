"""Any link opens its page: what cannot be read is named and dropped, the rest is kept, nothing raises."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lstmviz.app.link.view import link_of, read_link
from lstmviz.app.navigation import PAGES
from lstmviz.app.train.view import TrainView
from lstmviz.app.what_if import change_list
from lstmviz.app.what_if.changes import KINDS
from lstmviz.claims import CLAIMS
from lstmviz.errors import InputError
from lstmviz.learn.store import shipped
from lstmviz.learn.tasks import TASKS
from tests.app.link.views import VIEWS
from tests.pages.opening import opened, problems

LINKS = 10_000
NUMBERS = (
    "0",
    "1",
    "-1",
    "9" * 40,
    "1e39",
    "1e308",
    "1e999",
    "-0",
    "nan",
    "inf",
    "1_0",
    "²",
    "0x1",
    " 1",
    "0.1",
)
MEANT = sorted(
    {*TASKS, *CLAIMS, *KINDS, "fresh", "trained", "own", "units", "off", "all", "u0", "t1-9", "set"}
)
PIECES = st.one_of(st.sampled_from(NUMBERS), st.sampled_from(MEANT), st.text(max_size=6))
WORDS = st.one_of(
    PIECES,
    st.text(max_size=40),
    st.builds(lambda glue, pieces: glue.join(pieces), st.sampled_from(",;-"), st.lists(PIECES, max_size=8)),
)


@cache
def words_of(kind):
    """Every word that any link of this page can have."""
    views = [
        kind(claim=name) for name in CLAIMS if CLAIMS[name].page == kind.__name__.removeprefix("View of ")
    ]
    return sorted({word for view in views or [kind()] for word in view.link_words().values()})


@st.composite
def links(draw, pages=tuple(VIEWS)):
    """A page and a link to it: some of its words and some that no page knows."""
    page = draw(st.sampled_from(pages))
    known = words_of(VIEWS[page])
    names = st.one_of(st.sampled_from(known), st.text(max_size=9)) if known else st.text(max_size=9)
    return page, draw(st.dictionaries(names, WORDS, max_size=8))


def test_every_page_is_tried():
    assert VIEWS.keys() == PAGES.keys()


@settings(max_examples=LINKS)
@given(links())
def test_what_cannot_be_read_is_named_and_dropped_and_the_rest_kept(link):
    page, query = link
    view, said = read_link(query, VIEWS[page])
    named = {word for word in query if any(one.startswith(f"In the link, {word}: ") for one in said)}
    words = view.link_words()
    assert all(len(one) < 700 for one in said)
    assert any("does not know" in one for one in said) == bool(query.keys() - set(words.values()))
    for field, word in words.items():
        if word in named:
            assert getattr(view, field) == getattr(type(view), field)
    kept = {word: query[word] for word in query.keys() & set(words.values()) - named}
    assert read_link(kept, VIEWS[page]) == (view, [])
    assert read_link(link_of(view), VIEWS[page])[0].normalized() == view.normalized()


@settings(max_examples=LINKS // 5)
@given(links(("train",)))
def test_any_training_that_a_link_asks_for_is_planned_or_refused(link):
    view = read_link(link[1], TrainView)[0]
    try:
        plan = view.plan
    except InputError:
        return
    assert plan.seconds > 0


CHANGES = st.lists(
    st.builds(
        lambda kind, words: ",".join([kind, *words]),
        st.sampled_from([*KINDS, "off", *(f"off,{kind}" for kind in KINDS)]) | st.text(max_size=9),
        st.lists(PIECES, max_size=5),
    )
    | st.sampled_from(
        [f"{kind},{value}" for kind in ("forget-bias", "recurrent-scale") for value in NUMBERS]
        + [f"weight_hh,0,0,{value}" for value in NUMBERS]
        + [f"cell,{mode},{value},all,all" for mode in ("set", "add", "scale") for value in NUMBERS]
        + [f"token,1,{token}" for token in ("", "a", "ab", "0.5", "0.5m", "e", " ", "\n")]
        + ["off," * 5000 + "forget-bias,1"]
    ),
    max_size=25,
)


@settings(max_examples=LINKS // 5)
@given(st.sampled_from(list(shipped.SHIPPED)), CHANGES)
def test_any_change_is_made_or_named(task, changes):
    named, dropped = change_list.read(";".join(changes))
    assert len(named) <= change_list.MOST_CHANGES
    assert all(len(one) < 400 for one in dropped)
    tokens = TASKS[task].tokens(TASKS[task].first_example)
    run, refused = change_list.changed(TASKS[task], shipped.load(task, "lstm").net, tokens, named)
    assert all(one.startswith("Not made: ") for one in refused)
    TASKS[task].encode(tuple(run.tokens))
    assert change_list.read(change_list.write(named))[0] == named


@settings(max_examples=40)
@given(links())
def test_any_link_opens_its_page(link):
    page, query = link
    query = {name: word for name, word in query.items() if name.lower() not in ("embed", "embed_options")}
    assert problems(opened(page, **query)) or read_link(query, VIEWS[page])[1] == []


@pytest.mark.parametrize(
    "changes", ["weight_hh,0,0,1e39", "cell,set,1e39,all,all", "token,1,ab", "off," * 5000]
)
def test_a_change_that_cannot_be_made_is_said_on_the_page(changes):
    assert problems(opened("what_if", task="anbn", changes=f"{changes};forget-bias,1"))
