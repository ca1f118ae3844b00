"""A picture on a page, in both themes, so that the browser can follow a change of theme by itself."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain, groupby, repeat
from operator import attrgetter
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lstmviz.app.server.first_picture import SAY_SO
from lstmviz.app.server.modules import loaded
from lstmviz.draw.chart import HTML, style
from lstmviz.draw.charts import Picture
from lstmviz.draw.figures import Look
from lstmviz.languages import spoken

# One plotly.js for all charts of a page, loaded once, and only where there is one.
_GLUE = f"""
const chart = {loaded("draw/chart/chart.js")};
const plotly = () => window.Plotly ?? (window.plotlyComes ??= new Promise((resolve, reject) => {{
  const library = Object.assign(document.createElement("script"), {{ onload: resolve, onerror: reject }});
  library.src = new URL("lib/plotly/plotly.min.js", document.baseURI);
  document.head.append(library);
}}));
plotly(); // while chart.js is on its way
const texts = {{}}; // of each language, fetched once; a chart whose texts do not come is drawn in English
const textsIn = (language) => (texts[language] ??= fetch(
  new URL(`lib/languages/${{language}}.json`, document.baseURI)
).then((file) => file.json()).catch(() => ({{ language, texts: {{}} }})));
export default function ({{ data, parentElement, setTriggerValue }}) {{
  const clicked = data.clickable ? (at) => setTriggerValue("clicked", at) : null;
  Promise.all([chart, textsIn(data.language)])
    .then(([{{ mount }}, spoken]) => mount(parentElement, {{ ...data, spoken }}, plotly, clicked))
    .then(() => {SAY_SO});
  return () => chart.then(({{ unmount }}) => unmount(parentElement));
}}
"""

MOST_ACROSS = 3  # pictures side by side on a laptop

_component = st.components.v2.component(
    "lstmviz_chart",
    html=HTML,
    css=style(),
    js=_GLUE,
    isolate_styles=False,
)


def show_pictures(
    draw: Callable[[Look], tuple[Picture, ...]],
    key: str,
    palette: str = "cividis",
    on_click: Callable[[float, float], None] | None = None,
    first_row: DeltaGenerator | None = None,
) -> None:
    """Place pictures side by side, as many as can be read; under each other where the screen is narrow.

    `on_click` is called before the rerun after a click into the first, with the x and y of its axes.
    `first_row` is where the first row stands, if something else stands beside it.
    """
    light, dark = draw(Look(palette, "light")), draw(Look(palette, "dark"))
    for number, (place, *themes) in enumerate(zip(_places(light, first_row), light, dark, strict=True)):
        with place:
            click = on_click if number == 0 else None
            _show(themes[0], themes[1], key=f"{key} picture {number}", on_click=click)


def _places(pictures: Sequence[Picture], first_row: DeltaGenerator | None) -> Iterator[DeltaGenerator]:
    """A column for each: a wide picture has a row to itself, of the others at most three share one."""
    columns = chain([first_row.columns if first_row else st.columns], repeat(st.columns))
    for wide, alike in groupby(pictures, attrgetter("wide")):
        count = len(list(alike))
        across = 1 if wide else min(count, MOST_ACROSS)
        places = [place for _row in range(0, count, across) for place in next(columns)(across)]
        yield from places[:count]


def _show(light: Picture, dark: Picture, key: str, on_click: Callable[[float, float], None] | None) -> None:
    data = data_of(light, dark) | {"clickable": on_click is not None, "language": spoken()}
    on_clicked = partial(_clicked, key, on_click) if on_click else lambda: None
    _component(key=key, data=data, height="content", on_clicked_change=on_clicked)


def data_of(light: Picture, dark: Picture) -> dict[str, Any]:
    """A picture in both themes, as draw/chart/chart.js takes it."""
    figures = {"light": light.figure, "dark": dark.figure}
    return {"figures": figures, "alt": light.alt, "height": light.height}


def _clicked(key: str, on_click: Callable[[float, float], None]) -> None:
    at = st.session_state[key]["clicked"]
    on_click(float(at["x"]), float(at["y"]))
