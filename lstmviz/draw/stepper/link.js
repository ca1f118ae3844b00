// @ts-check
// Where one stands, in the address: #t=12&u=3&s=2&x=4. Steps count from 1, as the page shows them.

import { SPEEDS } from "./constants.js";
import { say } from "./say.js";

/** A word of the link: its field of the state, text -> value (NaN: it cannot be read) and value -> text.
 * @typedef {{ field: string, read: (text: string) => any, write: (value: any) => string | number }} Word */

/** @param {string} text */
const whole = (text) => (/^\d{1,6}$/.test(text) ? Number(text) : NaN);
/** @param {readonly any[]} values
 * @returns {(text: string) => any} */
const oneOf = (values) => (text) => values.find((value) => String(value) === text) ?? NaN;
/** @param {string} text */
const countedFrom1 = (text) => whole(text) - 1;

/** @param {string} text
 * @returns {any} */
function yesOrNo(text) {
  return text === "0" || text === "1" ? text === "1" : NaN;
}

/** The words of whatever is stepped through. @satisfies {Record<string, Word>} */
export const STEPPED = {
  t: { field: "step", read: countedFrom1, write: (/** @type {number} */ step) => step + 1 },
  s: { field: "stage", read: whole, write: String },
  n: { field: "panel", read: countedFrom1, write: (/** @type {number} */ panel) => panel + 1 },
  x: { field: "speed", read: oneOf(SPEEDS), write: String },
  e: { field: "symbols", read: yesOrNo, write: Number },
};
const { t, s, n, x, e } = STEPPED;

/** What a link leaves out. */
export const REST = {
  step: 0,
  unit: 0,
  panel: 0,
  stage: 0,
  speed: 1,
  /** @type {{ step: number, unit: number } | null} */ pin: null,
  /** @type {"beside" | "below"} */ arrangement: "beside",
  window: 0,
  symbols: false,
  both: false,
  variant: 0,
  against: "",
  order: "place",
};

/** @type {Record<string, Word>} */
const WORDS = {
  t,
  u: { field: "unit", read: whole, write: String },
  n,
  s,
  x,
  p: { field: "pin", read: readPin, write: ({ step, unit }) => `${step + 1}.${unit}` },
  a: { field: "arrangement", read: oneOf(["beside", "below"]), write: String },
  w: { field: "window", read: whole, write: String },
  e,
  b: { field: "both", read: yesOrNo, write: Number },
  v: { field: "variant", read: countedFrom1, write: (/** @type {number} */ variant) => variant + 1 },
  r: { field: "against", read: (text) => (/^-?[A-D]$/.test(text) ? text : NaN), write: String },
  o: { field: "order", read: readOrder, write: String },
};

/** @param {string} text */
function readPin(text) {
  const [step, unit] = text.split(".").map(whole);
  return Number.isInteger(step) && Number.isInteger(unit) ? { step: step - 1, unit } : NaN;
}

/** One of units.js.
 * @param {string} text */
function readOrder(text) {
  return /^(place|half-life|saturation|x\d{1,3})$/.test(text) ? text : NaN;
}

/** Fields of the state that a hash names, and the words that could not be read.
 * @param {string} hash
 * @param {Record<string, Word>} words */
export function readHash(hash, words = WORDS) {
  /** @type {Record<string, any>} */ const state = {};
  /** @type {string[]} */ const unread = [];
  for (const [key, text] of new URLSearchParams(hash.replace(/^#/, ""))) {
    const value = Object.hasOwn(words, key) ? words[key].read(text) : NaN;
    if (Number.isNaN(value)) unread.push(`${key}=${text}`);
    else state[words[key].field] = value;
  }
  return { state, unread };
}

/** The words of a state, but of what rests.
 * @param {Record<string, any>} state
 * @param {Record<string, any>} rest
 * @param {Record<string, Word>} words */
export const written = (state, rest, words) =>
  Object.entries(words)
    .filter(([, { field }]) => state[field] !== rest[field])
    .map(([key, { field, write }]) => `${key}=${write(state[field])}`);

/** @param {Record<string, any>} state
 * @param {number} unit where the scene opens: no word is needed for it */
export function hashOf(state, unit = REST.unit) {
  const words = written(state, { ...REST, unit }, WORDS);
  return words.length ? `#${words.join("&")}` : "";
}

const COUNTED = ["step", "unit", "panel", "stage", "order"]; // a scene may have fewer than a link names

/** What of a hash is not shown, in one sentence; "" where all of it is.
 * @param {ReturnType<typeof readHash>} read
 * @param {Record<string, any>} shown the state that came of it */
export function missing({ state, unread }, shown) {
  const missed = Object.values(WORDS).filter(
    ({ field }) => COUNTED.includes(field) && field in state && state[field] !== shown[field],
  );
  const lines = [
    ...unread.map((word) => say("“{word}” was not understood", { word })),
    ...missed.map(({ field, write }) =>
      say("there is no {field} {number} here", { field, number: write(state[field]) }),
    ),
  ];
  const problems = lines.join("; ");
  return lines.length ? say("In the link, {problems}. Shown is the nearest there is.", { problems }) : "";
}
