"""The bar: its groups, and what the tab of the browser says."""

from streamlit.testing.v1 import AppTest

from lstmviz.app.navigation import FRONT, PAGES, file_of, tab_title
from tests.conftest import ROOT
from tests.pages.opening import SHELL, opened


def test_every_page_has_its_script_and_stands_in_one_of_four_groups():
    assert all(file_of(name).is_file() for name in PAGES)
    assert list(dict.fromkeys(page.group for page in PAGES.values())) == [
        "Learn",
        "Explore",
        "Train",
        "Evidence",
    ]


def test_files_get_in_where_a_page_asks_for_some_and_nowhere_else():
    asks = {
        file.parent.name
        for file in (ROOT / "lstmviz" / "app").glob("*/*.py")
        if "st.file_uploader(" in file.read_text(encoding="utf-8")
    }
    assert {name for name, page in PAGES.items() if page.takes_files} == asks


def test_the_address_alone_opens_the_front_page():
    app = AppTest.from_file(SHELL, default_timeout=60).run()
    assert FRONT == "step"
    assert app.session_state["tab"] == "Recall after a flag · Step · lstmviz"


def test_a_tab_says_page_and_task_or_claim():
    assert opened("what_if", task="anbn").session_state["tab"] == "aⁿbⁿ · What if · lstmviz"
    assert (
        opened("cost", claim="four-layers").session_state["tab"] == "Four layers in a cell · Cost · lstmviz"
    )
    assert opened("inside").session_state["tab"] == "Inside a cell · lstmviz"
    assert tab_title("Story", "") == "Story · lstmviz"
