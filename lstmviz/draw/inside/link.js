// @ts-check
// What the page shows, in the address: #p=count&wf=-2.5&in=0,1,0&c=gru&t=7. Steps count from 1, as shown.
// Only what differs from the preset stands there.

import { say } from "../stepper/say.js";
import { readHash as readWords, STEPPED, written } from "../stepper/link.js";

/** @typedef {import("../stepper/link.js").Word} Word */
/** @typedef {{ weight: number, input: number, steps: number }} Limits */
/** @typedef {{ title: string, look_for: string, cell: string, numbers: Record<string, number>,
 *   inputs: number[], step: number }} Preset */
/** What Python says of a cell. `shapes`: of the weights of one unit.
 * @typedef {Pick<import("../stepper/scene.js").Panel, "cell" | "title" | "quantities" | "blocks" |
 *   "initial" | "diagram" | "equations" | "expressions" | "keep"> &
 *   { groups: import("./weights.js").Group[], shapes: Record<string, number[]> }} Cell */
/** What Python says of the page. `beside`: the cell that stands beside whatever is chosen.
 * @typedef {{ spoken: import("../stepper/say.js").Spoken,
 *   limits: Limits, beside: string, cells: Record<string, Cell>,
 *   presets: Record<string, Preset> }} Content */
/** @typedef {{ preset: string, cell: string, numbers: Record<string, number>, inputs: number[], step: number,
 *   stage: number, panel: number, speed: number, symbols: boolean }} State */

/** The words of the link; a number of the cell is a word of its own, "wf".
 * @param {Content} content
 * @returns {Record<string, Word>} */
const wordsOf = ({ limits, cells, beside, presets }) => ({
  p: { field: "preset", read: oneOf(presets), write: String },
  ...Object.fromEntries(Object.keys(firstOf(presets).numbers).map((key) => [key, number(key, limits)])),
  in: {
    field: "inputs",
    read: (text) => readInputs(text.split(","), limits).values ?? NaN,
    write: String,
  },
  c: { field: "cell", read: (text) => (text === beside ? NaN : oneOf(cells)(text)), write: String },
  ...STEPPED,
});

/** @param {Record<string, any>} known
 * @returns {(text: string) => any} */
const oneOf = (known) => (text) => (Object.hasOwn(known, text) ? text : NaN);

/** @param {string} field
 * @param {Limits} limits
 * @returns {Word} */
const number = (field, { weight }) => ({
  field,
  read: (text) => readNumber(text, weight),
  write: String,
});

/** @param {Record<string, Preset>} presets */
const firstOf = (presets) => Object.values(presets)[0];

/** A number as it may be typed, or NaN; unlike Number, it reads no "", "0x1" or "Infinity".
 * @param {string} text
 * @param {number} limit */
export function readNumber(text, limit) {
  const value = /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text.replace("−", "-"))
    ? Number(text.replace("−", "-"))
    : NaN;
  return Math.abs(value) <= limit ? value : NaN;
}

/** Where a preset begins, which is what a link leaves out.
 * @param {Content} content
 * @param {string} preset
 * @returns {State} */
export function beginning(content, preset) {
  const { numbers, inputs, step, cell } = content.presets[preset];
  return {
    preset,
    cell,
    numbers: { ...numbers },
    inputs: [...inputs],
    step,
    stage: 0,
    panel: 0,
    speed: 1,
    symbols: false,
  };
}

/** The state that a hash names, and the words of it that could not be read.
 * @param {string} hash
 * @param {Content} content
 * @returns {{ state: State, unread: string[] }} */
export function readHash(hash, content) {
  const { state: named, unread } = readWords(hash, wordsOf(content));
  const state = beginning(content, named.preset ?? Object.keys(content.presets)[0]);
  const inputs = named.inputs ?? state.inputs;
  /** @type {Record<string, number>} */
  const most = { step: inputs.length - 1, stage: 6, panel: 1 };
  for (const [key, { field, write }] of Object.entries(STEPPED))
    if (named[field] < 0 || named[field] > most[field]) {
      unread.push(`${key}=${write(named[field])}`);
      delete named[field];
    }
  for (const key of Object.keys(state.numbers)) {
    state.numbers[key] = named[key] ?? state.numbers[key];
    delete named[key];
  }
  Object.assign(state, named);
  state.step = Math.min(state.step, inputs.length - 1);
  return { state, unread };
}

/** @param {State} state
 * @param {Content} content */
export function hashOf(state, content) {
  const rest = beginning(content, state.preset);
  rest.step = Math.min(rest.step, state.inputs.length - 1);
  const flat = (/** @type {State} */ { numbers, inputs, ...others }) => ({
    ...others,
    ...numbers,
    inputs: String(inputs),
  });
  const first = { ...flat(rest), preset: Object.keys(content.presets)[0] };
  const words = written(flat(state), first, wordsOf(content));
  return words.length ? `#${words.join("&")}` : "";
}

/** Words -> {values}, or {problem}: what is wrong, where and the way out.
 * @param {string[]} words
 * @param {{ input: number, steps: number }} limits
 * @returns {{ values?: number[], problem?: string }} */
export function readInputs(words, { input, steps }) {
  const wrong = words.findIndex((word) => Number.isNaN(readNumber(word, input)));
  if (wrong >= 0 && words[wrong])
    return {
      problem: say(
        "Number {place}, “{word}”, is not a number from −{input} to {input}. The last good input stays.",
        { place: wrong + 1, word: words[wrong], input },
      ),
    };
  if (wrong >= 0)
    return {
      problem: say("Type 1 to {steps} numbers from −{input} to {input}. The last good input stays.", {
        steps,
        input,
      }),
    };
  if (words.length > steps)
    return {
      problem: say("These are {n} numbers; the limit is {steps}. The last good input stays.", {
        n: words.length,
        steps,
      }),
    };
  return { values: words.map((word) => readNumber(word, input)) };
}
