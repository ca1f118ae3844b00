"""What is printed: the pictures, whole, on one page, and nothing of the page of the screen."""

import re

import pytest
from playwright.sync_api import expect

from tests.colour import contrast

A4 = {"width": 1047, "height": 718}  # px, landscape without its margins
PAGES = {
    "/?task=anbn&seq=aaabbb#t=4": "stepper",
    "/what-if?task=anbn&changes=forget_gate%2Cset%2C0.5%2Cu0%2Ct1-16": "stepper",
    "/memory?task=anbn&seq=aabb": "stepper",
    "/inside": "inside",
    "/gradients": "chart",
}
BOXES = """() => [...document.querySelectorAll('.printed svg svg, .printed svg image')].map((part) => {
  const { left, top, right, bottom } = part.getBoundingClientRect();
  return [left, top, innerWidth - right, innerHeight - bottom];
})"""


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.split("?")[0].split("#")[0])
@pytest.mark.parametrize("size", ["laptop", "phone"])
def test_it_is_one_page_with_every_picture_whole(visit, path, size):
    with visit(path, size=size, ready=PAGES[path]) as page:
        pictures = page.get_by_text("Take away", exact=True).count()
        expect(page.locator("[data-prints]")).to_have_count(pictures)
        paper = page.pdf(format="A4", prefer_css_page_size=True)
        assert len(re.findall(rb"/Type /Page\b", paper)) == 1
        expect(page.locator(".printed")).to_have_count(0)  # it is gone again
        page.emulate_media(media="print")
        page.set_viewport_size(A4)
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        expect(page.locator(".printed-pictures > svg")).to_have_count(pictures)
        expect(page.locator(".stApp")).to_be_hidden()
        boxes = page.evaluate(BOXES)
        assert boxes
        assert min(side for box in boxes for side in box) >= -1


# Colours of the printed texts and papers, and every picture of the screen as it is.
PRINTED = """() => {
  const each = (selector, property) =>
    [...document.querySelectorAll(`.printed ${selector}`)].map((one) => getComputedStyle(one)[property]);
  return {
    papers: each(".printed-pictures > svg > rect", "fill"),
    inks: [...each("text", "fill"), ...each(":is(h2, p)", "color")],
  };
}"""
ON_SCREEN = """() => [
  ...[...document.querySelectorAll(".stApp canvas")].map((canvas) => canvas.toDataURL()),
  ...[...document.querySelectorAll(".lstmviz, .lstmviz-chart")].map((one) => getComputedStyle(one))
    .map(({ color, backgroundColor, colorScheme }) => [color, backgroundColor, colorScheme].join()),
]"""


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.split("?")[0].split("#")[0])
def test_a_dark_page_is_printed_light_and_stays_dark(visit, path):
    with visit(path, ready=PAGES[path], color_scheme="dark") as page:
        pictures = page.get_by_text("Take away", exact=True).count()
        expect(page.locator("[data-prints]")).to_have_count(pictures)
        before = page.evaluate(ON_SCREEN)
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="print")
        printed = page.evaluate(PRINTED)
        page.emulate_media(media="screen")
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        white = "rgb(255, 255, 255)"
        assert printed["papers"] == [white] * pictures
        inks = [ink for ink in printed["inks"] if ink != white]  # white is written on marks alone
        assert len(inks) > 20
        assert [ink for ink in inks if contrast(ink, white) < 4.5] == []
        assert page.evaluate(ON_SCREEN) == before


def test_a_claim_is_printed_with_its_statement(visit):
    with visit("/gradients", ready="chart") as page:
        expect(page.locator("[data-prints]")).to_have_count(2)
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        expect(page.locator(".printed").get_by_text("The LSTM solves the vanishing gradient")).to_be_visible()
        names = page.evaluate("[...document.querySelectorAll('[id]')].map((part) => part.id)")
        assert len(names) == len(set(names))
