// @ts-check
// Where a pointer is, and which way a legend runs.

import assert from "node:assert/strict";
import { test } from "node:test";

import { gradient } from "../../lstmviz/draw/stepper/heatmap.js";
import { cellAt } from "../../lstmviz/draw/stepper/marks.js";

test("a legend begins below, or at the left", () => {
  assert.equal(gradient(["#000", "#fff"]), "linear-gradient(to top, #000, #fff)");
  assert.equal(gradient(["#000", "#fff"], "right"), "linear-gradient(to right, #000, #fff)");
});

test("the cell under a pointer: columns from the left, units from the top, and never outside", () => {
  const track = { getBoundingClientRect: () => ({ left: 100, top: 50, height: 40 }) };
  const line = {
    querySelector: (/** @type {string} */ what) => (what === "canvas" ? { height: 4 } : track),
    dataset: { quantity: "cell" },
  };
  const sight = { first: 10, count: 5, column: 20 };
  const under = (
    /** @type {number} */ clientX,
    /** @type {number} */ clientY,
    /** @type {any} */ over = line,
  ) => cellAt({ querySelector: () => track }, { clientX, clientY, target: { closest: () => over } }, sight);
  assert.deepEqual(under(145, 85), { step: 12, unit: 3, quantity: "cell" });
  assert.deepEqual(under(100, 50), { step: 10, unit: 0, quantity: "cell" });
  assert.deepEqual(under(999, 999), { step: 14, unit: 3, quantity: "cell" });
  assert.deepEqual(under(0, 0), { step: 10, unit: 0, quantity: "cell" });
  assert.deepEqual(under(145, 85, null), { step: 12, unit: null, quantity: null });
});
