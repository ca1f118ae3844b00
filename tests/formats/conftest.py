"""What tests of formats share: nets that others published, and the hidden states that a layer gives."""

import os
import subprocess
import sys
import zipfile

import pytest
import torch

WHEELS = {"silero_vad": "silero-vad==6.2.3", "g2p_en": "g2p_en==2.1.0", "resemblyzer": "Resemblyzer==0.1.4"}


@pytest.fixture(scope="session")
def published(request, tmp_path_factory):
    """published("g2p_en", "checkpoint20.npz"): a file out of a package of PyPI, none of whose code is run.

    The package is fetched once and stays in pytest's cache. Offline, what needs it is skipped, except in CI.
    """
    cache = request.config.cache.mkdir("wheels")

    def file(package, name):
        if not (found := list(cache.glob(f"{package}-*.whl"))):
            fetch = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", cache]
            done = subprocess.run([*fetch, WHEELS[package]], capture_output=True, text=True)
            if done.returncode and not os.environ.get("CI"):
                pytest.skip(f"{WHEELS[package]} could not be fetched")
            assert done.returncode == 0, done.stderr
            found = wheels(cache, package)
        folder = tmp_path_factory.getbasetemp() / package
        with zipfile.ZipFile(found[0]) as wheel:
            return folder / wheel.extract(f"{package}/{name}", folder)

    return file


def run(layer, x):
    """The hidden states, (T, units of all directions), that a layer gives for x, (T, I)."""
    with torch.no_grad():
        return layer(torch.as_tensor(x))[0]


def wheels(folder, package):
    return [path for path in folder.glob("*.whl") if path.name.lower().startswith(package)]
