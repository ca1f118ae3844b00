// @ts-check
// Written by no shipped cell, but maybe by your own; test_expressions.py holds the shipped ones to the trace.

import assert from "node:assert/strict";
import { test } from "node:test";

import { evaluate, written } from "../../lstmviz/draw/stepper/expression.js";
import { decimals } from "../../lstmviz/draw/stepper/scene.js";
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
  assert.equal(decimals(evaluate(left, at)), "1.20");
});

test("a sum that is multiplied or divided by stands in brackets", () => {
  assert.equal(text({ op: "product", of: [gate, sum] }), "0.130 · (0.130 + −0.330)");
  const share = { op: "quotient", of: [gate, sum] };
  assert.equal(text(share), "0.130 / (0.130 + −0.330)");
  assert.equal(decimals(evaluate(share, at)), "−0.65");
});
