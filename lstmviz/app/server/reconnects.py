"""More visitors than Streamlit would remember come back to their page after the network was gone."""

from functools import partial
from inspect import signature

from streamlit.runtime import memory_session_storage

MOST_SESSIONS = 4096  # that were cut off and are waited for; Streamlit's own limit is 128, less than a hall
STORAGE = "MemorySessionStorage"


def remember_more_sessions() -> None:
    """Raise the limit before the server makes its storage; a Streamlit built otherwise is left as it is.

    Whoever is not remembered comes back by the link: to the same view, but with a session of its own.
    """
    storage = getattr(memory_session_storage, STORAGE, None)
    if storage is not None and "maxsize" in signature(storage).parameters:
        setattr(memory_session_storage, STORAGE, partial(storage, maxsize=MOST_SESSIONS))
