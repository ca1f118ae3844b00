"""From page to page by the bar: a menu a group."""

from lstmviz.app.navigation import PAGES


def go_to(page, title):
    """Open the group of the page with this title, and choose it."""
    group = next(one.group for one in PAGES.values() if one.title == title)
    page.get_by_test_id("stTopNavSection").filter(has_text=group).click()
    page.get_by_role("menuitem", name=title, exact=True).click()
