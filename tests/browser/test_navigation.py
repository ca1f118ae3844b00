"""The bar in a real browser: groups that open, and a tab that says where one is."""

from playwright.sync_api import expect

from lstmviz.app.navigation import PAGES
from tests.browser.navigating import go_to


def test_every_group_opens_and_its_pages_say_where_one_is(visit):
    with visit("/?task=anbn") as page:
        expect(page).to_have_title("aⁿbⁿ · Step · lstmviz")
        for name in ("memory", "story", "train", "cost"):
            go_to(page, PAGES[name].title)
            page.wait_for_url(f"**/{name}*")
        expect(page).to_have_title("Four layers in a cell · Cost · lstmviz")
