"""Any link opens its page: what cannot be read is named and dropped, the rest is kept, nothing raises."""

from contextlib import suppress
from functools import cache
from random import Random

import pytest

from lstmviz.app.link.view import link_of, read_link
from lstmviz.app.navigation import PAGES
from lstmviz.app.train.view import TrainView
from lstmviz.app.views import VIEWS
from lstmviz.app.what_if import change_list
from lstmviz.app.what_if.changes import KINDS
from lstmviz.claims import CLAIMS
from lstmviz.errors import InputError
from lstmviz.learn.saved_nets import shipped
from lstmviz.learn.tasks import TASKS
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
ALPHABETS = ((0, 0x7F), (0x80, 0x2FFF), (0xE000, 0x10FFFF))  # where a letter's number may lie: no surrogates


def text(random, most):
    """Up to so many letters of any script, and what is no letter."""
    return "".join(chr(random.randint(*random.choice(ALPHABETS))) for _ in range(random.randint(0, most)))


def piece(random):
    """What a word is made of."""
    return random.choice((random.choice(NUMBERS), random.choice(MEANT), text(random, 6)))


def word(random):
    """What may stand for a field: a piece, any text, or pieces with what the app's own words have between."""
    pieces = [piece(random) for _ in range(random.randint(0, 8))]
    return random.choice((piece(random), text(random, 40), random.choice(",;-").join(pieces)))


@cache
def words_of(kind):
    """Every word that any link of this page can have."""
    views = [
        kind(claim=name) for name in CLAIMS if CLAIMS[name].page == kind.__name__.removeprefix("view_of_")
    ]
    return sorted({word for view in views or [kind()] for word in view.link_words().values()})


def links(count, pages=tuple(VIEWS)):
    """Pages and links to them, always the same: some of a page's words and some that no page knows."""
    random = Random(count)
    for _ in range(count):
        page = random.choice(pages)
        known = words_of(VIEWS[page])
        names = [
            random.choice(known) if known and random.random() < 0.7 else text(random, 9)
            for _ in range(random.randint(0, 8))
        ]
        yield page, {name: word(random) for name in names}


def test_every_page_is_tried():
    assert VIEWS.keys() == PAGES.keys()


def test_what_cannot_be_read_is_named_and_dropped_and_the_rest_kept():
    for page, query in links(LINKS):
        assert_read(page, query)


def assert_read(page, query):
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


def test_any_training_that_a_link_asks_for_is_planned_or_refused():
    for _, query in links(LINKS // 5, ("train",)):
        view = read_link(query, TrainView)[0]
        with suppress(InputError):
            assert view.plan.seconds > 0, query


REFUSED = (
    *(f"{kind},{value}" for kind in ("forget-bias", "recurrent-scale") for value in NUMBERS),
    *(f"weight_hh,0,0,{value}" for value in NUMBERS),
    *(f"cell,{mode},{value},all,all" for mode in ("set", "add", "scale") for value in NUMBERS),
    *(f"token,1,{token}" for token in ("", "a", "ab", "0.5", "0.5m", "e", " ", "\n")),
    "off," * 5000 + "forget-bias,1",
)
HEADS = (*KINDS, "off", *(f"off,{kind}" for kind in KINDS))


def change(random):
    """A change that is well written and asks too much, or one of a kind and any words."""
    kind = random.choice((random.choice(HEADS), text(random, 9)))
    words = [piece(random) for _ in range(random.randint(0, 5))]
    return random.choice((random.choice(REFUSED), ",".join([kind, *words])))


def test_any_change_is_made_or_named():
    random = Random(LINKS)
    for _ in range(LINKS // 5):
        changes = [change(random) for _ in range(random.randint(0, 25))]
        assert_made(random.choice(list(shipped.SHIPPED)), changes)


def assert_made(task, changes):
    named, dropped = change_list.read(";".join(changes))
    assert len(named) <= change_list.MOST_CHANGES
    assert all(len(one) < 900 for one in dropped)  # of 60 letters, each perhaps quoted as \U00101234
    tokens = TASKS[task].tokens(TASKS[task].first_example)
    run, refused = change_list.changed(TASKS[task], shipped.load(task, "lstm").net, tokens, named)
    assert all(one.startswith("Not made: ") for one in refused.values())
    TASKS[task].encode(tuple(run.tokens))
    assert change_list.read(change_list.write(named))[0] == named


def test_any_link_opens_its_page():
    for number, page in enumerate(VIEWS, 1):
        *_, (_, query) = links(number, (page,))  # another one for each page
        assert_opened(page, query)


def assert_opened(page, query):
    query = {name: word for name, word in query.items() if name.lower() not in ("embed", "embed_options")}
    assert problems(opened(page, **query)) or read_link(query, VIEWS[page])[1] == []


@pytest.mark.parametrize(
    "changes", ["weight_hh,0,0,1e39", "cell,set,1e39,all,all", "token,1,ab", "off," * 5000]
)
def test_a_change_that_cannot_be_made_is_said_on_the_page(changes):
    assert problems(opened("what_if", task="anbn", changes=f"{changes};forget-bias,1"))
