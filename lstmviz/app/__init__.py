"""The Streamlit side: what a visitor chooses, and how it is placed on a page."""

from pathlib import Path

SHELL = Path(__file__).parent / "shell.py"  # the script that Streamlit runs for every visitor
