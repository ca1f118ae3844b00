"""The browser side of a chart: it draws what charts.py made, in the theme of the page."""

from pathlib import Path

STYLE = Path(__file__).parent / "chart.css"
