// @ts-check
// Everything on one screen: sizes that the page gives, and what is made of them.

import assert from "node:assert/strict";
import { test } from "node:test";

import { columnsIn, layOut } from "../../lstmviz/draw/stepper/layout.js";

const rows = (/** @type {number} */ count, /** @type {number} */ units) =>
  Array.from({ length: count }, () => ({ units, height: 1 }));
const shape = (steps = 20, units = 8, token = 0.6) => ({
  steps,
  token,
  said: 0.6,
  short: 0.6,
  heatmaps: [rows(6, units), rows(1, units)],
  answers: [4, 4],
  inside: [{ lines: 6, tall: 1 }],
});
const room = {
  width: 1234,
  height: 620,
  lines: 800,
  ratio: 1,
  digit: 0.5,
  alone: false,
  window: 0,
  arrangement: /** @type {const} */ ("beside"),
};

for (const height of [500, 620]) {
  for (const units of [1, 2, 8, 16, 64, 256]) {
    test(`six heatmaps of ${units} units with answers and axis fit ${height} px`, () => {
      const { heights, sizes } = layOut(shape(20, units), { ...room, height });
      const used = heights[0].reduce((sum, one) => sum + one + sizes.gap, 0) + 4 * sizes.answer + sizes.says;
      assert.ok(sizes.fixed + sizes.strip + used + sizes.legend <= height + 1, `${used}`);
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
  assert.deepEqual(columnsIn(460, 40, 20), { count: 20, column: 23 });
});

test("a hall's columns are as wide as its letters, also of few steps, and a window comes sooner", () => {
  const across = (/** @type {number} */ steps, lines = 1080) => {
    const given = { ...room, width: (16 / 9) * lines, height: 0.9 * lines, lines, alone: true };
    const { count, column } = layOut(shape(steps), given);
    return [count, column];
  };
  assert.deepEqual(across(8), [8, 80]);
  assert.deepEqual(across(20), [20, 32]);
  assert.deepEqual(across(30), [30, 21]);
  assert.deepEqual(across(50), [26, 24]);
  assert.deepEqual(across(50, 2160), [26, 49]);
});

test("the right panel's heatmaps are as high as the left one's, or lower where it has more", () => {
  const hall = { ...room, width: 1920, height: 976, lines: 1080, alone: true };
  const [fewer, more] = [rows(2, 128), rows(6, 128)];
  const heightsOf = (
    /** @type {import("../../lstmviz/draw/stepper/layout.js").Shape["heatmaps"]} */ heatmaps,
  ) => layOut({ ...shape(50, 128), heatmaps, inside: [] }, hall);
  const { heights: alike } = heightsOf([more, fewer]);
  assert.equal(alike[0][0], alike[1][0]);
  const { heights, sizes } = heightsOf([fewer, more]);
  assert.ok(heights[0][0] > heights[1][0]);
  const used = 6 * (heights[1][0] + sizes.gap) + sizes.fixed + sizes.strip + sizes.says + 4 * sizes.answer;
  assert.ok(used <= 976, `${used}`);
});

test("few units are higher in front of a hall", () => {
  const hall = { ...room, width: 1920, height: 976, lines: 1080, alone: true };
  assert.equal(layOut(shape(20, 4), hall).heights[0][0], 96);
  assert.equal(layOut(shape(20, 4), { ...hall, lines: 2160, width: 3840, height: 1952 }).heights[0][0], 192);
});

test("a narrow page puts the nets under each other whatever the link says", () => {
  assert.equal(layOut(shape(), { ...room, width: 700 }).beside, false);
  assert.equal(layOut(shape(), { ...room, arrangement: "below" }).beside, false);
});

test("tokens that are wider than a column are turned, which makes their strip higher, or left out", () => {
  const read = (/** @type {number} */ steps, /** @type {number} */ token) => {
    const { tokens, sizes } = layOut(shape(steps, 8, token), room);
    return [tokens, sizes.strip];
  };
  assert.deepEqual(read(50, 0.6), ["level", 24]);
  assert.deepEqual(read(20, 1.2), ["level", 24]);
  assert.deepEqual(read(50, 2.4), ["turned", 35]);
  assert.deepEqual(read(50, 20), ["turned", 66]);
  assert.deepEqual(read(76, 2.4), ["none", 24]);
});

test("in front of a hall sizes follow the window's height", () => {
  const at = (/** @type {number} */ lines) =>
    layOut(shape(), { ...room, width: (16 / 9) * lines - 64, height: lines - 100, lines });
  assert.ok(at(1080).hall && at(2160).hall);
  assert.equal(at(2160).sizes.answer, 2 * at(1080).sizes.answer);
  assert.equal(at(2160).letter, 2 * at(1080).letter);
  assert.ok(at(2160).diagrams[0] >= 2 * at(1080).diagrams[0]);
});

test("the picture alone is a hall's at every zoom: the same shares of a window with fewer px", () => {
  const at = (/** @type {number} */ lines) =>
    layOut(shape(), { ...room, alone: true, width: 1.77 * lines, height: 0.9 * lines, lines });
  for (const zoomed of [720, 540]) {
    assert.ok(at(zoomed).hall && at(zoomed).beside);
    assert.ok(Math.abs(at(zoomed).letter / zoomed - at(1080).letter / 1080) < 1e-9);
  }
});

const AGREEMENT = 40; // px of 1080 lines, the legend's second line
for (const inside of [
  [{ lines: 6, tall: 1 }],
  [
    { lines: 1, tall: 0.45 },
    { lines: 6, tall: 1 },
  ],
]) {
  for (const height of [830, 980]) {
    test(`${inside.length} cells fit a hall's screen beside the nets, in ${height} px`, () => {
      const hall = layOut({ ...shape(), inside }, { ...room, width: 1856, height, lines: 1080 });
      const { sizes, heights, diagrams, line, letter } = hall;
      const above = sizes.fixed + heights[1][0] + sizes.gap + sizes.says + 4 * sizes.answer;
      const lines = inside.reduce((sum, cell) => sum + cell.lines, 0);
      const used = above + 54 + diagrams.reduce((sum, one) => sum + one, 0) + lines * line + sizes.legend;
      // on a page with the welcome open the last line, of the agreement, lies below the fold
      assert.ok(used <= height + (height < 900 ? AGREEMENT : 1) || inside.length === 2, `${used}`);
      assert.ok(letter >= 27 && line >= 36 && Math.min(...heights[0]) >= 36);
    });
  }
}

test("a diagram takes no more height than its width fills", () => {
  for (const width of [366, 700, 1234, 1840]) {
    const { side, diagrams } = layOut(shape(), { ...room, width, height: 2000, lines: 2100 });
    assert.ok(diagrams[0] <= (side * 160) / 600 + 1e-9, `${width}: ${diagrams[0]}`);
  }
});

test("answers wider than a column are written smaller, then short, then turned, then not at all", () => {
  const wide = (/** @type {number} */ steps, said = 4.2, short = 0.6) => {
    const { column, answers, said: written } = layOut({ ...shape(steps), said, short }, room);
    return [column, answers, written];
  };
  assert.deepEqual(wide(8, 2.4), [40, "level", 2.4]);
  assert.deepEqual(wide(8), [40, "level", 0.6]);
  assert.deepEqual(wide(50), [9, "level", 0.6]);
  assert.deepEqual(wide(50, 1.2, 1.2), [9, "turned", 1.2]);
  assert.deepEqual(wide(76, 1.2, 1.2), [6, "none", 1.2]);
});

test("turned answers make their row higher, and the heatmaps give it up", () => {
  const { sizes, heights } = layOut({ ...shape(50), said: 5, short: 3 }, room);
  const { sizes: low, heights: high } = layOut(shape(50), room);
  assert.equal(sizes.says, 44);
  assert.ok(low.says === 26 && heights[0][0] <= high[0][0]);
});
