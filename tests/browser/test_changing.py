"""What if, in Chromium: what is moved is run and drawn in the browser, and told when it is let go."""

import re

import pytest
from playwright.sync_api import expect

from lstmviz.learn.saved_nets import shipped
from tests.browser.conftest import at_rest, stands
from tests.browser.navigating import go_to

SECOND_STEP = "/what-if?task=anbn&seq=aaaaaaaabbbbbbbb&changes=forget_gate%2Cset%2C0.5%2Cu0%2Ct1-16"
TWO_FLAGS = "/what-if?changes=forget_gate,set,1,all,t12-12"


@pytest.fixture
def what_if(visit):
    with visit("/what-if?task=anbn&seq=aaaaaaaabbbbbbbb") as page:
        yield page


def changes(page, pattern):
    """Wait until the address names these changes; commas and the like may stand encoded."""
    codes = {",": "%2C", ";": "%3B", "|": "%7C"}
    encoded = re.sub("[,;|]", lambda sign: f"(\\{sign[0]}|{codes[sign[0]]})", pattern)
    expect(page).to_have_url(re.compile(rf"changes={encoded}(#|&|$)"))


def bench(page):
    return page.get_by_test_id("changes")


def slider(page):
    return bench(page).get_by_role("slider", name="Value")


def numbers(page):
    """All units of the left panel at the step where one stands, to four places."""
    cells = page.locator("[data-part=table] td").all_inner_texts()
    return [float(text.replace("−", "-")) for text in cells]


def test_a_slider_is_moved_by_keyboard_and_the_cursor_stays(what_if):
    for _ in range(3):
        what_if.keyboard.press("ArrowRight")
    bench(what_if).get_by_role("button", name="Add", exact=True).click()
    changes(what_if, "forget_gate,set,0,all,t1-16")
    slider(what_if).focus()
    for value in ("0.01", "0.02", "0.03"):
        what_if.keyboard.press("ArrowRight")
        changes(what_if, f"forget_gate,set,{value},all,t1-16")
        expect(slider(what_if)).to_be_focused()
    stands(what_if, step=3)
    expect(what_if.locator("[data-value=forget_gate]")).to_have_text("0.03")


LONG = f"/what-if?net=fresh&hidden=32&seq={'adcaBdacdd' * 10}"


def grip(page):
    """Press the slider in its middle; returns where it begins, its width and its height on the page."""
    box = slider(page).bounding_box()
    page.mouse.move(box["x"] + 0.5 * box["width"], box["y"] + box["height"] / 2)
    page.mouse.down()
    return box


def drag(page, box, share):
    page.mouse.move(box["x"] + share * box["width"], box["y"] + box["height"] / 2)


def test_a_drag_says_nothing_to_the_server_until_it_is_let_go(visit):
    with visit(TWO_FLAGS) as page:
        at_rest(page)
        expect(page.locator("[data-prints]")).to_have_count(1)  # what is loaded last is there
        box = grip(page)
        said = len(page.watch.traffic)
        for share in (0.6, 0.4, 0.1):
            drag(page, box, share)
            expect(page.locator(".panel h2").first).to_have_text(re.compile(r"B: f = 0\.\d+"))
        expect(bench(page).get_by_text(re.compile("The answer changed at no step of 20"))).to_be_visible()
        assert page.watch.traffic[said:] == []
        assert "set%2C1%2Call" in page.url or "set,1,all" in page.url
        page.mouse.up()
        changes(page, r"forget_gate,set,0\.\d+,all,t12-12")
        assert len(page.watch.traffic) > said


def received(page, since):
    """The bytes of what came from the server."""
    return b"".join(one for one in page.watch.traffic[since:] if isinstance(one, bytes))


def test_of_a_change_that_is_let_go_only_its_own_run_comes_back(visit):
    """What the page says of cells and changes, and the run that is untouched, are in the browser already."""
    with visit(f"{LONG}&changes=forget_gate%2Cset%2C0.5%2Call%2Ct1-100") as page:
        at_rest(page)
        before, said = received(page, 0), len(page.watch.traffic)
        slider(page).focus()
        page.keyboard.press("ArrowRight")
        changes(page, "forget_gate,set,0.51,all,t1-100")
        at_rest(page)
        after = received(page, said)
        assert before.count(b"<svg viewBox") == 1
        assert after.count(b"<svg viewBox") == 0
        assert 6 * 32 * 100 * 4 < len(after) < 0.55 * len(before)


