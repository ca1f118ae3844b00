"""More visitors than Streamlit would remember come back to their page after the network was gone."""

from functools import partial
from inspect import signature

from streamlit.runtime import memory_session_storage

from lstmviz.app.server.open_files import gone_within

MOST_SESSIONS = 4096  # that are waited for, 70 kB each; Streamlit's own limit is 128, less than a hall
STORAGE = "MemorySessionStorage"


def remember_more_sessions(open_files: int | None) -> None:
    """Raise the limit before the server makes its storage; a Streamlit built otherwise is left as it is.

    open_files: that the server may hold; those who are gone must leave room for those who come. Of too many
    the last are waited for, as long as .streamlit/config.toml says. Whoever is not remembered comes back by
    the link: to the same view, but with a session of its own.
    """
    storage = getattr(memory_session_storage, STORAGE, None)
    if storage is not None and "maxsize" in signature(storage).parameters:
        most = MOST_SESSIONS if open_files is None else min(MOST_SESSIONS, gone_within(open_files))
        setattr(memory_session_storage, STORAGE, partial(storage, maxsize=most))
