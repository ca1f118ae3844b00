"""Where jobs are kept, unless told otherwise."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def default_folder() -> Path:
    """LSTMVIZ_JOBS, or a folder of this user's own among the temporary ones.

    Where somebody else has taken its name, who could put anything into it, a new one is made for this server.
    """
    if given := os.environ.get("LSTMVIZ_JOBS"):
        return Path(given)
    if not hasattr(os, "getuid"):  # on Windows the temporary folder is the user's own
        return Path(tempfile.gettempdir()) / "lstmviz"
    folder = Path(tempfile.gettempdir()) / f"lstmviz-{os.getuid()}"
    with suppress(OSError):
        folder.mkdir(mode=0o700, exist_ok=True)
        if not folder.is_symlink() and folder.stat().st_uid == os.getuid():
            return folder
    return Path(tempfile.mkdtemp(prefix="lstmviz-"))
