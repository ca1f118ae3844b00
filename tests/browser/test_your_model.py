"""A visitor's own net in Chromium: uploaded, picked, stepped on three pages; and a file that is refused."""

import re

import pytest
import torch
from playwright.sync_api import expect
from safetensors.torch import save_file
from torch import nn

from tests.browser.conftest import at_rest
from tests.browser.navigating import go_to

ALPHABET = "你好银行 "
PATIENCE = 60_000  # ms; a process that reads files may have to load torch first


class Speller(nn.Module):
    def __init__(self):
        super().__init__()
        torch.manual_seed(3)
        self.emb, self.lstm = nn.Embedding(5, 3), nn.LSTM(3, 4, num_layers=2, bidirectional=True)
        self.fc = nn.Linear(8, 5)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("files")
    save_file(Speller().state_dict(), folder / "speller.safetensors")
    (folder / "evil.pt").write_bytes(b"cos\nsystem\n(S'touch canary'\ntR.")
    (folder / "**bold** <img src=x>.npz").write_bytes(b"PK")
    return folder


def main(page):
    return page.get_by_test_id("stMain")


def bring(page, file):
    main(page).locator("input[type=file]").first.set_input_files(file)


def test_a_net_of_both_directions_is_stepped_on_three_pages(visit, files):
    with visit() as page:
        go_to(page, "Your model")
        bring(page, files / "speller.safetensors")
        expect(main(page).get_by_role("cell", name="LSTM", exact=True)).to_be_visible(timeout=PATIENCE)
        main(page).get_by_label("Its alphabet").fill(ALPHABET)
        main(page).get_by_label("Its alphabet").press("Control+Enter")
        main(page).get_by_label("A first sequence").fill("银行 你好")
        main(page).get_by_role("button", name="Open it").click()
        expect(main(page).get_by_label("Title")).to_have_value("speller", timeout=PATIENCE)
        main(page).get_by_role("link", name="Step").first.click()
        stepper = page.get_by_test_id("stepper")
        expect(stepper).to_have_attribute("data-steps", "5")
        expect(page.get_by_text("LSTM, layer 0").filter(visible=True).first).to_be_visible()
        page.keyboard.press("ArrowRight")
        expect(stepper).to_have_attribute("data-step", "1")
        for name in ("What if", "Memory"):
            go_to(page, name)
            expect(page.get_by_text(re.compile("银行 你好|银")).first).to_be_attached()
            expect(stepper).to_have_attribute("data-steps", "5")
            page.get_by_label("Layer", exact=True).click()
            page.get_by_role("option", name="layer 1, from the end").click()
            expect(page).to_have_url(re.compile("layer=l1_reverse"))
            at_rest(page)
            expect(page.get_by_role("alert")).to_have_count(0)


@pytest.mark.parametrize("name", ["evil.pt", "**bold** <img src=x>.npz"])
def test_a_refused_file_is_named_as_text_and_nothing_is_lost(visit, files, name):
    with visit() as page:
        go_to(page, "Your model")
        bring(page, files / "speller.safetensors")
        expect(main(page).get_by_label("Its alphabet")).to_be_visible(timeout=PATIENCE)
        main(page).get_by_role("button", name=re.compile("Remove|Delete|Clear")).first.click()
        bring(page, files / name)
        alert = main(page).get_by_role("alert")
        expect(alert).to_contain_text(name, timeout=PATIENCE)
        expect(alert.locator("img, b, strong")).to_have_count(0)
        expect(main(page).get_by_label("Its alphabet")).to_be_visible()
