// @ts-check
// Numbers to colours: the ends and the middle of a scale, what lies beyond it, and what is no number.

import assert from "node:assert/strict";
import { test } from "node:test";

import { colourTable, countBeyond, ENTRIES, entryOf, pixels } from "../../lstmviz/draw/stepper/colours.js";

const SCALE = ["#000000", "#ff8000", "#ffffff"];

test("a table goes through its colours evenly, the least first", () => {
  const table = colourTable(SCALE);
  assert.equal(table.length, ENTRIES);
  assert.deepEqual(table[0], [0, 0, 0]);
  assert.deepEqual(table.at(-1), [255, 255, 255]);
  const [red, green, blue] = table[127];
  assert.ok(Math.abs(red - 254) <= 1 && Math.abs(green - 127) <= 1 && blue === 0);
});

test("minus takes the first colour, zero the middle, plus the last", () => {
  assert.deepEqual(
    [-2, -1, 0, 1, 2].map((value) => entryOf(value, [-1, 1])),
    [0, 0, 128, 255, 255],
  );
});

test("a pixel a value, rows from the top; what is no number is not painted", () => {
  const values = Float32Array.from([0, 1, NaN, 0.5]);
  const bytes = pixels({ values, rows: 2, columns: 2 }, [0, 1], colourTable(SCALE));
  assert.deepEqual([...bytes.slice(0, 4)], [0, 0, 0, 255]);
  assert.deepEqual([...bytes.slice(4, 8)], [255, 255, 255, 255]);
  assert.equal(bytes[11], 0);
  assert.equal(bytes[15], 255);
});

test("what lies beyond the range is counted, rounding is not", () => {
  assert.equal(countBeyond([0, 1, 1 + 1e-7, 1.1, -0.2, NaN], [0, 1]), 2);
});
