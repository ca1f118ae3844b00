"""Page configuration and navigation, nothing else. A new page is one file in pages/ and one line here."""

from pathlib import Path

import streamlit as st

PAGES = {"step": "Step", "what_if": "What if", "memory": "Memory", "inside": "Inside a cell"}
FOLDER = Path(__file__).parents[2] / "pages"

st.set_page_config(page_title="lstmviz", page_icon="🧠", layout="wide", initial_sidebar_state="collapsed")
st.html(Path(__file__).parent / "page.css")
pages = [
    st.Page(
        FOLDER / f"{name}.py", title=title, url_path=name.replace("_", "-"), default=name == next(iter(PAGES))
    )
    for name, title in PAGES.items()
]
st.navigation(pages, position="top").run()
