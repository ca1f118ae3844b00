"""The browser side of a chart: it draws what charts.py made, in the theme of the page."""

from pathlib import Path

from lstmviz.draw import take_away

STYLE = Path(__file__).parent / "chart.css"
HTML = (
    '<div class="chart"><div class="lstmviz-chart" role="img" data-testid="chart"></div>'
    '<div class="chart-take-away"></div></div>'
)


def style() -> str:
    """The chart's style sheet."""
    return STYLE.read_text(encoding="utf-8") + take_away.STYLE.read_text(encoding="utf-8")
