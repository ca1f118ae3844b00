// @ts-check
// Which steps the columns in sight are of, and which of them the axis labels.

import assert from "node:assert/strict";
import { test } from "node:test";

import { hiddenBy, labelledSteps, stepsOf } from "../../lstmviz/draw/stepper/columns.js";

test("a window's steps end where the sequence ends", () => {
  assert.deepEqual(stepsOf({ first: 3, count: 4 }), [3, 4, 5, 6]);
  assert.deepEqual(stepsOf({ first: 3, count: 4 }, 5), [3, 4]);
  assert.deepEqual(stepsOf({ first: 9, count: 4 }, 5), []);
});

test("the axis labels the first step and round numbers, as close as letters have room", () => {
  const labels = (/** @type {number} */ column, first = 0) =>
    labelledSteps({ first, count: 24, column }, 24, 10).map((step) => step + 1);
  assert.deepEqual(labels(50).length, 24); // 50 px a label: five of its letters' sizes
  assert.deepEqual(labels(49), [1, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24]);
  assert.deepEqual(labels(10), [1, 5, 10, 15, 20]);
  assert.deepEqual(labels(10, 11), [15, 20]);
  assert.deepEqual(labels(0.01), [1]);
});

test("a label is hidden where the cursor's own would lie on it", () => {
  assert.equal(hiddenBy({ first: 0, count: 24, column: 10 }, 12), 2); // 30 px away both can be read
  assert.equal(hiddenBy({ first: 0, count: 24, column: 40 }, 12), 0);
});
