// @ts-check
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { language, say, sayMany, speak } from "../../lstmviz/draw/stepper/say.js";

afterEach(() => speak({ language: "en", texts: {} }));

test("a text without translation is said as it is, with its values", () => {
  assert.equal(say("Step {step} of {steps}", { step: 2, steps: 5 }), "Step 2 of 5");
  assert.equal(say("{what} is not known"), "{what} is not known");
});

test("a translation may put its values elsewhere", () => {
  speak({ language: "zh", texts: { "right at {right} of {n} step": ["{n} 步中对 {right} 步"] } });
  const said = sayMany("right at {right} of {n} step", "right at {right} of {n} steps", 5, { right: 3 });
  assert.equal(said, "5 步中对 3 步");
  assert.equal(language(), "zh");
});

test("one and many are told apart as the language does", () => {
  const many = (/** @type {number} */ count) => sayMany("{n} step", "{n} steps", count);
  assert.deepEqual([many(0), many(1), many(2)], ["0 steps", "1 step", "2 steps"]);
  speak({ language: "ru", texts: { "{n} step": ["{n} шаг", "{n} шага", "{n} шагов"] } });
  assert.deepEqual([1, 3, 5, 21].map(many), ["1 шаг", "3 шага", "5 шагов", "21 шаг"]);
});

test("what a value says is never read as a place for another", () => {
  assert.equal(say("{a} and {b}", { a: "{b}", b: 1 }), "{b} and 1");
});