def test_the_strip_beside_the_slider_says_where_the_answer_changed(visit):
    with visit(TWO_FLAGS) as page:
        outcome = page.get_by_test_id("outcome")
        expect(outcome).to_contain_text("The answer changed at 9 of 20 steps")
        expect(outcome).to_contain_text("right: B 7, A 16 of 16")
        said = outcome.locator(".answers")
        expect(said).to_have_text(["aaaa" + 16 * "b", "aaaa" + 7 * "b" + 9 * "a"])
        expect(outcome.locator(".changed")).to_have_count(9)
        assert outcome.bounding_box()["y"] < slider(page).bounding_box()["y"] + 60
        page.keyboard.press("ArrowRight")
        expect(outcome.locator(".tokens .now")).to_have_text("b")


def test_pictures_stay_where_they_are(what_if):
    def tops():
        return [line.bounding_box()["y"] for line in what_if.locator(".panel canvas").all()[:6]]

    before = tops()
    bench(what_if).get_by_role("button", name="Add", exact=True).click()
    changes(what_if, "forget_gate,set,0,all,t1-16")
    expect(what_if.locator(".panel h2")).to_have_text(["B: f = 0", "Difference B − A"])
    assert tops() == before
    bench(what_if).get_by_role("button", name="+ another").click()
    box = grip(what_if)
    drag(what_if, box, 0.2)
    expect(bench(what_if).locator(".chip")).to_have_count(2)
    assert tops() == before
    what_if.mouse.up()


def test_a_drag_is_one_step_of_undo(visit):
    with visit(TWO_FLAGS) as page:
        undo, redo = (bench(page).get_by_role("button", name=name) for name in ("Undo", "Redo"))
        expect(undo).to_be_disabled()
        box = grip(page)
        for share in (0.7, 0.6, 0.3):
            drag(page, box, share)
        page.mouse.up()
        changes(page, r"forget_gate,set,0\.\d+,all,t12-12")
        undo.click()
        changes(page, "forget_gate,set,1,all,t12-12")
        expect(undo).to_be_disabled()
        expect(page.get_by_test_id("outcome")).to_contain_text("changed at 9 of 20 steps")
        redo.click()
        changes(page, r"forget_gate,set,0\.\d+,all,t12-12")


def test_a_row_is_removed_and_the_next_is_moved_before_the_server_has_heard(visit):
    with visit(f"{TWO_FLAGS};cell,add,1,u2,t3-4") as page:
        bench(page).get_by_role("button", name="c + 1", exact=True).click()
        bench(page).get_by_role("button", name=re.compile("^Remove: forget gate")).click()
        slider(page).focus()
        page.keyboard.press("ArrowRight")
        changes(page, r"cell,add,1\.05,u2,t3-4")
        at_rest(page)
        changes(page, r"cell,add,1\.05,u2,t3-4")
        expect(bench(page).locator(".chip")).to_have_count(1)


def test_variants_are_kept_and_any_two_are_compared(visit):
    with visit(TWO_FLAGS) as page:
        bench(page).get_by_role("button", name="+ keep").click()
        changes(page, "forget_gate,set,1,all,t12-12|forget_gate,set,1,all,t12-12")
        exactly = bench(page).get_by_label("Exactly")
        exactly.fill("0.5")
        exactly.press("Enter")
        changes(page, r"forget_gate,set,1,all,t12-12|forget_gate,set,0\.5,all,t12-12")
        expect(page.locator(".panel h2")).to_have_text(["C: f = 0.5", "Difference C − A"])
        bench(page).get_by_role("button", name="C − B").click()
        expect(page.locator(".panel h2")).to_have_text(["C: f = 0.5", "Difference C − B"])
        expect(page).to_have_url(re.compile("v=2&r=-B"))
        link = page.url
    with visit(link[link.index("/what-if") :]) as page:
        expect(page.locator(".panel h2")).to_have_text(["C: f = 0.5", "Difference C − B"])
        bench(page).get_by_role("button", name="B", exact=True).click()
        expect(page.locator(".panel h2")).to_have_text(["C: f = 0.5", "B: f = 1"])


