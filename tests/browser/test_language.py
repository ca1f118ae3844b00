"""The stepper and the page around it speak the language of the link, or of the browser."""

import re

from playwright.sync_api import expect

ENGLISH = re.compile(r"[a-z]+ [a-z]+ [a-z]+")


def said(page):
    """Everything that the stepper says, in letters and aloud."""
    return page.get_by_test_id("stepper").evaluate(
        """(root) => [root.innerText, ...[...root.querySelectorAll("[aria-label], [title]")]
        .flatMap((one) => [one.ariaLabel, one.title])].filter(Boolean).join("\\n")"""
    )


def test_a_chinese_link_has_no_english_sentence_in_the_stepper(visit):
    with visit("/?task=anbn&lang=zh") as page:
        assert not ENGLISH.findall(said(page))
        page.keyboard.press("ArrowRight")
        expect(page.locator("[data-part=spoken]")).to_contain_text("第 2 步")


def test_a_chinese_browser_gets_chinese_and_may_choose_english(visit):
    with visit("/?task=anbn#t=3", locale="zh-CN") as page:
        expect(page.locator("[data-part=copy]")).to_have_text("复制链接")
        page.locator(".st-key-language input").click()
        page.get_by_role("option", name="English").click()
        expect(page.locator("[data-part=copy]")).to_have_text("Copy link")
        expect(page).to_have_url(re.compile("lang=en.*#t=3"))
