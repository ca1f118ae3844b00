"""A visitor has a name from the first page on."""

from lstmviz.app.server import modules
from lstmviz.app.server.cookie import COOKIE


def test_a_visitor_gets_a_name_on_the_first_page_and_keeps_it(get):
    cookie = get("/what-if")[0].headers["Set-Cookie"]
    name, *rules = cookie.split("; ")
    assert len(name) > len(f"{COOKIE}=") + 30
    assert {"HttpOnly", "SameSite=Lax"} == set(rules)
    assert get("/what-if")[0].headers["Set-Cookie"] != cookie
    assert "Set-Cookie" not in get("/", Cookie=name)[0].headers
    assert "Set-Cookie" not in get(f"/{modules.PATH}")[0].headers


def test_over_tls_it_never_goes_in_the_clear(get):
    """A proxy on the machine says how the visitor asked."""
    rules = get("/", **{"X-Forwarded-Proto": "https"})[0].headers["Set-Cookie"].split("; ")
    assert "Secure" in rules
