// @ts-check
// Written by no shipped cell, but maybe by your own; test_expressions.py holds the shipped ones to the trace.

import assert from "node:assert/strict";
import { test } from "node:test";

import { fitted, summed, written } from "../../lstmviz/draw/stepper/expression_text.js";
import { AFFINE, oneUnit, sceneOf } from "./scenes.js";

/** @typedef {import("../../lstmviz/draw/stepper/expression_text.js").Part} Part */

const at = { panel: sceneOf([{ title: "own" }], null).panels[0], unit: 1, step: 2 };
const gate = { op: "now", quantity: "forget_gate" };
const hidden = { op: "now", quantity: "hidden" };
const sum = { op: "sum", of: [gate, hidden] };
const text = (/** @type {import("../../lstmviz/draw/stepper/expression.js").Expression} */ expression) =>
  written(expression, at)
    .map((part) => part.text)
    .join("");

test("one minus a sum is written with brackets", () => {
  assert.equal(text({ op: "complement", of: sum }), "1 − (0.130 + −0.330)");
  assert.equal(summed(sum, at), "0.130 − 0.330");
});

test("a sum that is multiplied or divided by stands in brackets", () => {
  assert.equal(text({ op: "product", of: [gate, sum] }), "0.130 · (0.130 + −0.330)");
  assert.equal(text({ op: "quotient", of: [gate, sum] }), "0.130 / (0.130 + −0.330)");
});

test("one minus something stands in brackets where it is multiplied", () => {
  const left = { op: "complement", of: gate };
  assert.equal(text({ op: "product", of: [left, hidden] }), "(1 − 0.130) · −0.330");
});

const equation = { op: "apply", function: "tanh", of: AFFINE };
const inFull = (/** @type {Part[]} */ parts) =>
  parts.map(({ text: piece, from }) => (from ? `${piece} ${from}` : piece)).join("");

test("a sum's largest terms come first, an input and the bias have names of their own", () => {
  const all = "tanh(−4.00 x = flag + 0.60 h 0 + 0.50 x = a + 0.25 bias)";
  assert.equal(inFull(written(equation, oneUnit)), all);
  assert.equal(summed(equation, oneUnit), "tanh(−2.65)");
});

test("terms are folded until a line is short enough, and what is folded still counts", () => {
  const short = fitted(equation, oneUnit, 50);
  assert.equal(inFull(short), "tanh(−4.00 x = flag + 1.10 others + 0.25 bias)");
  assert.equal(short.find((part) => part.folded)?.folded, 2);
  const chinese = { ...oneUnit, panel: { ...oneUnit.panel, channels: ["a", "b", "标记"] } };
  assert.equal(fitted(equation, chinese, 46).find((part) => part.folded)?.folded, 3); // an ideograph is wide
  assert.equal(fitted(equation, oneUnit, 46).find((part) => part.folded)?.folded, 2);
  assert.equal(inFull(fitted(equation, oneUnit, 5)), "tanh(−2.90 others + 0.25 bias)");
});
