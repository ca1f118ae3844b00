"""The welcome above the front page's picture: open for who comes first, folded for who comes back."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import stands
from tests.browser.test_looks import PARTS, seen_without_scrolling


@pytest.fixture(scope="module")
def front(visit):
    with visit("/") as page:
        yield page


def tour(page):
    return page.get_by_role("button", name="Take the tour")


def test_the_picture_is_seen_below_the_open_welcome(front):
    expect(front.get_by_role("button", name="Hide")).to_be_visible()
    expect(tour(front)).to_be_visible()
    for part in PARTS:
        assert seen_without_scrolling(front, part, "laptop"), part


def test_it_can_be_folded_and_the_picture_takes_the_room(front):
    top = front.locator(".bar").bounding_box()["y"]
    front.get_by_role("button", name="Hide").click()
    expect(tour(front)).to_be_hidden()
    assert front.locator(".bar").bounding_box()["y"] < top - 30
    front.get_by_role("button", name="Ways in").click()
    expect(tour(front)).to_be_visible()


def test_it_stays_open_when_another_task_is_chosen_and_is_folded_when_one_comes_back(visit):
    with visit("/") as page:
        page.locator(".st-key-task input").click()
        page.get_by_role("option", name="Counter with reset", exact=True).click()
        stands(page, step=0, unit=2)
        expect(tour(page)).to_be_visible()
        page.goto(page.url.split("?")[0])
        expect(page.get_by_role("button", name="Ways in")).to_be_visible()
        expect(tour(page)).to_be_hidden()


def test_the_tour_begins_on_the_picture_below(visit):
    with visit("/") as page:
        tour(page).click()
        expect(page.get_by_role("heading", name="A capital letter is a flag")).to_be_visible()
        stands(page, step=3, unit=7)


def test_a_lecture_is_two_clicks_away(visit):
    with visit("/") as page:
        page.get_by_role("link", name="Give or hear a lecture").click()
        page.locator('[class*="st-key-start-lstm-counts"] button').click()
        expect(page.get_by_role("heading", name="As many b's as a's")).to_be_visible()
        stands(page, step=0, unit=0)
