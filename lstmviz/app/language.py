"""The language of a run: what the visitor chose or a link names, otherwise the browser's."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import streamlit as st

from lstmviz.app.server.modules import loaded
from lstmviz.draw.notation import letters
from lstmviz.languages import ENGLISH, LANGUAGES, nearest, own_name, speak, spoken
from lstmviz.languages import gettext as _

Made = TypeVar("Made")

# Streamlit's page says that it is English, and is: its words are asked for where another language is spoken.
# What it says where the server is gone has to be there before.
_TELL = f"""
let words;
export default function ({{ data: {{ language, unanswered }} }}) {{
  document.documentElement.lang = language;
  {loaded("app/connection.js")}.then(({{ sayInALine }}) => sayInALine(unanswered));
  if (language !== "{ENGLISH}") words ??= {loaded("app/streamlit_words.js")};
  words?.then(({{ speak }}) => speak(language));
}}
"""
_declare = st.components.v2.component("lstmviz_language", js=_TELL)


def speak_as_asked() -> None:
    """Speak before anything of the run is said; once a page stands, it is the page's word that counts."""
    asked = st.session_state.get("lang", st.query_params.get("lang", ""))
    speak(asked if asked in LANGUAGES else nearest(st.context.locale))


def cached_by_language(most: int) -> Callable[[Callable[..., Made]], Callable[..., Made]]:
    """Keep the latest `most` things that a function made, for all who share a language and letters."""

    def decorate(make: Callable[..., Made]) -> Callable[..., Made]:
        @st.cache_resource(max_entries=most, show_spinner=False)
        @wraps(make)
        def made(language: str, written: str, *given: Any) -> Made:
            return make(*given)

        @wraps(make)
        def shared(*given: Any) -> Made:
            return made(spoken(), letters(), *given)

        shared.clear = made.clear  # type: ignore[attr-defined]
        return shared

    return decorate


def choose_language() -> None:
    """The menu of languages, each by its own name; the browser is told which one it reads."""
    unanswered = _("The server does not answer. Stepping goes on, the rest waits.")
    _declare(key="page_language", data={"language": spoken(), "unanswered": unanswered})
    if len(LANGUAGES) == 1:
        return
    st.session_state["language"] = spoken()
    st.selectbox(
        _("Language"),
        LANGUAGES,
        format_func=own_name,
        key="language",
        label_visibility="collapsed",
        width=120,
        on_change=_chosen,
    )


def _chosen() -> None:
    st.session_state["lang"] = st.session_state["language"]
