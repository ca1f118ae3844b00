"""Stepping by key, button, strip and play; nothing of it reaches the server."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import stands

PATH = "/?task=anbn&seq=aaabbb"
LAST = 5  # step of aaabbb, from 0
NOTE = """() => {
  const { dataset } = document.querySelector('[data-testid="stepper"]');
  window.stood = [];
  const note = () => stood.push(`${dataset.step}.${dataset.stage}`);
  new MutationObserver(note).observe(document.querySelector('[data-testid="stepper"]'), { attributes: true });
}"""


def goes_through(page, act, *places):
    """What is done takes the stepper through these, "step.stage", however shortly it stands there."""
    page.evaluate(NOTE)
    act()
    page.wait_for_function("(places) => places.every((place) => stood.includes(place))", arg=list(places))


@pytest.mark.parametrize(
    ("keys", "where"),
    [
        ("ArrowRight", {"step": 1}),
        ("ArrowRight ArrowRight ArrowLeft", {"step": 1}),
        ("ArrowLeft", {"step": 0}),
        ("End", {"step": LAST}),
        ("End ArrowRight", {"step": LAST}),
        ("End Home", {"step": 0}),
        ("ArrowDown", {"unit": 1}),
        ("ArrowDown ArrowDown ArrowDown", {"unit": 1}),  # of two
        ("ArrowDown ArrowUp", {"unit": 0}),
        ("ArrowUp", {"unit": 0}),
        ("] ]", {"step": 0, "stage": 2}),
        ("] ] [", {"step": 0, "stage": 1}),
        ("[", {"step": 0, "stage": 1}),
        ("] ] ] ] ] ] ]", {"step": 1, "stage": 1}),
        ("] ] ] ] ] ] ] [", {"step": 0, "stage": 6}),
        ("n", {"panel": 1}),
        ("n n", {"panel": 0}),
        ("PageDown PageDown", {"step": 2}),  # a presenter's remote
        ("PageDown PageDown PageUp", {"step": 1}),
    ],
)
def test_keys(page, keys, where):
    for key in keys.split():
        page.keyboard.press(key)
    stands(page, **where)


@pytest.mark.parametrize(
    ("names", "where"),
    [
        (["Next step"], {"step": 1}),
        (["Last step"], {"step": LAST}),
        (["Last step", "Step back"], {"step": LAST - 1}),
        (["Last step", "First step"], {"step": 0}),
        (["Next sub-step", "Next sub-step", "Sub-step back"], {"stage": 1}),
    ],
)
def test_buttons(page, names, where):
    for name in names:
        page.get_by_role("button", name=name, exact=True).click()
    stands(page, **where)


def test_it_does_not_play_on_load(visit):
    with visit(PATH) as fresh:
        expect(fresh.get_by_role("button", name="Play", exact=True)).to_be_visible()
        expect(fresh.locator(".spoken")).to_contain_text("Step 1 of 6")  # is not spoken while it plays
        stands(fresh, step=0, stage=0)


def test_space_plays_and_pauses(page):
    page.keyboard.press("Space")
    stands(page, step=1)
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()


@pytest.mark.parametrize("speed", ["4×", "2×"])
def test_playing_stops_at_the_end(page, speed):
    page.get_by_role("button", name=speed).click()
    page.keyboard.press("Space")
    stands(page, step=LAST)
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()


def test_playing_from_the_end_starts_over(page):
    page.keyboard.press("End")
    stands(page, step=LAST)
    goes_through(page, lambda: page.keyboard.press("Space"), "0.0", "1.0")


def test_slow_playing_goes_through_the_sub_steps(page):
    page.get_by_role("button", name="½×").click()
    goes_through(page, lambda: page.keyboard.press("Space"), "0.1", "0.2")


def test_a_step_by_hand_stops_playing(page):
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()


def test_keys_are_silent_in_a_text_box(page):
    page.locator(".st-key-seq input").focus()
    for key in ("ArrowRight", "ArrowDown", "]", "End", "Space"):
        page.keyboard.press(key)
    stands(page, step=0, unit=0, stage=0)
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    page.locator(".st-key-seq input").fill("aaabbb")


def test_space_on_a_focused_button_presses_only_it(page):
    page.get_by_role("button", name="Next step").focus()
    page.keyboard.press("Space")
    stands(page, step=1)
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()


def test_keys_with_a_modifier_stay_the_browser_s(page):
    page.keyboard.press("Control+ArrowRight")
    page.keyboard.press("Alt+ArrowDown")
    stands(page, step=0, unit=0)


def middle(page, step):
    token = page.locator(".tokens span").nth(step).bounding_box()
    return token["x"] + token["width"] / 2, token["y"] + token["height"] / 2


@pytest.mark.parametrize("step", [0, 3, LAST])
def test_a_click_on_a_token_goes_there(page, step):
    page.mouse.click(*middle(page, step))
    stands(page, step=step)
    expect(page.locator(".tokens .now")).to_have_text(["aaabbb"[step]] * 2)


def test_dragging_along_the_strip_scrubs(page):
    page.mouse.move(*middle(page, 1))
    page.mouse.down()
    for step in (2, 4, 3):
        page.mouse.move(*middle(page, step))
        stands(page, step=step)
    page.mouse.move(2000, 400)  # beyond the end, the button still held
    stands(page, step=LAST)
    page.mouse.up()
    page.mouse.move(*middle(page, 0))
    stands(page, step=LAST)


@pytest.mark.parametrize(("step", "time", "token"), [(0, "t = 1 / 6", "a"), (4, "t = 5 / 6", "b")])
def test_it_is_written_large_where_one_stands(page, step, time, token):
    for _ in range(step):
        page.keyboard.press("ArrowRight")
    expect(page.locator(".now-at")).to_contain_text(f"{time} · ‘{token}’")


def test_nothing_is_said_to_the_server(page):
    page.keyboard.press("Space")
    stands(page, step=1)
    page.keyboard.press("Space")
    said = len(page.watch.traffic)
    for key in ["ArrowRight"] * 4 + ["ArrowDown", "]", "]", "Enter", "n", "Home"]:
        page.keyboard.press(key)
    page.mouse.click(*middle(page, 2))
    page.locator(".heatmap canvas").first.hover()
    page.wait_for_url("**/*#*t=3*")
    assert page.watch.traffic[said:] == []
