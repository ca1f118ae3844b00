// @ts-check
// What a chart has to take away: the picture, and the numbers of its curves, bars or cells.

/** @typedef {import("../take_away/take_away.js").Offer} Offer */
/** @typedef {import("../take_away/numbers.js").Numbers} Numbers */

/** @param {any} chart Plotly's graph div
 * @param {() => void} recolour
 * @returns {Offer} */
export function offerOf(chart, recolour) {
  const [across, up] = ["xaxis", "yaxis"].map((axis) => () => plain(chart.layout[axis].title.text));
  return {
    names: () => [up()],
    heading: () => [up(), across()].filter(Boolean).join(" by "),
    shown: () => [chart],
    root: chart,
    recolour,
    leftOut: ".modebar-container, .hoverlayer",
    numbers: () => chart.data.map((/** @type {any} */ trace) => numbersOf(trace, across(), up())),
    link: () => window.location.href,
  };
}

/** A title of an axis without its line breaks.
 * @param {string} title */
const plain = (title) => (title ?? "").replace(/<[^>]*>/g, " ");

/** @param {any} trace
 * @param {string} across
 * @param {string} up
 * @returns {Numbers} */
function numbersOf({ type, name, x, y, z, meta, error_y: spread }, across, up) {
  if (type === "heatmap") {
    const axes = { [up || "row"]: y, [across || "column"]: x };
    return { of: "cells", axes, arrays: { value: z.flat().map(measured) } };
  }
  /** @type {Numbers["arrays"]} */ const arrays = { [meta ?? "value"]: y.map(measured) };
  if (spread) {
    arrays.low = y.map(
      (/** @type {number} */ value, /** @type {number} */ at) => value - spread.arrayminus[at],
    );
    arrays.high = y.map((/** @type {number} */ value, /** @type {number} */ at) => value + spread.array[at]);
  }
  return { of: name || up, axes: { [across || "x"]: x }, arrays };
}

/** @param {number | null} value */
const measured = (value) => value ?? NaN;
