"""Page configuration and navigation, nothing else."""

from pathlib import Path

import streamlit as st

from lstmviz.app.link.address import page_shown
from lstmviz.app.link.history import keep_history
from lstmviz.app.navigation import FRONT, PAGES, address_of, file_of

st.set_page_config(page_title="lstmviz", page_icon="🧠", layout="wide", initial_sidebar_state="collapsed")
st.html(Path(__file__).parent / "page.css")
pages = [
    st.Page(file_of(name), title=title, url_path=address_of(name), default=name == FRONT)
    for name, title in PAGES.items()
]
st.navigation(pages, position="top").run()
keep_history(page_shown())
