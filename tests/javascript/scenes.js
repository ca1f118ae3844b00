// @ts-check
// Scenes as pack.py writes them, made by hand: every number is another, so that a wrong one shows.

import { planeOf, unpack } from "../../lstmviz/draw/stepper/scene.js";

export const TOKENS = ["a", "b", "c"];
const UNITS = 2;

/** The number of a quantity that stands in a panel at a unit and a step, to two places.
 * @param {number} panel @param {number} quantity @param {number} unit @param {number} step */
export const numberAt = (panel, quantity, unit, step) =>
  (quantity ? -1 : 1) * (0.4 * panel + 0.2 * quantity + 0.1 * unit + 0.01 * (step + 1));

const QUANTITIES = [
  { name: "forget_gate", symbol: "f", title: "forget gate", row: "unit" },
  { name: "hidden", symbol: "h", title: "hidden state", row: "unit" },
];

/** @param {number} rows @param {number} columns @param {(row: number, column: number) => number} of */
const grid = (rows, columns, of) =>
  Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (_, column) => of(row, column)));

/** @param {{title: string, says?: number[][], right?: boolean[]}[]} nets  what each says, an answer a row
 * @param {{answers: string[], targets: number[], asked: number[]} | null} question */
export function sceneOf(nets, question) {
  /** @type {number[]} */
  const floats = [];
  const add = (/** @type {number[][]} */ rows) => {
    const place = [0, floats.length, rows.length, rows[0].length];
    floats.push(...rows.flat());
    return place;
  };
  const panels = nets.map(({ title, says, right }, panel) => {
    /** @type {Record<string, any>} */
    const planes = Object.fromEntries(
      QUANTITIES.map(({ name }, index) => [
        name,
        add(grid(UNITS, TOKENS.length, (unit, step) => numberAt(panel, index, unit, step))),
      ]),
    );
    if (question) {
      const marks = (/** @type {(step: number) => any} */ at) =>
        add([question.targets.map((target, step) => (at(step) ? target : NaN))]);
      planes.says = add(says ?? []);
      planes.right = marks((step) => question.asked[step] && right?.[step]);
    }
    return { title, units: UNITS, quantities: QUANTITIES, equations: [{}], planes };
  });
  const asked = question && {
    answers: question.answers,
    shown: question.answers.map((_, answer) => answer),
    targets: add([question.targets]),
    asked: add([question.asked]),
  };
  return unpack(packed({ steps: TOKENS.length, tokens: TOKENS, question: asked, panels }, floats));
}

/** A piece of a scene.
 * @param {any} head @param {number[]} floats */
export function packed(head, floats) {
  const json = new TextEncoder().encode(JSON.stringify(head));
  const length = 4 * Math.ceil(json.length / 4);
  const bytes = new Uint8Array(16 + 4 + length + 4 + 4 * floats.length).fill(32); // the name: any 16 letters
  new DataView(bytes.buffer).setUint32(16, length, true);
  bytes.set(json, 20);
  new DataView(bytes.buffer).setUint32(20 + length, 4 * floats.length, true);
  bytes.set(new Uint8Array(Float32Array.from(floats).buffer), 24 + length);
  return bytes;
}

const plane = (/** @type {number[][]} */ rows) => planeOf(Float64Array.from(rows.flat()), rows.length);

/** The first step of a layer of one unit, and the equation of its W x + b + U h + b′. */
export const AFFINE = { op: "affine", block: "hidden", part: "both" };
export const oneUnit = {
  unit: 0,
  step: 0,
  panel: {
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
  },
};

/** What the modules ask of an element that they make; the rest they ask of a browser.
 * @type {any} */
export const fakeDocument = {
  createElement: (/** @type {string} */ tag) => ({
    tag,
    /** @type {any[]} */ children: [],
    append(/** @type {any[]} */ ...more) {
      this.children.push(...more);
    },
  }),
};
