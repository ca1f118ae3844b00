// Draws each panel's figure with Plotly and moves the marks on it. The figures come from Python (figures.py).

const NARROW = 620; // px; below it labels shrink to their symbols
const HALL = 1680; // px; from there on everything written grows, to be read from the last row

export function drawHeatmaps(gd, panel, look, act) {
  const figure = look.figure;
  const narrow = gd.clientWidth < NARROW;
  const data = figure.data.map((trace) => fill(trace, panel));
  const layout = { ...figure.layout, ...(narrow ? shrink(figure.layout) : {}), autosize: true };
  layout.font = { ...layout.font, family: getComputedStyle(gd).fontFamily };
  if (window.innerWidth >= HALL) enlarge(layout);
  const config = { displayModeBar: false, responsive: true, showSendToCloud: false, displaylogo: false };
  const drawn = gd.data ? Plotly.react(gd, data, layout, config) : Plotly.newPlot(gd, data, layout, config);
  if (!gd.marks) listen(gd, act);
  gd.marks = { axes: rowAxes(data, panel), colour: look.colours.cursor, ink: look.colours.ink };
  return drawn;
}

export const margins = (scene, width) => (width < NARROW ? [30, 8] : scene.margins);

function shrink(layout) {
  const [l, r] = margins(null, 0);
  return {
    margin: { ...layout.margin, l, r },
    annotations: layout.annotations
      .filter(({ name }) => name)
      .map((label) => ({ ...label, text: label.name, xshift: -8 })),
  };
}

function enlarge(layout) {
  const larger = (font, size) => ({ ...font, size });
  layout.annotations = layout.annotations.map((label) => ({ ...label, font: larger(label.font, 17) }));
  for (const axis of Object.keys(layout).filter((key) => /axis/.test(key))) {
    layout[axis] = { ...layout[axis], tickfont: larger(layout[axis].tickfont, 14) };
  }
}

// The plane named in `meta` becomes the trace's z or y.
function fill(trace, panel) {
  const plane = panel.planes[trace.meta.plane];
  if (trace.type !== "heatmap") return { ...trace, y: plane.values };
  const bytes = plane.values.buffer.slice(
    plane.values.byteOffset,
    plane.values.byteOffset + plane.values.byteLength,
  );
  return { ...trace, z: { dtype: "f4", bdata: bytes, shape: `${plane.rows},${plane.columns}` } };
}

// A strip of a heatmap's colours beside it; its range stands there already.
export function drawScales(place, { data, layout }) {
  const { t, b } = layout.margin;
  place.replaceChildren(
    ...data
      .filter(({ type }) => type === "heatmap")
      .map((trace) => {
        const [bottom, top] = layout[trace.yaxis.replace("y", "yaxis")].domain;
        const strip = document.createElement("i");
        strip.style.top = `calc(${t}px + (100% - ${t + b}px) * ${1 - top})`;
        strip.style.height = `calc((100% - ${t + b}px) * ${top - bottom})`;
        strip.style.background = `linear-gradient(to top, ${trace.colorscale.map(([at, colour]) => `${colour} ${100 * at}%`)})`;
        return strip;
      }),
  );
}

// Which y axis has a row a unit, and how many.
function rowAxes(data, panel) {
  const names = new Set(panel.quantities.filter(({ row }) => row === "unit").map(({ name }) => name));
  return data
    .filter((trace) => names.has(trace.meta.plane))
    .map((trace) => ({
      axis: trace.yaxis,
      name: trace.meta.plane,
      rows: panel.planes[trace.meta.plane].rows,
    }));
}

function listen(gd, act) {
  const cell = (event) => {
    const { data, pointIndex, x } = event.points[0];
    const unit = Array.isArray(pointIndex) && data.meta.plane !== "says" ? pointIndex[0] : null;
    return { unit, step: Math.round(x) - 1 };
  };
  gd.on("plotly_hover", (event) => act.hover(cell(event)));
  gd.on("plotly_unhover", () => act.hover(null));
  gd.on("plotly_click", (event) => act.pin(cell(event)));
}

// One call with the whole array: Plotly's fast path (2 ms; a single shape's x0 would cost 120).
export function mark(gd, { step, unit, pin, hover, chosen, brush }) {
  const { axes, colour, ink } = gd.marks;
  const shapes = [box({ x: step, yref: "paper", y0: 0, y1: 1 }, colour, 1.5)];
  const rows = (at, line, width, dash) =>
    axes
      .filter(({ rows }) => at.unit < rows)
      .forEach(({ axis }) =>
        shapes.push(box({ x: at.step, yref: axis, y0: at.unit - 0.5, y1: at.unit + 0.5 }, line, width, dash)),
      );
  if (chosen) rows({ step, unit }, colour, 2.5);
  if (pin && pin.unit !== null) rows(pin, ink, 1.5);
  if (brush)
    axes.forEach(
      ({ axis, name }) =>
        name === brush.quantity &&
        shapes.push({
          ...box({ x: brush.first, yref: axis, y0: brush.unit - 0.5, y1: brush.unit + 0.5 }, colour, 2),
          x1: brush.last + 1.5,
        }),
    );
  if (hover && hover.unit !== null) rows(hover, ink, 1, "dot");
  return Plotly.relayout(gd, { shapes });
}

function box({ x, yref, y0, y1 }, color, width, dash = "solid") {
  return {
    type: "rect",
    xref: "x",
    x0: x + 0.5,
    x1: x + 1.5,
    yref,
    y0,
    y1,
    line: { color, width, dash },
    layer: "above",
  };
}
