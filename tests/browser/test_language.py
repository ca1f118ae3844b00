"""The pages speak the language of the link, or of the browser, in all that is seen and read aloud."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SIZES
from tests.browser.test_looks import PARTS, WIDE, seen_without_scrolling
from tests.languages.english import english

# Pages on which the browser writes by itself -> what it has drawn when it is done
WRITTEN = {
    "/?lecture=tour&stop=4": "stepper",
    "/what-if?changes=forget_gate%2Cset%2C1%2Call%2Ct12-12%3Btoken%2C3%2Cd": "stepper",
    "/memory": "stepper",
    "/inside": "inside",
    "/story?chapter=4": "chart",
}
# but for Markdown, which Python sends: see tests/pages/test_chinese.py
SAID = """() => {
  const attributes = ["aria-label", "aria-valuetext", "aria-roledescription", "alt", "placeholder", "title"];
  const shown = [...document.querySelectorAll("body *")]
    .filter((one) => !one.closest("script, style, noscript, pre, code, .stMarkdown"));
  const texts = shown.flatMap((one) => [...one.childNodes])
    .filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent);
  const aloud = shown.flatMap((one) => attributes.map((name) => one.getAttribute(name) ?? ""));
  return [document.title, ...texts, ...aloud];
}"""


NAMES = {"WAV", "MB", "upload"}  # the last is an icon's


@pytest.mark.parametrize("path", WRITTEN)
def test_a_chinese_page_has_no_english_sentence(visit, path):
    with visit(path, locale="zh-CN", ready=WRITTEN[path]) as page:
        expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
        expect(page.locator("html")).to_have_attribute("lang", "zh")
        expect(page.get_by_test_id("stMainMenuButton")).to_have_attribute("aria-label", "主菜单")
        assert [text for text in page.evaluate(SAID) if english(text)] == []


def test_where_a_file_is_uploaded_streamlit_s_words_are_chinese_too(visit):
    with visit("/real-nets?net=silero-vad", locale="zh-CN") as page:
        uploader = page.get_by_test_id("stFileUploader")
        expect(uploader.get_by_role("button", name="上传")).to_be_visible()
        assert set(re.findall("[A-Za-z]+", " ".join(uploader.locator("p, span").all_inner_texts()))) <= NAMES
        other = {"name": "a.mp3", "mimeType": "audio/mpeg", "buffer": b"no sound"}
        uploader.locator("input").set_input_files(other)
        expect(uploader).to_contain_text("不接受 audio/mpeg 类型的文件。")


def test_what_is_read_aloud_is_chinese(visit):
    with visit("/?task=anbn&lang=zh") as page:
        page.keyboard.press("ArrowRight")
        expect(page.locator("[data-part=spoken]")).to_contain_text("第 2 步")


def test_a_chinese_browser_gets_chinese_and_may_choose_english(visit):
    with visit("/?task=anbn#t=3", locale="zh-CN") as page:
        expect(page.locator("[data-part=copy]")).to_have_text("复制链接")
        page.locator(".st-key-language input").click()
        page.get_by_role("option", name="English").click()
        expect(page.locator("[data-part=copy]")).to_have_text("Copy link")
        expect(page).to_have_url(re.compile("lang=en.*#t=3"))
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(page.get_by_test_id("stMainMenuButton")).to_have_attribute("aria-label", "Main menu")


@pytest.mark.parametrize(("size", "language"), [*((size, "zh") for size in SIZES), ("hall", "en")])
def test_nothing_is_cut_in_either_language(visit, size, language):
    with visit(f"/?task=recall&lang={language}#t=12", size=size) as page:
        expect(page.locator("html")).to_have_attribute("lang", language)
        fitting = ".stMain, .stMainBlockContainer, .lstmviz, .lstmviz :is(button, .label, h3)"
        assert page.eval_on_selector_all(f"html, body, {fitting}", WIDE) == []
        for part in PARTS if size != "phone" else ():
            assert seen_without_scrolling(page, part, size), part


def test_a_chart_is_drawn_in_english_where_its_texts_do_not_come(visit):
    def lost(page):
        page.route("**/languages/zh.json", lambda route: route.abort())

    with visit("/story?chapter=4", locale="zh-CN", ready="chart", before=lost) as page:
        expect(page.locator("html")).to_have_attribute("lang", "zh")
        expect(page.locator("[data-testid=chart] .main-svg").first).to_be_attached()
        page.watch.faults.clear()  # the file that was lost
