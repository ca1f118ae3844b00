"""The browser side of what one takes away from a picture, on every page: files of it and of its numbers."""

from pathlib import Path

STYLE = Path(__file__).parent / "take_away.css"
