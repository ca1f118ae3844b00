// @ts-check
// The curves of the single unit go the way the numbers go: more is higher.

import assert from "node:assert/strict";
import { test } from "node:test";

import { drawCurves, markCurves } from "../../lstmviz/draw/inside/curves.js";

/** A row of the curves, on which only what is drawn is kept.
 * @param {any} given
 * @returns {any} */
function rowOf(given) {
  /** @returns {any} */
  const drawn = () => ({
    setAttribute(/** @type {string} */ name, /** @type {string} */ value) {
      Object.assign(this, { [name]: value });
    },
  });
  const parts = { plot: drawn(), rule: drawn(), area: drawn(), path: drawn(), dots: drawn() };
  return { panel: 0, high: {}, low: {}, now: {}, line: { offsetTop: 7 }, ...parts, ...given };
}
const planes = {
  inputs: { values: [1, -1] },
  forget_gate: { values: [0, 0.75] },
  cell: { values: [1, -2.5] },
};
const scene = { steps: 2, panels: [{ planes }] };
const ROWS = () => [
  rowOf({ plane: "inputs", title: "input", symbol: "x", limit: 2 }),
  rowOf({ plane: "forget_gate", title: "forget gate", symbol: "f", limit: 1, kind: "gate" }),
  rowOf({ plane: "cell", title: "cell state", symbol: "c", limit: null, kind: "state" }),
];

test("curves: more is higher, a gate stands on its floor, a state about its middle", () => {
  const [input, gate, cell] = ROWS();
  drawCurves({ rows: [input, gate, cell], scene });
  assert.equal(input.area.d, "M0.15 0.5000V0.2500h0.7V0.5000zM1.15 0.5000V0.7500h0.7V0.5000z");
  assert.equal(gate.path.d, "M0.5 1.0000L1.5 0.2500");
  assert.equal(gate.area.d, "M0.5 1.0000L0.5 1.0000L1.5 0.2500L1.5 1.0000z");
  assert.deepEqual([gate.high.textContent, gate.low.textContent], [1, 0]);
  assert.equal(cell.path.d, "M0.5 0.3333L1.5 0.9167");
  assert.deepEqual([cell.high.textContent, cell.low.textContent], [3, "−3"]);
  assert.equal(cell.plot["aria-label"], "cell state, 2 steps, from −2.50 to 1.00");
  assert.equal(cell.plot.viewBox, "0 0 2 1");
});

test("the numbers beside the curves are those of the cursor, in the tip those of the pointer", () => {
  const rows = ROWS();
  /** @type {Record<string, any>} */
  const places = {};
  const part = (/** @type {string} */ name) =>
    (places[name] ??= { style: { setProperty() {} }, classList: { toggle() {} } });
  markCurves({ part, rows, scene, state: { step: 1, hover: { step: 0, row: rows[2] } } });
  assert.deepEqual(rows.map(({ now }) => now.textContent), ["−1.00", "0.75", "−2.50"]); // prettier-ignore
  assert.equal(places.tip.textContent, "t = 1   c = 1.00");
  markCurves({ part, rows, scene, state: { step: 0, hover: null } });
  assert.deepEqual([places.tip.hidden, rows[2].now.textContent], [true, "1.00"]);
});