def test_numbers_of_a_drag_are_those_that_the_server_sends(visit):
    with visit(TWO_FLAGS) as page:
        at_rest(page)
        page.keyboard.press("End")
        page.locator("summary", has_text="All units").click()
        expect(page.locator("[data-part=table] td")).to_have_count(8 * 12)  # and what they differ by
        box = grip(page)
        drag(page, box, 0.35)
        title = page.locator(".panel h2").first
        expect(title).to_have_text(re.compile(r"B: f = 0\.3"))
        expect(page.locator(".spoken")).to_contain_text(f"{title.inner_text()}, unit 0")  # with it the table
        here = numbers(page)
        page.mouse.up()
        changes(page, r"forget_gate,set,0\.3\d*,all,t12-12")
        at_rest(page)
        expect(page.locator("[data-part=checked]")).to_contain_text(
            re.compile(r"states against PyTorch’s: .* the browser’s own run: max .* = \de-\d")
        )
        assert numbers(page) == pytest.approx(here, abs=1.1e-4)  # the last digit


def test_another_token_is_the_servers_to_run_and_what_else_is_changed_is_not(visit):
    with visit(f"{TWO_FLAGS};token,5,c") as page:
        at_rest(page)
        expect(page.locator(".tokens").nth(1)).to_have_text("abcdcacdabcAdabcdcbd")
        box = grip(page)
        said = len(page.watch.traffic)
        drag(page, box, 0.2)
        expect(page.locator(".panel h2").first).to_have_text("B: 2 changes")
        expect(bench(page).locator(".chip").first).to_contain_text("f = 0.")
        assert page.watch.traffic[said:] == []
        page.mouse.up()
        changes(page, r"forget_gate,set,0\.\d+,all,t12-12;token,5,c")


PAINTED = """() => {
  window.painted = [];
  const put = CanvasRenderingContext2D.prototype.putImageData;
  CanvasRenderingContext2D.prototype.putImageData = function (...given) {
    requestAnimationFrame(() => painted.push(this.canvas.closest(".panel").querySelector("h2").textContent));
    return put.apply(this, given);
  };
}"""


def test_a_move_draws_what_changed_and_nothing_else(visit):
    with visit(SECOND_STEP) as page:
        page.evaluate(PAINTED)
        slider(page).focus()
        page.keyboard.press("ArrowRight")
        changes(page, "forget_gate,set,0.51,u0,t1-16")
        page.wait_for_function("() => painted.length >= 13")
        at_rest(page)
        painted = page.evaluate("painted")
        assert painted[:13].count("B: f = 0.51") == 7
        assert painted[:13].count("Difference B − A") == 6


# what was taken away and put back as it was
WRITTEN_AGAIN = """() => {
  window.writtenAgain = [];
  const alike = (some, others) =>
    some.length === others.length && [...some].every((node, at) => node.isEqualNode(others[at]));
  const watching = new MutationObserver((changes) => {
    for (const { target, addedNodes, removedNodes } of changes)
      if (alike(addedNodes, removedNodes)) writtenAgain.push(target.outerHTML.slice(0, 80));
  });
  for (const place of document.querySelectorAll(".lstmviz :is(.panel, .equations, [data-part=bench])"))
    watching.observe(place, { subtree: true, childList: true });
}"""


def test_a_drag_writes_nothing_as_it_stood(visit):
    with visit(TWO_FLAGS) as page:
        at_rest(page)
        expect(page.locator("[data-prints]")).to_have_count(1)  # what is loaded last is there
        box = grip(page)
        drag(page, box, 0.4)
        expect(page.locator(".panel h2").first).to_have_text(re.compile(r"B: f = 0\.[34]\d"))
        page.evaluate(WRITTEN_AGAIN)
        drag(page, box, 0.25)
        expect(page.locator(".panel h2").first).to_have_text(re.compile(r"B: f = 0\.2\d"))
        assert page.evaluate("writtenAgain") == []


def test_stepping_draws_no_heatmap(visit):
    with visit(SECOND_STEP) as page:
        page.evaluate(PAINTED)
        for key in ("ArrowRight", "End", "ArrowDown", "]", "n"):
            page.keyboard.press(key)
        stands(page, step=15, unit=1)
        assert page.evaluate("painted") == []


def test_a_difference_that_is_nothing_draws_no_panel(what_if):
    expect(what_if.locator(".panel h2")).to_have_text(["B: nothing changed", "A: untouched"])


