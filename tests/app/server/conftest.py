"""Asking the started server as it is, without a browser."""

from contextlib import closing
from http.client import HTTPConnection

import pytest


@pytest.fixture(scope="session")
def get(server):
    """get(path, method="GET", **headers): the answer to a path sent as it is, dots and all, and its body."""

    def getting(path, method="GET", **headers):
        with closing(HTTPConnection(server.removeprefix("http://"), timeout=30)) as connection:
            connection.request(method, path, headers=headers)
            answer = connection.getresponse()
            return answer, answer.read()

    return getting
