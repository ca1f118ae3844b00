// @ts-check
// Equations as instructions; test_forward.py holds those of every cell to lstmviz.trace.

import assert from "node:assert/strict";
import { test } from "node:test";

import { compiled } from "../../lstmviz/draw/stepper/program.js";

const from = (/** @type {number[]} */ ...numbers) => Float64Array.from(numbers);
const vectors = () => ({
  now: { forget_gate: from(0.5, 0.25) },
  before: { cell: from(2, -4), hidden: from(1, 1) },
  weights: { weight_hh: from(1, 1, 1, 1), peephole: from(3, 5) },
  read: from(1, 2, 3, 4),
  recalled: from(10, 20, 30, 40),
  blocks: ["input", "forget"],
  units: 2,
});
const kept = {
  op: "product",
  of: [
    { op: "now", quantity: "forget_gate" },
    { op: "before", state: "cell" },
  ],
};

/** @param {any} expression @param {ReturnType<typeof vectors>} of */
function result(expression, of = vectors()) {
  const program = compiled(expression, of);
  for (const instruct of program.instructions) instruct();
  return [...program.result];
}

test("what stands there already takes no instruction", () => {
  const { instructions, result: at } = compiled({ op: "unitweight", name: "peephole" }, vectors());
  assert.equal(instructions.length, 0);
  assert.deepEqual([...at], [3, 5]);
});

test("a block's rows of W x + b, of U h + b′, or of both", () => {
  const affine = { op: "affine", block: "forget" };
  assert.deepEqual(result({ ...affine, part: "input" }), [3, 4]);
  assert.deepEqual(result({ ...affine, part: "recurrent" }), [30, 40]);
  assert.deepEqual(result({ ...affine, part: "both" }), [33, 44]);
  const fromInputsOnly = { ...vectors(), weights: {} };
  assert.deepEqual(result({ ...affine, part: "both" }, /** @type {any} */ (fromInputsOnly)), [3, 4]);
});

test("the same program gives another result once its vectors hold other numbers", () => {
  const of = vectors();
  const { instructions, result: at } = compiled({ op: "complement", of: kept }, of);
  for (const instruct of instructions) instruct();
  assert.deepEqual([...at], [0, 2]);
  of.before.cell.set([4, 4]);
  for (const instruct of instructions) instruct();
  assert.deepEqual([...at], [-1, 0]);
});

test("every operation, number by number", () => {
  assert.deepEqual(result({ op: "sum", of: [kept, kept] }), [2, -2]);
  assert.deepEqual(result({ op: "quotient", of: [kept, { op: "now", quantity: "forget_gate" }] }), [2, -4]);
  assert.deepEqual(result({ op: "apply", function: "relu", of: kept }), [1, 0]);
});
