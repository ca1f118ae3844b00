"""Wheels of others: none but the known one is opened."""

from hashlib import sha256
from zipfile import ZipFile

import pytest

from lstmviz.errors import InputError
from lstmviz.real_nets.wheel import opened


def test_only_the_known_wheel_is_opened(tmp_path):
    wheel = tmp_path / "other.whl"
    with ZipFile(wheel, "w") as archive:
        archive.writestr("LICENSE", "MIT")
    with opened(wheel, "one 1.0", sha256(wheel.read_bytes()).hexdigest()) as archive:
        assert archive.read("LICENSE") == b"MIT"
    with pytest.raises(InputError, match=r"other.whl is not the wheel of one 1\.0.*pip download"):
        opened(wheel, "one 1.0", sha256(b"").hexdigest())
