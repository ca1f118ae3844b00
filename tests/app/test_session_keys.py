"""No two uses share a key of the session: each is a field of a view, or stands in the table with one use."""

import ast
from collections import Counter
from dataclasses import fields
from fnmatch import fnmatchcase

import pytest

from lstmviz.app.link.everywhere import Everywhere
from lstmviz.app.session_keys import PLACED, REMEMBERED
from lstmviz.app.views import VIEWS
from tests.conftest import ROOT
from tests.pages.opening import opened

SOURCES = sorted([*(ROOT / "lstmviz" / "app").rglob("*.py"), *(ROOT / "pages").glob("*.py")])
FIELDS = {field.name for view in (*VIEWS.values(), Everywhere) for field in fields(view)}
SORTS = ("sorted", "min", "max")  # whose key is none of the session


def pattern(node, names):
    """A key as it is written, `*` for what is filled in; None where it is handed in from elsewhere."""
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "*" for part in node.values)
    return pattern(names[node.id], {}) if isinstance(node, ast.Name) and node.id in names else None


def is_session(node):
    return ast.unparse(node) == "st.session_state"


def uses(source):
    """The keys that some code places, writes and reads."""
    placed, written, read = [], [], []
    tree = ast.parse(source)
    names = {
        one.targets[0].id: one.value
        for one in ast.walk(tree)
        if isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and is_session(node.value):
            (written if isinstance(node.ctx, ast.Store) else read).append(pattern(node.slice, names))
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and is_session(node.func.value)
        ):
            kept = written if node.func.attr in ("setdefault", "update") else read
            kept += [pattern(argument, names) for argument in node.args[:1]]
            kept += [word.arg for word in node.keywords]
        elif isinstance(node, ast.Call) and ast.unparse(node.func) not in SORTS:
            placed += [pattern(word.value, names) for word in node.keywords if word.arg == "key"]
    return tuple([key for key in keys if isinstance(key, str)] for keys in (placed, written, read))


def is_field(key):
    return any(fnmatchcase(field, key) for field in FIELDS)


def faults(source):
    """What is wrong with the keys of some code."""
    placed, written, read = uses(source)
    wrong = [f"{key!r} is placed" for key in placed if key not in PLACED and not is_field(key)]
    known = {**PLACED, **REMEMBERED}
    return wrong + [f"{key!r} is kept" for key in written + read if key not in known and not is_field(key)]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_key_is_a_field_of_a_view_or_in_the_table_with_its_use(path):
    assert faults(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ('_component(key="history", data=1)', "'history' is placed"),
        ('key = "views"\nst.button("Go", key=key)', "'views' is placed"),
        ('st.container(key=f"kept {name}")', "'kept *' is placed"),
        ('st.session_state["unheard of"] = 1', "'unheard of' is kept"),
        ('st.session_state.setdefault("unheard of", 1)', "'unheard of' is kept"),
        ("st.session_state.update({}, unheard_of=1)", "'unheard_of' is kept"),
    ],
)
def test_a_key_of_another_use_or_of_none_is_found(code, fault):
    assert faults(code) == [fault]


def test_no_key_has_two_uses():
    groups = [set(PLACED), set(REMEMBERED), FIELDS]
    for own in groups:
        for other in groups:
            for key in own if own is not other else ():
                assert [one for one in other if fnmatchcase(one, key)] == []


def test_no_two_modules_place_the_same_key():
    placed = Counter(key for path in SOURCES for key in set(uses(path.read_text(encoding="utf-8"))[0]))
    assert {key for key, modules in placed.items() if modules > 1 and key in PLACED} == set()


def test_the_table_has_no_key_that_nothing_uses():
    used = {key for path in SOURCES for keys in uses(path.read_text(encoding="utf-8")) for key in keys}
    assert {**PLACED, **REMEMBERED}.keys() - used == set()


@pytest.mark.parametrize("page", VIEWS)
def test_what_a_page_keeps_is_in_the_table_also_where_its_key_is_handed_on(page):
    app = opened(page, **({"changes": "forget-bias,1"} if page == "what_if" else {}))
    known = [*PLACED, *REMEMBERED, *FIELDS]
    keys = list(app.session_state)
    assert "address" in keys
    assert [key for key in keys if not any(fnmatchcase(key, one) for one in known)] == []
