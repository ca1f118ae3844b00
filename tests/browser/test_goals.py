"""What a lecturer wants to show is three clicks at most from the front page, and then in sight."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import stands

# Lecture -> the part of the address where its subject is seen, and what is drawn there
AT_ONCE = {
    "lstm-counts": ("task=anbn", "stepper"),
    "reset": ("task=counter", "stepper"),
    "rnn-forgets": ("task=short-recall.*rnn=parameters", "stepper"),
    "vanishing-gradient": ("gradients.*guess=shown", "chart"),
    "forget-bias": ("how-far.*guess=shown", "chart"),
}


def see_at_once(page, lecture):
    """Two clicks; the lectures stand in the order of AT_ONCE."""
    page.get_by_role("link", name="Give or hear a lecture").click()
    page.get_by_role("link", name="See it at once").nth(list(AT_ONCE).index(lecture)).click()


@pytest.mark.parametrize("lecture", AT_ONCE)
def test_its_subject_is_two_clicks_away(visit, lecture):
    address, drawn = AT_ONCE[lecture]
    with visit("/") as page:
        see_at_once(page, lecture)
        expect(page).to_have_url(re.compile(address))
        expect(page.locator(f'[data-testid="{drawn}"][data-ready]').first).to_be_in_viewport(timeout=60_000)


@pytest.mark.parametrize(
    ("task", "unit"), [("aⁿbⁿ", 0), ("Counter with reset", 2), ("Recall, trained on 20 steps", 5)]
)
def test_a_task_is_two_clicks_away_at_the_unit_in_which_it_is_seen(visit, task, unit):
    with visit("/") as page:
        page.locator(".st-key-task input").click()
        page.get_by_role("option", name=task, exact=True).click()
        stands(page, step=0, unit=unit)


def test_the_forget_bias_moves_the_gradient_at_the_third_click(visit):
    with visit("/") as page:
        see_at_once(page, "vanishing-gradient")
        chart = page.locator('[data-testid="chart"][data-ready]').first
        expect(chart).to_be_in_viewport(timeout=60_000)
        before = chart.get_attribute("aria-label")
        page.locator('.st-key-lstm_solves_vanishing_bias [role="group"]').click()  # in its middle
        expect(chart).not_to_have_attribute("aria-label", before or "")
