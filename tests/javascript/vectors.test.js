// @ts-check
// Arithmetic on vectors, against the same said number by number.

import assert from "node:assert/strict";
import { test } from "node:test";

import { apply, multiply, product, quotient, sum } from "../../lstmviz/draw/stepper/vectors.js";

const from = (/** @type {number[]} */ ...numbers) => Float64Array.from(numbers);

test("a matrix of any height times a vector, with and without a bias", () => {
  const vector = from(1, -2, 3);
  for (let rows = 0; rows <= 9; rows++) {
    const matrix = Float64Array.from({ length: 3 * rows }, (_, at) => ((7 * at) % 11) - 5);
    const bias = Float64Array.from({ length: rows }, (_, row) => row);
    const sums = Array.from({ length: rows }, (_, row) =>
      vector.reduce((sum, value, at) => sum + matrix[3 * row + at] * value, 0),
    );
    const out = new Float64Array(rows).fill(99); // what was there does not count
    multiply(out, matrix, vector);
    assert.deepEqual([...out], sums);
    multiply(out, matrix, vector, bias);
    assert.deepEqual(
      [...out],
      sums.map((sum, row) => sum + row),
    );
  }
});

test("parts are joined from the left, and stay as they are", () => {
  const parts = [from(8, 1), from(4, 2), from(2, 4)];
  const out = from(0, 0);
  quotient(out, parts);
  assert.deepEqual([...out], [1, 0.125]);
  product(out, parts);
  assert.deepEqual([...out], [64, 8]);
  sum(out, parts);
  assert.deepEqual([...out], [14, 7]);
  apply(out, Math.sqrt, parts[1]);
  assert.deepEqual([...out], [2, Math.SQRT2]);
  assert.deepEqual([...parts[0]], [8, 1]);
});
