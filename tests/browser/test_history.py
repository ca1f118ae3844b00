"""Back and Forward: a step for each page and net, none for a control that was moved, and never too soon."""

import re
from itertools import cycle

import pytest
from playwright.sync_api import expect

from lstmviz.learn.tasks import TASKS
from tests.browser.conftest import at_rest, stands
from tests.browser.navigating import go_to

TOKENS = "[data-part=tokens] span"
EVERYTHING = {
    "task": "anbn",
    "seq": "aabb",
    "palette": "grey",
    "net": "fresh",
    "hidden": "5",
    "init": "orthogonal",
    "seed": "7",
    "changes": "forget_gate,set,0.25,u1,t2-3;off,recurrent-scale,1.5",
}


def entries(page):
    """How many steps of the history there are."""
    return page.evaluate("history.length")


def shows(page, task, sequence=None):
    expect(page.locator(TOKENS)).to_have_text(list(sequence or TASKS[task].first_example))


def chosen(page, task):
    page.locator(".st-key-task input").click()
    page.get_by_role("option", name=TASKS[task].title, exact=True).click()
    shows(page, task)
    expect(page).to_have_url(re.compile(f"task={task}"))


def coloured(page, title):
    page.locator(".st-key-palette input").click()
    page.get_by_role("option", name=title).click()


def test_moved_controls_replace_and_other_nets_are_gone_back_to(visit):
    with visit("/?task=anbn&seq=aaabbb") as page:
        at_rest(page)
        before = entries(page)
        coloured(page, "viridis")
        expect(page).to_have_url(re.compile("palette=viridis"))
        assert entries(page) == before
        chosen(page, "quotes")
        assert entries(page) == before + 1
        at_rest(page)
        page.go_back()
        shows(page, "anbn", "aaabbb")
        expect(page.locator(".st-key-palette input")).to_have_value(re.compile("viridis"))
        at_rest(page)
        page.go_forward()
        shows(page, "quotes")


CONTROLS = ("[data-card=hidden]", "[data-testid=strip]", ".panel .order", "[data-set='speed=2']")


def test_a_scene_that_one_went_back_to_leaves_the_focus_where_it_was(visit):
    with visit("/?task=anbn") as page:
        at_rest(page)
        chosen(page, "quotes")
        for selector, (where, task) in zip(CONTROLS, cycle([(-1, "anbn"), (1, "quotes")]), strict=False):
            at_rest(page)
            page.locator(selector).first.focus()
            page.evaluate("where => history.go(where)", where)
            shows(page, task)
            at_rest(page)
            expect(page.locator(selector).first).to_be_focused()


def test_another_net_keeps_the_place(visit):
    with visit("/?task=anbn&seq=aaabbb#t=3") as page:
        stands(page, step=2)
        chosen(page, "quotes")
        expect(page).to_have_url(re.compile("task=quotes.*#t=3$"))
        stands(page, step=2)


def test_a_page_is_one_entry_whatever_it_takes_over(visit):
    with visit("/?task=anbn") as page:
        at_rest(page)
        before = entries(page)
        go_to(page, "Memory")
        expect(page).to_have_url(re.compile(r"/memory\?.*task=anbn"))
        assert entries(page) == before + 1
        page.go_back()
        expect(page).not_to_have_url(re.compile("/memory"))
        shows(page, "anbn")
        assert entries(page) == before + 1


def test_back_right_after_a_move_goes_where_it_says(visit):
    with visit("/what-if?task=anbn") as page:
        at_rest(page)
        chosen(page, "quotes")
        page.get_by_role("button", name="Add", exact=True).click()
        page.go_back()
        shows(page, "anbn")
        at_rest(page)
        expect(page).to_have_url(re.compile(r"/what-if\?task=anbn(#.*)?$"))
        expect(page.get_by_role("button", name="Remove")).to_have_count(0)


@pytest.mark.parametrize("gap", [0, 20, 60, 120, 200, 350])
def test_ten_presses_of_a_key_all_count_however_late_the_answers(visit, gap):
    with visit("/what-if?task=anbn&changes=forget_gate,set,0,all,t1-16") as page:
        slider = page.get_by_role("slider", name="Value")
        slider.focus()
        for _ in range(10):
            page.keyboard.press("ArrowRight")
            page.wait_for_timeout(gap)
        expect(page).to_have_url(re.compile("changes=forget_gate(,|%2C)set(,|%2C)0.1(,|%2C)all"))
        expect(slider).to_have_value("0.1")
        at_rest(page)
        expect(slider).to_have_value("0.1")
        expect(slider).to_be_focused()
        expect(page.get_by_role("spinbutton", name="Exactly")).to_have_value("0.1")
        stands(page, step=0)


def test_an_opened_link_sets_every_control(visit):
    words = "&".join(f"{name}={word}" for name, word in EVERYTHING.items())
    with visit(f"/what-if?{words}") as page:
        shows(page, "anbn", "aabb")
        for name in ("seq", "hidden", "init", "seed", "palette"):
            said = page.locator(f".st-key-{name} input")
            expect(said).to_have_value(re.compile(EVERYTHING[name]))
        expect(page.locator(".st-key-net input")).to_have_value(re.compile("fresh"))
        expect(page.get_by_role("slider", name="Value").first).to_have_value("0.25")
        expect(page.get_by_role("button", name="Remove")).to_have_count(2)
        assert page.url.split("?")[1].startswith("task=anbn&seq=aabb")
