// @ts-check
// Which numbers an edit changes; test_forward.py holds what comes of it to lstmviz.Edit.

import assert from "node:assert/strict";
import { test } from "node:test";

import { editUnits, editWeight, isEdit, isWeightEdit } from "../../lstmviz/draw/stepper/edits.js";
import { planeOf } from "../../lstmviz/draw/stepper/scene.js";

/** @param {Partial<import("../../lstmviz/draw/stepper/edits.js").Edit>} edit @param {number} step */
function units(edit, step) {
  const now = Float64Array.from([1, 2, 3]);
  editUnits(
    now,
    { quantity: "cell", mode: "set", value: 9, unit: null, first: null, last: null, ...edit },
    step,
  );
  return [...now];
}

test("an edit holds from its first step to its last, both among them, or at all", () => {
  const held = [0, 1, 2, 3].filter((step) => units({ first: 2, last: 3 }, step)[0] === 9);
  assert.deepEqual(held, [1, 2]);
  assert.deepEqual(units({}, 1000), [9, 9, 9]);
});

test("it sets, adds to or scales one unit, or all", () => {
  assert.deepEqual(units({ unit: 1 }, 0), [1, 9, 3]);
  assert.deepEqual(units({ unit: 1, mode: "add" }, 0), [1, 11, 3]);
  assert.deepEqual(units({ mode: "scale" }, 0), [9, 18, 27]);
});

const LAYER = { blocks: ["input", "forget"], units: 2 };

/** The places of a weight of two blocks of two units that are another afterwards.
 * @param {number} rows @param {{ block?: string, row?: number, column?: number }} where */
function changed(rows, where) {
  const plane = planeOf(new Float32Array(12), rows);
  const values = new Float64Array(12);
  const all = { block: null, row: null, column: null };
  editWeight(values, plane, { weight: "any", mode: "add", value: 1, ...all, ...where }, LAYER);
  return [...values.keys()].filter((at) => values[at] === 1);
}

test("a weight is changed in one number, a row, a column of a block, or all of it", () => {
  assert.deepEqual(changed(4, { row: 1, column: 2 }), [5]);
  assert.deepEqual(changed(4, { row: 3 }), [9, 10, 11]);
  assert.deepEqual(changed(4, { block: "forget", column: 0 }), [6, 9]);
  assert.equal(changed(4, {}).length, 12);
});

test("a bias is one column, however it is held", () => {
  assert.deepEqual(changed(1, { row: 5, column: 0 }), [5]);
  assert.deepEqual(changed(1, { block: "forget" }), [2, 3]);
});

test("a weight stays a number of float32", () => {
  const values = Float64Array.from([1]);
  const edit = { weight: "any", mode: /** @type {const} */ ("set"), value: 0.1 };
  editWeight(values, planeOf(new Float32Array(1)), { ...edit, block: null, row: null, column: null }, LAYER);
  assert.equal(values[0], Math.fround(0.1));
});

test("the two kinds of edits are told apart", () => {
  const both = /** @type {any[]} */ ([{ quantity: "cell" }, { weight: "weight_hh" }]);
  assert.deepEqual(both.map(isEdit), [true, false]);
  assert.deepEqual(both.map(isWeightEdit), [false, true]);
});
