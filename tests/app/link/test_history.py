"""What is an entry of the browser's history, on every page: another net, task or claim; no other control."""

from dataclasses import fields

import pytest

from lstmviz.app.views import VIEWS

ENTRIES = {"task", "net", "rnn", "kept", "claim", "chapter", "exercise"}


@pytest.mark.parametrize("page", VIEWS)
def test_another_net_or_claim_is_an_entry_and_a_moved_control_is_none(page):
    entry = {field.name: field.metadata["entry"] for field in fields(VIEWS[page])}
    assert entry == {name: name in ENTRIES for name in entry}
