"""Old jobs are removed, so that their folder stays within limits."""

import re
import time
from collections.abc import Container
from contextlib import suppress
from pathlib import Path

from lstmviz.app.jobs.files import JobFiles

ID = re.compile("[0-9a-f]{16}")  # of a job, and the name of its folder
DAYS_KEPT = 7
MOST_KEPT = 500
MEGABYTES_KEPT = 4000  # two of the largest corpora


def sweep(folder: Path, busy: Container[str]) -> None:
    """Remove jobs that are not busy: after DAYS_KEPT, and beyond MOST_KEPT or MEGABYTES_KEPT in all.

    What cannot be read or removed now is left for the next time.
    """
    now = time.time()
    with suppress(OSError):
        resting = [JobFiles(path) for path in folder.iterdir() if ID.fullmatch(path.name)]
        resting = [files for files in resting if files.folder.name not in busy]
        ages = {files: now - min(now, files.touched()) for files in resting}  # a clock may have been ahead
        kept = size = 0
        for files, age in sorted(ages.items(), key=lambda pair: pair[1]):
            kept, size = kept + 1, size + files.size()
            if age > DAYS_KEPT * 86400 or kept > MOST_KEPT or size > MEGABYTES_KEPT * 2**20:
                files.remove()
