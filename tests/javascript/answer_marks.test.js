// @ts-check
// The marks over what a net says.

import assert from "node:assert/strict";
import { test } from "node:test";

import { marksOf } from "../../lstmviz/draw/stepper/answer_marks.js";
import { planeOf } from "../../lstmviz/draw/stepper/scene.js";
import { sceneOf } from "./scenes.js";

const sight = { first: 0, count: 3, column: 20, answer: 10, letter: 12, tokens: true, answers: null };
/** Where a path's parts begin. @param {string} path */
const places = (path) =>
  [...path.matchAll(/M(\S+) (\S+?)(?=[al])/g)].map(([, x, y]) => [Number(x), Number(y)]);

test("a dot stands in the row of the answer that is right, a cross in the row of one that is missed", () => {
  const says = [
    [0.9, 0.4, 0.8],
    [0.1, 0.6, 0.2],
  ];
  const question = { answers: ["a", "b"], targets: [0, 0, 1], asked: [1, 1, 1] };
  const scene = sceneOf([{ title: "net", says, right: [true, true, false] }], question);
  const [panel] = scene.panels;
  panel.planes.wrong = planeOf(Float32Array.from([NaN, NaN, 1]));
  const paths = marksOf(panel, /** @type {any} */ (scene.question), sight);
  const radius = 4;
  assert.deepEqual(places(paths.right), [[10 - radius, 5]]);
  assert.deepEqual(places(paths.unsure), [[30 - radius, 5]]); // right at 0.4
  assert.deepEqual(places(paths.wrong).at(0), [50 - radius, 15 - radius]);
  assert.equal(paths.line, "");
  const later = marksOf(panel, /** @type {any} */ (scene.question), { ...sight, first: 1, count: 2 });
  assert.deepEqual(places(later.unsure), [[10 - radius, 5]]); // on the first column in sight
  assert.equal(later.right, "");
});

test("a number is a curve over its span, four answers high, and a dot where it is right", () => {
  const planes = {
    says: planeOf(Float32Array.from([-1, 0, 1])),
    right: planeOf(Float32Array.from([NaN, 0, NaN])),
    wrong: planeOf(Float32Array.from([NaN, NaN, NaN])),
  };
  const question = { shown: [], span: [-1, 1] };
  const paths = marksOf(/** @type {any} */ ({ planes }), /** @type {any} */ (question), sight);
  assert.equal(paths.line, "M10 36L30 20L50 4");
  assert.deepEqual(places(paths.right), [[26, 20]]);
});
