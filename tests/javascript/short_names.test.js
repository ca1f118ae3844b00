// @ts-check
// Names as short as they can be told apart.

import assert from "node:assert/strict";
import { test } from "node:test";

import { shortNames } from "../../lstmviz/draw/stepper/short_names.js";

for (const [names, short] of [
  [
    ["outside", "inside"],
    ["o", "i"],
  ],
  [
    ["a", "b", "end"],
    ["a", "b", "e"],
  ],
  [
    ["引号外", "引号内"],
    ["外", "内"],
  ],
  [
    ["class 1", "class 12"],
    ["1", "12"],
  ],
  [
    ["XX", "XY", "YX", "YY"],
    ["XX", "XY", "YX", "YY"],
  ],
  [
    ["one", "one"],
    ["one", "one"],
  ], // nothing tells them apart
  [[], []],
]) {
  test(`${names.join(", ")}: ${short.join(", ")}`, () => {
    assert.deepEqual(Object.entries(shortNames(names)), pairs(names, short));
  });
}

/** @param {string[]} names
 * @param {string[]} short */
const pairs = (names, short) => [...new Map(names.map((name, at) => [name, short[at]]))];
