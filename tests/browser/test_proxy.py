"""Behind nginx, with TLS and under a path of its own: the site is docs/nginx.conf as it stands there."""

import re
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from lstmviz.learn.tasks import TASKS
from tests.browser.navigating import go_to
from tests.conftest import ROOT, free_port
from tests.nginx import nginx

SITE = (ROOT / "docs" / "nginx.conf").read_text(encoding="utf-8")
PREFIX = "/lstmviz"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A folder with a certificate, pem, and its key."""
    folder = tmp_path_factory.mktemp("certificate")
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=localhost -keyout key -out pem"
    subprocess.run(command.split(), cwd=folder, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def server(certificate, start_server, tmp_path_factory):
    """The address of the pages as nginx serves them; `visit` opens them."""
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    with start_server([sys.executable, "-m", "lstmviz", "--port", "{port}"], cwd=ROOT) as behind:
        site = SITE.replace("listen 443", f"listen 127.0.0.1:{port}").replace("http://127.0.0.1:8501", behind)
        with nginx(folder, re.sub(r"/etc/ssl/\S+\.(pem|key);", rf"{certificate}/\1;", site), port):
            yield f"https://127.0.0.1:{port}{PREFIX}"


@pytest.fixture(scope="module")
def opened(visit):
    with visit("/?task=anbn", ignore_https_errors=True) as page:
        yield page


def test_the_pages_stay_below_the_path_and_on_tls(opened, server):
    asked = [entry for entry in opened.watch.traffic if isinstance(entry, str) and "://" in entry]
    assert asked
    assert all(address.startswith(server) for address in asked if not address.startswith(("data:", "blob:")))


def test_a_link_leads_to_the_same_view(visit):
    with visit("/what-if?task=counter", ignore_https_errors=True) as page:
        expect(page).to_have_title(f"{TASKS['counter'].title} · What if · lstmviz")
        assert "task=counter" in page.url


def test_the_front_page_s_name_leads_to_the_front_page(visit, server):
    with visit("/step?task=anbn", ignore_https_errors=True) as page:
        assert page.url.startswith(f"{server}/?task=anbn")


def test_another_page_opens_from_the_bar(visit, server):
    with visit("/", ignore_https_errors=True) as page:
        go_to(page, "Memory")
        page.wait_for_url(f"{server}/memory*")
        expect(page.locator('[data-testid="stepper"][data-ready]')).to_have_count(1)


def test_the_cookie_is_secure_and_of_this_path(opened):
    (cookie,) = [found for found in opened.context.cookies() if found["name"] == "lstmviz"]
    assert cookie["secure"]
    assert cookie["httpOnly"]
    assert cookie["path"] == PREFIX
