"""A visitor has a name from the first page on."""

import pytest

from lstmviz.app.server import modules
from lstmviz.app.server.cookie import COOKIE


@pytest.mark.parametrize("packing", ["identity", "gzip"])  # packed pages are remembered, and no names in them
def test_a_visitor_gets_a_name_on_the_first_page_and_keeps_it(get, packing):
    accepts = {"Accept-Encoding": packing}
    cookie = get("/what-if", **accepts)[0].headers["Set-Cookie"]
    name, *rules = cookie.split("; ")
    assert len(name) > len(f"{COOKIE}=") + 30
    assert {"HttpOnly", "SameSite=Lax"} == set(rules)
    (other,) = get("/what-if", **accepts)[0].headers.get_all("Set-Cookie")
    assert other != cookie
    for _ in range(2):
        assert "Set-Cookie" not in get("/", Cookie=name, **accepts)[0].headers
    assert "Set-Cookie" not in get(f"/{modules.PATH}")[0].headers


def test_over_tls_it_never_goes_in_the_clear(get):
    """A proxy on the machine says how the visitor asked."""
    rules = get("/", **{"X-Forwarded-Proto": "https"})[0].headers["Set-Cookie"].split("; ")
    assert "Secure" in rules
