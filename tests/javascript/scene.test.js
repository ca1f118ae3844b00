// @ts-check
// Bytes -> scene, and what is read off it: where states begin, reverse layers, answers, targets, looks.

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  alike,
  answerAt,
  before,
  planeOf,
  rightAt,
  rowsOf,
  targetAt,
  unpack,
  valueAt,
} from "../../lstmviz/draw/stepper/scene.js";
import { TOKENS, numberAt, packed, sceneOf } from "./scenes.js";

const close = (/** @type {number} */ one, /** @type {number} */ other) =>
  assert.ok(Math.abs(one - other) < 1e-6, `${one} is not ${other}`);

const NETS = [
  { title: "LSTM", says: [[0.9, 0.2, 0.6], [0.1, 0.8, 0.4]], right: [true, true, false] },
  { title: "RNN", says: [[0.3, 0.7, 0.3], [0.7, 0.3, 0.7]], right: [false, false, true] },
]; // prettier-ignore
const QUESTION = { answers: ["yes", "no"], targets: [1, 0, 1], asked: [0, 1, 1] };
const SCENE = () => sceneOf(NETS, QUESTION);

test("every plane has its own numbers, in rows and columns", () => {
  SCENE().panels.forEach((panel, net) =>
    ["forget_gate", "hidden"].forEach((name, quantity) => {
      const plane = panel.planes[name];
      assert.deepEqual([plane.rows, plane.columns, plane.values.length], [2, 3, 6]);
      for (let unit = 0; unit < 2; unit++)
        for (let step = 0; step < 3; step++) close(plane.at(unit, step), numberAt(net, quantity, unit, step));
    }),
  );
});

test("bytes that begin anywhere in a buffer are read alike, and are left as they were", () => {
  const head = new TextEncoder().encode('{"panels":[],"x":1}');
  const bytes = new Uint8Array(16 + 4 + 20 + 4).fill(32);
  new DataView(bytes.buffer).setUint32(16, 20, true);
  bytes.set(head, 20);
  new DataView(bytes.buffer).setUint32(40, 0, true);
  for (const shift of [0, 1, 2, 3]) {
    const buffer = new Uint8Array(shift + bytes.length);
    buffer.set(bytes, shift);
    const part = buffer.subarray(shift);
    assert.deepEqual(unpack(part), { panels: [], x: 1 });
    assert.deepEqual([...part], [...bytes]);
  }
});

test("planes lie in several pieces; a panel has its cell's description, and what it reads of its own", () => {
  const cells = packed({ cells: { lstm: { diagram: "lstm" } } }, [1, 2, 3]);
  const places = { kept: [0, 0, 1, 2], hidden: [1, 1, 1, 3] };
  const question = { targets: [0, 1, 1, 2], asked: [1, 2, 1, 2] };
  const panels = [
    { described: "lstm", planes: places },
    { tokens: ["x", "y"], question, planes: {} },
  ];
  const runs = packed({ tokens: TOKENS, question: null, panels }, [9, 5, 6, 7]);
  const scene = unpack(new Uint8Array([...cells, ...runs]));
  const [whole, other] = scene.panels;
  assert.deepEqual([whole.diagram, whole.tokens, whole.steps], ["lstm", TOKENS, 3]);
  assert.deepEqual(
    [[...whole.planes.kept.values], [...whole.planes.hidden.values]],
    [
      [1, 2],
      [5, 6, 7],
    ],
  );
  assert.deepEqual([other.tokens, other.steps], [["x", "y"], 2]);
  assert.deepEqual([other.question?.targets.at(0, 1), other.question?.asked.at(0, 1)], [3, 7]);
});

test("a plane made of numbers is read row by row", () => {
  const plane = planeOf(Float64Array.of(1, 2, 3, 4, 5, 6), 2);
  assert.deepEqual([plane.rows, plane.columns, plane.at(0, 2), plane.at(1, 0)], [2, 3, 3, 4]);
});

/** A layer of two units over three steps, that begins in other numbers.
 * @returns {any} */
const layer = (reverse = false) => ({
  reverse,
  initial: { hidden: "start" },
  planes: { hidden: planeOf(Float64Array.of(1, 2, 3, 4, 5, 6), 2), start: planeOf(Float64Array.of(-1, -4)) },
});