def test_what_is_compared_has_one_range_of_colours(visit):
    with visit(f"{SECOND_STEP}#t=9&r=A") as page:
        expect(page.locator(".panel h2")).to_have_text(["B: f = 0.5", "A: untouched"])
        one, other = page.locator("[data-quantity=cell] .scale").all_inner_texts()
        assert one == other


def test_a_drag_along_a_row_closes_the_gate_there(what_if):
    box = what_if.locator(".heatmap .track").nth(1).bounding_box()  # the input gate, 16 steps of 2 units

    def at(step, unit):
        return box["x"] + (step - 0.5) / 16 * box["width"], box["y"] + (unit + 0.5) / 2 * box["height"]

    what_if.mouse.move(*at(3, 1))
    what_if.mouse.down()
    what_if.mouse.move(*at(5, 1))
    what_if.mouse.move(*at(7, 1))
    what_if.mouse.up()
    changes(what_if, "input_gate,set,0,u1,t3-7")
    expect(what_if.locator(".detail").first).to_have_text("input gate of unit 1 set to 0 at t = 3 to 7")
    expect(what_if.locator(".panel").first.locator(".heatmap .held")).to_have_count(1)


def test_a_link_shows_the_changed_run_the_difference_and_the_untouched_run(visit):
    with visit(f"{SECOND_STEP}#t=9") as page:
        stands(page, step=8)
        expect(page.locator(".panel h2")).to_have_text(["B: f = 0.5", "Difference B − A"])
        expect(page.locator("[data-value=forget_gate]")).to_have_text("0.50")
        expect(page.get_by_test_id("outcome")).to_contain_text(re.compile(r"changed at [1-9]\d* of 16 steps"))


def test_pages_keep_what_they_stood_at(visit):
    with visit(SECOND_STEP) as page:
        go_to(page, "Step")
        expect(page.locator(".panel h2")).to_have_text(["LSTM", "Vanilla RNN (tanh)"])
        expect(page).to_have_url(re.compile("task=anbn"))
        go_to(page, "What if")
        changes(page, "forget_gate,set,0.5,u0,t1-16")


@pytest.mark.parametrize("size", ["laptop", "phone"])
def test_nothing_scrolls_sideways(visit, size):
    with visit(SECOND_STEP, size=size) as page:
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_ledger_is_drawn_above_its_run(visit):
    with visit("/memory?task=counter&unit=1") as page:
        expect(page.locator(".panel h2")).to_have_text(["Memory of unit 1", "LSTM"])
        page.get_by_text(re.compile("^Unit 2 · ")).click()
        expect(page.locator(".panel h2").first).to_have_text("Memory of unit 2")
        expect(page).to_have_url(re.compile("unit=2"))


def test_a_weight_is_picked_in_its_heatmap(what_if):
    bench(what_if).get_by_label("What is changed").select_option("weight_hh")
    bench(what_if).get_by_role("button", name="all weights …").click()
    box = what_if.locator("[data-part=weights-canvas]").bounding_box()  # 8 rows of 2 columns
    what_if.mouse.click(box["x"] + 0.75 * box["width"], box["y"] + 2.5 / 8 * box["height"])
    expect(bench(what_if).get_by_label("Row")).to_have_value("2")
    expect(bench(what_if).get_by_label("Column")).to_have_value("1")
    bench(what_if).get_by_role("button", name="Add", exact=True).click()
    changes(what_if, "weight_hh,2,1,0")


def test_a_click_on_a_weight_s_term_takes_the_weight_in_hand(visit):
    with visit("/what-if#t=12&u=7") as page:
        page.locator("a.term").first.click()
        kind = bench(page).get_by_label("What is changed").input_value()
        assert kind.startswith("weight_")
        expect(slider(page)).to_be_focused()
        row, column = (int(bench(page).get_by_label(name).input_value()) for name in ("Row", "Column"))
        weight = shipped.load("recall", "lstm").net.recurrent.get_parameter(f"{kind}_l0")[row, column]
        shown = float(bench(page).get_by_label("Exactly").input_value())
        assert shown == pytest.approx(weight.item(), rel=1e-5)
        assert "changes" not in page.url
        page.keyboard.press("ArrowRight")
        changes(page, rf"{kind},{row},{column},-?\d+.*")
