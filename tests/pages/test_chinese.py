"""Every page in Chinese: nothing that is sent to the browser is an English sentence.

What the browser says by itself is in tests/browser/test_language.py.
"""

import json
import re

import pytest

from lstmviz.app.navigation import PAGES
from tests.languages.english import english
from tests.pages.opening import opened

NOT_SAID = {
    "id",
    "form_id",
    "element_id",
    "component_name",
    "css_content",
    "js_content",
    "url",
    "query_string",
}
COMMENTS = re.compile(r'#[^\n]*|"[^"]*"')


CLAIMS_TO_COME = "the claims are being translated"
PENDING = {
    "networks": CLAIMS_TO_COME,
    "gradients": CLAIMS_TO_COME,
    "how_far": CLAIMS_TO_COME,
    "where": CLAIMS_TO_COME,
    "cost": CLAIMS_TO_COME,
}


def texts(message):
    """Every text of an element as it is sent."""
    for field, value in message.ListFields():
        if field.name in NOT_SAID:
            continue
        for one in [value] if isinstance(value, str | bytes) or not hasattr(value, "__iter__") else value:
            if hasattr(one, "ListFields"):
                yield from texts(one)
            elif field.name == "json":
                yield from of_json(json.loads(one or "null"))
            elif field.name == "code_text":
                yield from COMMENTS.findall(one)
            elif isinstance(one, str):
                yield one


def of_json(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for below in value.values() if isinstance(value, dict) else value:
            yield from of_json(below)


def elements(block):
    """Every element and container below a block of the page."""
    for child in block.children.values():
        yield child
        if hasattr(child, "children"):
            yield from elements(child)


def said(app):
    """Every text that the page was sent, and the title of its tab."""
    shown = [one.proto for block in app._tree.children.values() for one in elements(block) if one.proto]
    return [app.session_state["tab"], *(text for proto in shown for text in texts(proto))]


def is_chinese(app):
    shown = said(app)
    assert any("\u4e00" <= letter <= "\u9fff" for letter in shown[0])
    assert [(english(text), text[:200]) for text in shown if english(text)] == []


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_chinese(page):
    if page in PENDING:
        pytest.skip(PENDING[page])
    is_chinese(opened(page, lang="zh"))
