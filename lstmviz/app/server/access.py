"""Who may ask for what: the host names that the server goes by, and metrics for the machine itself."""

from collections.abc import Sequence
from ipaddress import ip_address

import streamlit as st
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

OWN_NAMES = ("localhost", "127.0.0.1")
METRICS = "/_stcore/metrics"


def allowed_hosts() -> Sequence[str]:
    """The names by which a browser may ask, with wildcards: the setting `server.allowedHosts`.

    Without it a server that answers its own machine only goes by that machine's own names, so that no page
    from elsewhere can lead a browser to it under another name; one that was opened to others, by any.
    """
    given: Sequence[str] = st.get_option("server.allowedHosts")
    return given or (OWN_NAMES if st.get_option("server.address") in OWN_NAMES else ("*",))


class OwnMetrics:
    """Keeps Streamlit's figures of its sessions and memory from all but the machine itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, unless somebody else asks for the metrics."""
        asks_for_metrics = scope["type"] == "http" and scope["path"].endswith(METRICS)
        if asks_for_metrics and not _from_this_machine(scope):
            refusal = PlainTextResponse("Metrics are for the machine that the server runs on.", 403)
            await refusal(scope, receive, send)
            return
        await self.app(scope, receive, send)


def _from_this_machine(scope: Scope) -> bool:
    """Behind a proxy on this machine the client is the one whom the proxy names (uvicorn sees to it)."""
    client = HTTPConnection(scope).client
    return client is not None and ip_address(client.host).is_loopback
