// @ts-check
// Everything on one screen: sizes that the page gives, and what is made of them.

import assert from "node:assert/strict";
import { test } from "node:test";

import { columnsIn, layOut } from "../../lstmviz/draw/stepper/layout.js";

const rows = (/** @type {number} */ count, /** @type {number} */ units) =>
  Array.from({ length: count }, () => ({ units, height: 1 }));
const shape = (steps = 20, units = 8) => ({
  steps,
  heatmaps: [rows(6, units), rows(1, units)],
  answers: [4, 4],
});
const room = {
  width: 1234,
  height: 620,
  lines: 800,
  alone: false,
  window: 0,
  arrangement: /** @type {const} */ ("beside"),
};

for (const height of [500, 620]) {
  for (const units of [1, 2, 8, 16, 64, 256]) {
    test(`six heatmaps of ${units} units with answers and axis fit ${height} px`, () => {
      const { heights, sizes } = layOut(shape(20, units), { ...room, height });
      const used = heights[0].reduce((sum, one) => sum + one + sizes.gap, 0) + 4 * sizes.answer + sizes.says;
      assert.ok(sizes.fixed + used + sizes.legend <= height + 1, `${sizes.fixed + used + sizes.legend}`);
      for (const one of heights[0]) assert.ok(one >= 36 && (one < units || one % units === 0));
    });
  }
}

test("both nets have the same columns, whole pixels and at most 40 wide", () => {
  for (const steps of [1, 3, 20, 50, 76]) {
    const { count, column } = layOut(shape(steps), room);
    assert.equal(count, steps);
    assert.ok(Number.isInteger(column) && column >= 6 && column <= 40);
  }
});

test("a long sequence shows a window that can be read, or as many columns as a link asks for", () => {
  assert.deepEqual(columnsIn(460, 600, 0), { count: 46, column: 10 });
  assert.deepEqual(columnsIn(460, 600, 20), { count: 20, column: 23 });
  assert.deepEqual(columnsIn(460, 600, 5000), { count: 76, column: 6 });
  assert.deepEqual(columnsIn(460, 10, 20), { count: 10, column: 40 });
});

test("a narrow page puts the nets under each other whatever the link says", () => {
  assert.equal(layOut(shape(), { ...room, width: 700 }).beside, false);
  assert.equal(layOut(shape(), { ...room, arrangement: "below" }).beside, false);
});

test("in front of a hall sizes follow the window's height", () => {
  const at = (/** @type {number} */ lines) =>
    layOut(shape(), { ...room, width: (16 / 9) * lines - 64, height: lines - 100, lines });
  assert.ok(at(1080).hall && at(2160).hall);
  assert.equal(at(2160).sizes.answer, 2 * at(1080).sizes.answer);
});
