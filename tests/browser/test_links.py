"""One address holds everything; it can be opened, gone back from, copied, and be wrong."""

import re

import pytest
from playwright.sync_api import expect

from lstmviz.learn.tasks import TASKS
from lstmviz.limits import LONGEST_SEQUENCE
from tests.browser.conftest import stands
from tests.browser.navigating import go_to

TOKENS = "[data-part=tokens] span"
HOSTILE = "<img src=x onerror=alert(1)>"


def tokens(page, sequence):
    """Wait until a sequence of one character a step is shown."""
    expect(page.locator(TOKENS)).to_have_text(list(sequence))


def typed(page, sequence):
    box = page.locator(".st-key-seq input")
    box.fill(sequence)
    box.press("Enter")


def chosen(page, task):
    page.locator(".st-key-task input").click()
    page.get_by_role("option", name=TASKS[task].title, exact=True).click()


@pytest.fixture(scope="module")
def short(visit):
    with visit("/?task=anbn&seq=aaabbb") as page:
        yield page


@pytest.fixture
def hashed(short):
    short.evaluate("location.hash = ''; location.hash = 't=1&u=0&n=1&s=0&x=1&e=0'")
    expect(short.locator("[data-part=notice]")).to_be_hidden()
    stands(short, step=0, unit=0, panel=0, stage=0)
    yield short
    assert not short.watch.faults


def test_a_place_is_written_and_opened_again(visit):
    with visit("/?task=anbn&seq=aaabbb&rnn=parameters&palette=grey") as page:
        for key in ("ArrowRight", "ArrowRight", "ArrowRight", "n", "ArrowDown", "]", "Enter", "ArrowRight"):
            page.keyboard.press(key)
        page.get_by_role("button", name="2×").click()
        page.get_by_role("button", name="symbols").click()
        stands(page, step=4, unit=1, stage=1, panel=1)
        page.wait_for_url("**#t=5&u=1&n=2&s=1&x=2&p=4.1&e=1")
        address = page.url.split("/", 3)[3]
    with visit(f"/{address}") as page:
        stands(page, step=4, unit=1, stage=1, panel=1, steps=6)
        expect(page.locator(".pin")).to_contain_text("unit 1 at t = 4")
        expect(page.get_by_role("button", name="2×")).to_have_attribute("aria-pressed", "true")
        expect(page.locator(".equation math").first).to_be_visible()
        expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
        assert page.url.endswith(address)


@pytest.mark.parametrize(
    ("hash_words", "named", "where"),
    [
        ("t=99", "no step 99", {"step": 5}),
        ("u=7", "no unit 7", {"unit": 1}),
        ("n=3", "no panel 3", {"panel": 1}),
        ("s=9", "no stage 9", {"stage": 6}),
        ("t=0", "no step 0", {"step": 0}),
        ("t=-1", "“t=-1” was not understood", {"step": 0}),
        ("t=2&u=one", "“u=one” was not understood", {"step": 1, "unit": 0}),
        ("t=3&x=3", "x=3", {"step": 2}),
        ("t=3&p=x", "“p=x” was not understood", {"step": 2}),
        ("zoom=2&t=2", "“zoom=2” was not understood", {"step": 1}),
        (f"t={HOSTILE}", f"t={HOSTILE}", {"step": 0}),
    ],
)
def test_a_bad_word_of_the_hash_is_named_and_the_rest_kept(hashed, hash_words, named, where):
    hashed.evaluate("words => { location.hash = words }", hash_words)
    expect(hashed.locator("[data-part=notice]")).to_contain_text(named)
    stands(hashed, **where)


def test_another_task_and_back(visit):
    with visit("/?task=anbn&seq=aaabbb") as page:
        chosen(page, "quotes")
        tokens(page, TASKS["quotes"].first_example)
        page.wait_for_url("**/?task=quotes*")
        page.go_back()
        tokens(page, "aaabbb")
        expect(page.locator(".st-key-seq input")).to_have_value("aaabbb")
        page.go_forward()
        tokens(page, TASKS["quotes"].first_example)


def test_the_arrows_step_after_another_task_was_chosen(visit):
    with visit("/?task=anbn") as page:
        chosen(page, "quotes")
        tokens(page, TASKS["quotes"].first_example)
        page.keyboard.press("ArrowRight")
        stands(page, step=1)


TOO_LONG = "a" * (LONGEST_SEQUENCE + 1)


@pytest.mark.parametrize(
    ("bad", "named"),
    [
        ("aaXbb", "'X'"),
        (HOSTILE, "'<'"),
        (" ", "empty"),
        (TOO_LONG, str(LONGEST_SEQUENCE)),
    ],
)
def test_a_bad_sequence_keeps_the_last_picture_and_the_place(hashed, bad, named):
    hashed.evaluate("location.hash = '#t=4&u=1'")
    typed(hashed, bad)
    problem = hashed.locator(".problem")
    expect(problem).to_contain_text(named)
    expect(problem.locator("*")).to_have_count(0)
    tokens(hashed, "aaabbb")
    stands(hashed, step=3, unit=1)
    expect(hashed.locator(".st-key-seq input")).to_be_focused()
    typed(hashed, "aaabbb")
    expect(problem).to_have_count(0)
    stands(hashed, step=3, unit=1)


def test_another_sequence_keeps_the_place(hashed):
    hashed.evaluate("location.hash = '#t=4&u=1'")
    typed(hashed, "aabb")
    tokens(hashed, "aabb")
    stands(hashed, step=3, unit=1, steps=4)
    typed(hashed, "aaabbb")
    tokens(hashed, "aaabbb")
    stands(hashed, step=3, unit=1, steps=6)


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("/?task=chess", "chess"),
        ("/?task=anbn&rnn=big&palette=pink", "pink"),
        ("/?task=anbn&seq=aXb", "'X'"),
        (f"/?task={HOSTILE}", HOSTILE),
    ],
)
def test_a_bad_word_of_the_query_is_named(visit, address, named):
    with visit(address) as page:
        expect(page.locator(".problem")).to_contain_text(named)
        expect(page.locator(".problem *")).to_have_count(0)


@pytest.mark.parametrize("path", ["/", "/step", "/what-if"])
def test_a_page_opens_by_its_own_address(visit, path):
    with visit(f"{path}?task=anbn&seq=aaabbb#t=3") as page:
        stands(page, step=2, steps=6)


def test_copy_link_gives_the_whole_address(visit):
    with visit("/?task=anbn&seq=aaabbb", permissions=["clipboard-read", "clipboard-write"]) as page:
        page.keyboard.press("End")
        page.get_by_role("button", name="Copy link").click()
        expect(page.locator("[data-part=copy]")).to_have_text("Copied")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == page.url
        assert copied.endswith("?task=anbn&seq=aaabbb#t=6")


def test_a_page_that_is_come_back_to_stands_where_it_was_left(visit):
    with visit("/?task=recall") as page:
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowUp")
        stands(page, step=1, unit=6)
        go_to(page, "Memory")
        expect(page).to_have_url(re.compile("/memory"))
        go_to(page, "Step")
        expect(page).not_to_have_url(re.compile("/memory"))
        stands(page, step=1, unit=6)


def test_it_opens_on_the_tasks_unit_and_follows_another_task_until_one_is_chosen(visit):
    with visit("/?task=quotes") as page:
        stands(page, step=0, unit=TASKS["quotes"].unit)
        assert "#" not in page.url
        chosen(page, "counter")
        stands(page, step=0, unit=TASKS["counter"].unit)
        page.keyboard.press("ArrowDown")
        chosen(page, "quotes")
        stands(page, step=0, unit=TASKS["counter"].unit + 1)
