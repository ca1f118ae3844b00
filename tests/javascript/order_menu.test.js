// @ts-check
// Which orders of units a scene's panels stand in; test_units.py holds the orders themselves to PyTorch.

import assert from "node:assert/strict";
import { test } from "node:test";

import { isOffered, ordersOfUnits } from "../../lstmviz/draw/stepper/order_menu.js";
import { planeOf } from "../../lstmviz/draw/stepper/scene.js";

/** A net that reads one number, whose units follow it as closely as it is said.
 * @param {number[][]} hidden a row a unit @param {any} more */
const net = (hidden, more = {}) => ({
  units: hidden.length,
  equations: [{}],
  channels: [""],
  keep: "",
  planes: {
    inputs: planeOf(Float32Array.from([0, 1, 2]), 3),
    hidden: planeOf(Float32Array.from(hidden.flat()), hidden.length),
    ...more,
  },
});
const [follows, turns] = [
  [0, 1, 2],
  [1, 0, 1],
];
/** @type {any[]} */
const panels = [net([turns, follows]), net([follows, turns])];

test("every net's units stand in an order of their own", () => {
  assert.deepEqual(ordersOfUnits(panels, "x0"), [
    [1, 0],
    [0, 1],
  ]);
});

test("runs that are compared share the first one's order", () => {
  const compared = [net([turns, follows]), net([follows, turns], { changed: {} })];
  assert.deepEqual(ordersOfUnits(/** @type {any} */ (compared), "x0"), [
    [1, 0],
    [1, 0],
  ]);
});

test("offered is what the first net that computes can be ordered by", () => {
  assert.ok(isOffered(panels, "x0"));
  assert.ok(!isOffered(panels, "x1"));
  assert.ok(!isOffered(panels, "half-life")); // no gate keeps anything
  assert.ok(!isOffered([{ ...panels[0], equations: [] }], "place"));
});
