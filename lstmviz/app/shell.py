"""Page configuration and navigation, nothing else."""

import streamlit as st

from lstmviz.app.language import choose_language, speak_as_asked
from lstmviz.app.lecture.card import show_card
from lstmviz.app.lecture.copying import offer_stop
from lstmviz.app.lecture.following import follow_or_lead
from lstmviz.app.lecture.turning import turn
from lstmviz.app.letters import choose_letters, write_as_asked
from lstmviz.app.link.address import page_shown
from lstmviz.app.link.history import keep_history
from lstmviz.app.navigation import PAGES, groups, name_of, tab_title
from lstmviz.app.server.one_at_a_time import one_at_a_time
from lstmviz.app.server.uploads import expect_files

with one_at_a_time():
    speak_as_asked()
    write_as_asked()
    tab = st.session_state.get("tab", "lstmviz")
    st.set_page_config(page_title=tab, layout="wide", initial_sidebar_state="collapsed")
    page = st.navigation(groups(), position="top")
    turn(name_of(page.url_path))
    st.session_state["subject"] = ""
    with st.container(key="heading"):
        st.html(f"<h1>{page.title}</h1>")
        choose_language()
    expect_files(PAGES[name_of(page.url_path)].takes_files)
    page.run()
    with st.container(horizontal=True, vertical_alignment="center", key="foot"):
        offer_stop()
        choose_letters()
    show_card(name_of(page.url_path))
    follow_or_lead(name_of(page.url_path))
    st.session_state["tab"] = tab_title(page.title, st.session_state["subject"])
    st.set_page_config(page_title=st.session_state["tab"])
    keep_history(page_shown())