test("before the first step stands what the layer begins in, also for a reverse one", () => {
  for (const unit of [0, 1]) {
    assert.equal(valueAt(layer(), "hidden", unit, before(layer(), 0)), [-1, -4][unit]);
    assert.equal(valueAt(layer(), "hidden", unit, before(layer(), 2)), [2, 5][unit]);
    assert.equal(valueAt(layer(true), "hidden", unit, before(layer(true), 2)), [-1, -4][unit]);
    assert.equal(valueAt(layer(true), "hidden", unit, before(layer(true), 0)), [2, 5][unit]);
  }
});

test("a unit that a quantity has not is its last: what is given once for all counts for all", () => {
  assert.equal(valueAt(layer(), "hidden", 7, 0), 4);
  assert.equal(valueAt(layer(), "hidden", 7, -1), -4);
});

test("a net's answer is its likeliest, with its probability and whether it is right", () => {
  const scene = SCENE();
  const [lstm, rnn] = scene.panels;
  const answers = (/** @type {any} */ panel) =>
    [0, 1, 2].map((step) => {
      const { name, value, right } = /** @type {any} */ (answerAt(scene, panel, step));
      return [name, Number(value.toFixed(3)), right];
    });
  assert.deepEqual(answers(lstm), [
    ["yes", 0.9, null],
    ["no", 0.8, true],
    ["yes", 0.6, false],
  ]);
  assert.deepEqual(answers(rnn), [
    ["no", 0.7, null],
    ["yes", 0.7, false],
    ["no", 0.7, true],
  ]);
});

test("a net that answers nothing at a step has no answer there", () => {
  const says = [[0.9, NaN, 0.6], [0.1, NaN, 0.4]]; // prettier-ignore
  const scene = sceneOf([{ title: "LSTM", says, right: [true, true, false] }], QUESTION);
  assert.deepEqual(
    [0, 1, 2].map((step) => answerAt(scene, scene.panels[0], step)?.name),
    ["yes", undefined, "yes"],
  );
  assert.deepEqual(rightAt(scene, scene.panels[0]), { right: 1, asked: 1 }); // of two questions it met one
});

test("rows are picked in the order asked for", () => {
  const { rows, columns, values } = rowsOf(planeOf(Float32Array.from([1, 2, 3, 4, 5, 6]), 3), [2, 0]);
  assert.deepEqual([rows, columns, Array.from(values)], [2, 2, [5, 6, 1, 2]]);
});

test("right answers are counted among the steps that are asked", () => {
  const scene = SCENE();
  assert.deepEqual(scene.panels.map((panel) => rightAt(scene, panel)), [
    { right: 1, asked: 2 },
    { right: 1, asked: 2 },
  ]); // prettier-ignore
  const unasked = sceneOf([{ title: "LSTM" }], null);
  assert.deepEqual(rightAt(unasked, unasked.panels[0]), { right: 0, asked: 0 });
  assert.equal(answerAt(unasked, unasked.panels[0], 0), null);
});

test("the right answer is named where it is asked", () => {
  assert.deepEqual([0, 1, 2].map((step) => targetAt(SCENE(), step)), [null, "yes", "no"]); // prettier-ignore
  assert.equal(targetAt(sceneOf([{ title: "LSTM" }], null), 0), null);
});

test("two panels look alike only if every number, name, colour and answer is the same", () => {
  const [scene, same] = [SCENE(), SCENE()];
  const look = (/** @type {any} */ other, net = 0) => alike(scene.panels[0], other.panels[net], scene, other);
  assert.ok(look(same));
  assert.ok(!look(same, 1));
  for (const change of [
    (/** @type {any} */ { panels }) => (panels[0].planes.hidden.values[5] += 1e-3),
    (/** @type {any} */ { panels }) => (panels[0].planes.right.values[1] = NaN),
    (/** @type {any} */ { panels }) => (panels[0].quantities = panels[0].quantities.slice(1)),
    (/** @type {any} */ { panels }) => (panels[0].planes.changed = panels[0].planes.right),
    (/** @type {any} */ other) => (other.steps = 4),
    (/** @type {any} */ other) => (other.scales = { light: {} }),
    (/** @type {any} */ { question }) => (question.answers = ["yes", "maybe"]),
    (/** @type {any} */ { question }) => (question.shown = [1]),
    (/** @type {any} */ { question }) => (question.span = [0, 2]),
  ]) {
    const other = SCENE();
    change(other);
    assert.ok(!look(other), String(change));
  }
});
