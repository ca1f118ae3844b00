// @ts-check
// The overview's lines: a box over every run of steps.

import assert from "node:assert/strict";
import { test } from "node:test";

import { runs } from "../../lstmviz/draw/stepper/overview.js";

test("a box over every run of numbers, from its first step to after its last", () => {
  assert.equal(runs([NaN, 0, 2, NaN, 1], 1, 9), "M1 1H3v9H1zM4 1H5v9H4z");
  assert.equal(runs([NaN, NaN], 1, 9), "");
});
