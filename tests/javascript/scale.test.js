// @ts-check
// How the ends of a scale are written.

import assert from "node:assert/strict";
import { test } from "node:test";

import { ends, markedEnds } from "../../lstmviz/draw/stepper/scale.js";
import { planeOf } from "../../lstmviz/draw/stepper/scene.js";

test("a span is written as short as it can be, with signs where it lies on both sides of zero", () => {
  assert.deepEqual(ends([0, 1]), ["0", "1"]);
  assert.deepEqual(ends([-1, 1]), ["−1", "+1"]);
  assert.deepEqual(ends([-2.25, 2.25]), ["−2.3", "+2.3"]);
  assert.deepEqual(ends([-12.5, 12.5]), ["−13", "+13"]);
});

test("numbers beyond a span are told at both its ends", () => {
  const plane = planeOf(Float32Array.from([0, 0.5, 1]));
  assert.deepEqual(markedEnds(plane, [0, 1]), ["0", "1"]);
  assert.deepEqual(markedEnds(plane, [0, 0.9]), ["0 ▸", "0.9 ▸"]);
});
