"""Where app.py, pages/ and .streamlit/ lie: at the root of a checkout; an installed package carries them."""

from pathlib import Path

CARRIED = Path(__file__).parent / "root_files"  # pyproject.toml has the wheel put them there
ROOT = CARRIED if CARRIED.is_dir() else Path(__file__).parents[2]
