"""Behind nginx, with TLS and under a path of its own: the site is docs/nginx.conf as it stands there."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from lstmviz.learn.tasks import TASKS
from tests.browser.navigating import go_to

ROOT = Path(__file__).parents[2]
SITE = (ROOT / "docs" / "nginx.conf").read_text(encoding="utf-8")
PREFIX = "/lstmviz"
AROUND = """
daemon off; pid {folder}/pid; error_log {folder}/log;
events {{ }}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
{site}
}}
"""


@pytest.fixture(scope="module")
def nginx():
    found = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if not found:
        missing = "No nginx for the test of docs/nginx.conf. Install one: apt-get install nginx-light"
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    return found


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A folder with a certificate, pem, and its key."""
    folder = tmp_path_factory.mktemp("certificate")
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=localhost -keyout key -out pem"
    subprocess.run(command.split(), cwd=folder, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def server(nginx, certificate, start_server, tmp_path_factory):
    """The address of the pages as nginx serves them; `visit` opens them."""
    folder = tmp_path_factory.mktemp("nginx")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with start_server([sys.executable, "-m", "lstmviz", "--port", "{port}"], cwd=ROOT) as behind:
        site = SITE.replace("listen 443", f"listen 127.0.0.1:{port}").replace("http://127.0.0.1:8501", behind)
        site = re.sub(r"/etc/ssl/\S+\.(pem|key);", rf"{certificate}/\1;", site)
        (folder / "conf").write_text(AROUND.format(folder=folder, site=site), encoding="utf-8")
        proxy = subprocess.Popen([nginx, "-e", folder / "log", "-c", folder / "conf"])
        try:
            while not listens(port):
                assert proxy.poll() is None, (folder / "log").read_text(encoding="utf-8")
                time.sleep(0.1)
            yield f"https://127.0.0.1:{port}{PREFIX}"
        finally:
            proxy.terminate()
            proxy.wait(20)


def listens(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


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
