"""Nginx with a site of this repository."""

import os
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager

import pytest

AROUND = """
daemon off; user root; pid {folder}/pid; error_log {folder}/log;
events {{ }}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
{site}
}}
"""


@contextmanager
def nginx(folder, site, port):
    """Nginx serves the site, which listens at the port, within the block."""
    found = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if not found:
        missing = "No nginx for the tests of its sites. Install one: apt-get install nginx-light"
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    (folder / "conf").write_text(AROUND.format(folder=folder, site=site), encoding="utf-8")
    proxy = subprocess.Popen([found, "-e", folder / "log", "-c", folder / "conf"])
    try:
        while not _listens(port):
            assert proxy.poll() is None, (folder / "log").read_text(encoding="utf-8")
            time.sleep(0.1)
        yield
    finally:
        proxy.terminate()
        proxy.wait(20)


def _listens(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
