// @ts-check
// What is spoken and tabled against the numbers that were packed: each net's own, its unit's and its step's.

import assert from "node:assert/strict";
import { test } from "node:test";

import { answerAt, decimals, planeOf, rightAt, targetAt } from "../../lstmviz/draw/stepper/scene.js";
import { describe, fillTable, fillTables } from "../../lstmviz/draw/stepper/spoken.js";
import { fillTable as fillInsideTable, inWords } from "../../lstmviz/draw/inside/readout.js";
import { TOKENS, fakeDocument, numberAt, sceneOf } from "./scenes.js";

globalThis.document = fakeDocument;

const WORDS = sceneOf(
  [
    { title: "LSTM", says: [[0.9, 0.2, 0.6], [0.1, 0.8, 0.4]], right: [true, true, false] },
    { title: "RNN", says: [[0.3, 0.7, 0.3], [0.7, 0.3, 0.7]], right: [false, false, true] },
  ],
  { answers: ["yes", "no"], targets: [1, 1, 1], asked: [0, 1, 1] },
); // prettier-ignore
const NUMBERS = sceneOf([{ title: "GRU", says: [[0.5, -0.25, 0]], right: [true, true, false] }], {
  answers: [],
  targets: [0.25, -0.5, 0.75],
  asked: [0, 1, 1],
});
const UNASKED = sceneOf([{ title: "LSTM" }], null);

const at = (/** @type {object} */ place) => ({ step: 0, unit: 0, panel: 0, stage: 0, ...place });

test("a step is told with both answers and the numbers of the net and the unit that are chosen", () => {
  assert.equal(
    describe.step(WORDS, at({ step: 1, unit: 1, panel: 1 })),
    "Step 2 of 3, b. Right answer no. LSTM says no, right. RNN says yes, wrong. " +
      "RNN, unit 1: forget gate 0.52, hidden state −0.72.",
  );
  assert.equal(
    describe.step(WORDS, at({ step: 2, stage: 2 })),
    "Step 3 of 3, c. Right answer no. LSTM says yes, wrong. RNN says no, right. " +
      "Sub-step hidden state: −0.23. " +
      "LSTM, unit 0: forget gate 0.03, hidden state −0.23.",
  );
});

test("where nothing is asked an answer is neither right nor wrong", () => {
  assert.equal(
    describe.step(WORDS, at({ unit: 1 })),
    "Step 1 of 3, a. No question is asked at this step. LSTM says yes. RNN says no. LSTM, unit 1: " +
      "forget gate 0.11, hidden state −0.31.",
  );
  assert.equal(
    describe.step(UNASKED, at({})),
    "Step 1 of 3, a. LSTM, unit 0: forget gate 0.01, hidden state −0.21.",
  );
});

test("a task of numbers tells answer and target with their signs", () => {
  assert.match(describe.step(NUMBERS, at({ step: 1 })), /Right answer −0\.50\. GRU says −0\.25, right\./);
  assert.match(describe.step(NUMBERS, at({ step: 2 })), /Right answer 0\.75\. GRU says 0\.00, wrong\./);
  assert.deepEqual(answerAt(NUMBERS, NUMBERS.panels[0], 1), { name: "−0.25", value: null, right: true });
});

test("an answer in words has its own probability, and no net another's", () => {
  const [lstm, rnn] = WORDS.panels;
  const told = [lstm, rnn].map((panel) =>
    TOKENS.map((_, step) => /** @type {any} */ (answerAt(WORDS, panel, step))),
  );
  assert.deepEqual(
    told.map((answers) => answers.map(({ name, right }) => [name, right])),
    [
      [["yes", null], ["no", true], ["yes", false]],
      [["no", null], ["yes", false], ["no", true]],
    ],
  ); // prettier-ignore
  const values = told.map((answers) => answers.map(({ value }) => Number(value.toFixed(2))));
  assert.deepEqual(values, [[0.9, 0.8, 0.6], [0.7, 0.7, 0.7]]); // prettier-ignore
  assert.deepEqual([rightAt(WORDS, lstm), rightAt(UNASKED, UNASKED.panels[0])], [
    { right: 1, asked: 2 },
    { right: 0, asked: 0 },
  ]); // prettier-ignore
  assert.deepEqual(TOKENS.map((_, step) => targetAt(WORDS, step)), [null, "no", "no"]); // prettier-ignore
});

test("what was told last is not told again", () => {
  const place = at({ step: 1, unit: 1, panel: 1 });
  const told = (/** @type {object} */ moved) => describe.step(WORDS, { ...place, ...moved }, place);
  assert.equal(told({}), "");
  assert.equal(told({ unit: 0 }), "RNN, unit 0: forget gate 0.42, hidden state −0.62.");
  assert.equal(told({ stage: 1 }), "Sub-step forget gate: 0.52.");
  assert.equal(describe.step(WORDS, place, { ...place, stage: 2 }), "Whole step.");
  assert.match(told({ step: 2 }), /^Step 3 of 3, c\. Right answer no\. .* RNN, unit 1: /);
});

