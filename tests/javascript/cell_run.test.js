// @ts-check
// A cell of one unit, run by its own equations: each number goes into the block of its letter.

import assert from "node:assert/strict";
import { test } from "node:test";

import { planesOf } from "../../lstmviz/draw/inside/cell_run.js";

const affine = (/** @type {string} */ block) => ({ op: "affine", block, part: "both" });
/** Without what is only shown. @type {any} */
const CELL = {
  blocks: ["gate", "hidden"],
  channels: [""],
  initial: { hidden: "h0" },
  shapes: { weight_ih: [2, 1], weight_hh: [2, 1], bias_ih: [2] },
  groups: [
    { letter: "f", quantity: "gate", parts: { w: { weight: "weight_ih" }, u: { weight: "weight_hh" } } },
    { letter: "h", quantity: "hidden", parts: { w: { weight: "weight_ih" }, b: { weight: "bias_ih" } } },
  ],
  equations: [
    { quantity: "gate", expression: affine("gate") },
    {
      quantity: "hidden",
      expression: { op: "sum", of: [affine("hidden"), { op: "now", quantity: "gate" }] },
    },
  ],
};

test("weights go into their blocks, and a step reads the hidden state of the one before", () => {
  const planes = planesOf(CELL, { wf: 2, uf: 10, wh: 3, bh: 0.5 }, [1, -1]);
  assert.deepEqual([...planes.weight_ih.values], [2, 3]);
  assert.deepEqual([...planes.weight_hh.values], [10, 0]);
  assert.deepEqual([...planes.bias_ih.values], [0, 0.5]);
  assert.deepEqual([...planes.gate.values], [2, 10 * 5.5 - 2]);
  assert.deepEqual([...planes.hidden.values], [3 + 0.5 + 2, -3 + 0.5 + 53]);
});
