// @ts-check
// Equations of cells of your own; test_expressions.py holds those of the shipped ones to the trace.

import assert from "node:assert/strict";
import { test } from "node:test";

import { dotProduct, dotProductIn, evaluate } from "../../lstmviz/draw/stepper/expression.js";
import { decimals } from "../../lstmviz/draw/stepper/scene.js";
import { AFFINE, oneUnit, sceneOf } from "./scenes.js";

const at = { panel: sceneOf([{ title: "own" }], null).panels[0], unit: 1, step: 2 };
const gate = { op: "now", quantity: "forget_gate" };
const sum = { op: "sum", of: [gate, { op: "now", quantity: "hidden" }] };

test("one minus a sum, and a quotient of sums", () => {
  assert.equal(decimals(evaluate({ op: "complement", of: sum }, at)), "1.20");
  assert.equal(decimals(evaluate({ op: "quotient", of: [gate, sum] }, at)), "−0.65");
});

test("a dot product's terms come largest first, without those that are nought", () => {
  const { terms, bias, sum: total } = dotProduct(AFFINE, oneUnit);
  assert.deepEqual(
    terms.map(({ from, product }) => [from, product]),
    [
      ["x = flag", -4],
      ["h 0", 0.6],
      ["x = a", 0.5],
    ],
  );
  assert.equal(bias, 0.25);
  assert.equal(total, -2.65);
  assert.equal(evaluate(AFFINE, oneUnit), total);
});

test("a term knows the weight in it", () => {
  const [flag] = dotProduct(AFFINE, oneUnit).terms;
  assert.deepEqual(flag.at, { name: "weight_ih", row: 0, column: 2 });
  assert.equal(flag.weight, -4);
});

test("what is listed of an equation is the whole of its first dot product", () => {
  const input = { ...AFFINE, part: "input" };
  assert.deepEqual(dotProductIn({ op: "product", of: [gate, { op: "apply", of: input }] }), AFFINE);
  assert.equal(dotProductIn(sum), null);
});