test("a difference is told with the numbers of the unit, a ledger with what is most of it", () => {
  const [lstm] = WORDS.panels;
  const { forget_gate } = lstm.planes;
  const difference = { ...lstm, title: "Difference", equations: [] };
  const ledger = {
    ...{ ...difference, title: "Memory" },
    quantities: [{ ...lstm.quantities[0], name: "ledger", row: "the write of t =" }],
    planes: { ledger: forget_gate },
  };
  const scene = { ...WORDS, panels: [lstm, difference, ledger] };
  const told = describe.step(scene, at({ unit: 1 }), at({}));
  const numbers = "forget gate 0.11, hidden state −0.31";
  assert.equal(
    told,
    `LSTM, unit 1: ${numbers}. Difference: ${numbers}. Memory: the write of t = 1 0.11, the write of t = 0 0.01.`,
  );
});

test("what is pinned keeps the unit and the step it was pinned at", () => {
  assert.equal(
    describe.pin(WORDS.panels[1], { step: 2, unit: 1 }),
    "Pinned: unit 1 at t = 3: f 0.53, h −0.73",
  );
});

/** @param {boolean} open @returns {any} */
const table = (open) => ({
  rows: [],
  closest: () => ({ open }),
  replaceChildren(/** @type {any[]} */ ...rows) {
    this.rows = rows.map(({ children }) => children.map((/** @type {any} */ { textContent }) => textContent));
  },
});

test("the table has a line a unit, counted as everywhere, and the numbers of its net and step", () => {
  WORDS.panels.forEach((panel, net) =>
    TOKENS.forEach((_, step) => {
      const filled = table(true);
      fillTable(filled, panel, step);
      const line = (/** @type {number} */ unit) =>
        [0, 1].map((quantity) => decimals(numberAt(net, quantity, unit, step), 4));
      assert.deepEqual(filled.rows.slice(1), [
        ["unit", "f forget gate", "h hidden state"],
        ["0", ...line(0)],
        ["1", ...line(1)],
      ]);
    }),
  );
  const shut = table(false);
  fillTables(shut, WORDS, at({}));
  assert.deepEqual(shut.rows, []);
});

test("a quantity of fewer rows than another, as under a projection, leaves its places empty", () => {
  const [panel] = WORDS.panels;
  const hidden = planeOf(panel.planes.hidden.values.subarray(0, TOKENS.length));
  const filled = table(true);
  fillTable(filled, { ...panel, planes: { ...panel.planes, hidden } }, 1);
  assert.deepEqual(filled.rows.slice(2), [
    ["0", "0.0200", "−0.2200"],
    ["1", "0.1200", ""],
  ]); // prettier-ignore
});

/** @type {any} */
const SCALAR = {
  steps: 2,
  tokens: ["1", "−1"],
  question: null,
  panels: [
    { title: "LSTM", cell: "lstm", values: [0.25, 0.5] },
    { title: "RNN", cell: "rnn", values: [-0.25, -0.75] },
  ].map(({ values, ...panel }) => {
    const plane = (/** @type {number[]} */ numbers) => ({
      values: numbers,
      rows: 1,
      columns: 2,
      at: (/** @type {number} */ _, /** @type {number} */ step) => numbers[step],
    });
    const quantities = [{ name: "hidden", symbol: "h", title: "hidden state" }];
    return {
      ...panel,
      equations: [{}],
      steps: 2,
      quantities,
      planes: { inputs: plane([1, -1]), hidden: plane(values) },
    };
  }),
};

test("the single unit's table has a line a step: the input, and the state of each net", () => {
  const filled = table(true);
  fillInsideTable(filled, SCALAR);
  assert.deepEqual(filled.rows, [
    ["t", "x", "h", "RNN’s h"],
    ["1", "1.00", "0.250000", "−0.250000"],
    ["2", "−1.00", "0.500000", "−0.750000"],
  ]);
});

test("the single unit is told with its input", () => {
  assert.equal(
    inWords(SCALAR, { step: 1, panel: 1, stage: 0 }),
    "Step 2 of 2, input −1. RNN, unit 0: hidden state −0.75.",
  );
});

test("a number is written with a true minus, and never as minus zero", () => {
  const written = [-0.004, -0, 0.005, -1.5, Infinity, NaN].map((value) => decimals(value));
  assert.deepEqual(written, ["0.00", "0.00", "0.01", "−1.50", "Infinity", "NaN"]);
  assert.equal(decimals(-1.23456, 4), "−1.2346");
});
