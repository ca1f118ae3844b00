// @ts-check
// Written by no shipped cell, but maybe by your own; test_expressions.py holds the shipped ones to the trace.

import assert from "node:assert/strict";
import { test } from "node:test";

import { evaluate, fitted, summed, written } from "../../lstmviz/draw/stepper/expression.js";
import { decimals, planeOf } from "../../lstmviz/draw/stepper/scene.js";
import { sceneOf } from "./scenes.js";

const at = { panel: sceneOf([{ title: "own" }], null).panels[0], unit: 1, step: 2 };
const gate = { op: "now", quantity: "forget_gate" };
const hidden = { op: "now", quantity: "hidden" };
const sum = { op: "sum", of: [gate, hidden] };
const text = (/** @type {import("../../lstmviz/draw/stepper/expression.js").Expression} */ expression) =>
  written(expression, at)
    .map((part) => part.text)
    .join("");

test("one minus a sum is written with brackets, and is that", () => {
  const left = { op: "complement", of: sum };
  assert.equal(text(left), "1 − (0.130 + −0.330)");
  assert.equal(summed(sum, at), "0.130 − 0.330");
  assert.equal(decimals(evaluate(left, at)), "1.20");
});

test("a sum that is multiplied or divided by stands in brackets", () => {
  assert.equal(text({ op: "product", of: [gate, sum] }), "0.130 · (0.130 + −0.330)");
  const share = { op: "quotient", of: [gate, sum] };
  assert.equal(text(share), "0.130 / (0.130 + −0.330)");
  assert.equal(decimals(evaluate(share, at)), "−0.65");
});

const plane = (/** @type {number[][]} */ rows) => planeOf(Float64Array.from(rows.flat()), rows.length);
/** @type {any} */
const layer = {
  blocks: ["hidden"],
  channels: ["a", "b", "flag"],
  initial: { hidden: "h0" },
  planes: {
    inputs: plane([[1, 0, 1]]),
    weight_ih: plane([[0.5, 9, -4]]),
    weight_hh: plane([[2]]),
    bias_ih: plane([[0.25]]),
    hidden: plane([[0.1]]),
    h0: plane([[0.3]]),
  },
};
const place = { panel: layer, unit: 0, step: 0 };
const affine = { op: "apply", function: "tanh", of: { op: "affine", block: "hidden", part: "both" } };
const inFull = (/** @type {import("../../lstmviz/draw/stepper/expression.js").Part[]} */ parts) =>
  parts.map(({ text, from }) => (from ? `${text} ${from}` : text)).join("");

test("a sum's largest terms come first, an input and the bias have names of their own", () => {
  const all = "tanh(−4.00 x = flag + 0.60 h 0 + 0.50 x = a + 0.25 bias)";
  assert.equal(inFull(written(affine, place)), all);
  assert.equal(summed(affine, place), "tanh(−2.65)");
});

test("terms are folded until a line is short enough, and what is folded still counts", () => {
  assert.equal(inFull(fitted(affine, place, 50)), "tanh(−4.00 x = flag + 1.10 others + 0.25 bias)");
  const [folded] = fitted(affine, place, 50).filter((part) => part.folded);
  assert.equal(folded.folded, 2);
  assert.equal(inFull(fitted(affine, place, 5)), "tanh(−2.90 others + 0.25 bias)");
});

test("a term knows the weight in it", () => {
  const [flag] = written(affine, place).filter(({ term }) => term);
  assert.deepEqual(flag.term?.at, { name: "weight_ih", row: 0, column: 2 });
  assert.equal(flag.term?.weight, -4);
});

test("one minus something stands in brackets where it is multiplied", () => {
  const left = { op: "complement", of: gate };
  assert.equal(text({ op: "product", of: [left, hidden] }), "(1 − 0.130) · −0.330");
});
