// What the page shows, in the address: #p=count&wf=-2.5&in=0,1,0&c=gru&t=7. Steps count from 1, as shown.
// Only what differs from the preset stands there.

import { SPEEDS } from "../stepper/constants.js";

const PLACES = {
  c: {
    field: "cell",
    read: (text, state, { cells, beside }) => (Object.hasOwn(cells, text) && text !== beside ? text : NaN),
    write: String,
  },
  t: {
    field: "step",
    read: (text, { inputs }) => among(text, 1, inputs.length) - 1,
    write: (step) => step + 1,
  },
  s: { field: "stage", read: (text) => among(text, 0, 6), write: String },
  n: { field: "panel", read: (text) => among(text, 1, 2) - 1, write: (panel) => panel + 1 },
  x: {
    field: "speed",
    read: (text) => (SPEEDS.includes(Number(text)) ? Number(text) : NaN),
    write: String,
  },
  e: { field: "symbols", read: (text) => (text === "1" ? true : NaN), write: () => "1" },
};

function among(text, least, most) {
  return /^\d{1,3}$/.test(text) && text >= least && text <= most ? Number(text) : NaN;
}

// A number as it may be typed, or NaN; unlike Number, it reads no "", "0x1" or "Infinity".
export function readNumber(text, limit) {
  const value = /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text.replace("−", "-"))
    ? Number(text.replace("−", "-"))
    : NaN;
  return Math.abs(value) <= limit ? value : NaN;
}

// Where a preset begins; `state` is what a link leaves out.
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

// The state that a hash names, and the words of it that could not be read.
export function readHash(hash, content) {
  const words = new URLSearchParams(hash.replace(/^#/, ""));
  const unread = [];
  const refuse = (key) => unread.push(`${key}=${words.get(key)}`);
  const first = Object.keys(content.presets)[0];
  const known = Object.hasOwn(content.presets, words.get("p") ?? first);
  if (!known) refuse("p");
  const state = beginning(content, known ? (words.get("p") ?? first) : first);
  const inputs = words.has("in") ? readInputs(words.get("in").split(","), content.limits) : {};
  if (inputs.problem) refuse("in");
  state.inputs = inputs.values ?? state.inputs;
  state.step = Math.min(state.step, state.inputs.length - 1);
  for (const [key, text] of words) {
    if (key === "p" || key === "in") continue;
    const value = Object.hasOwn(state.numbers, key)
      ? readNumber(text, content.limits.weight)
      : Object.hasOwn(PLACES, key)
        ? PLACES[key].read(text, state, content)
        : NaN;
    if (Number.isNaN(value)) refuse(key);
    else if (key in state.numbers) state.numbers[key] = value;
    else state[PLACES[key].field] = value;
  }
  return { state, unread };
}

export function hashOf(state, content) {
  const rest = beginning(content, state.preset);
  rest.step = Math.min(rest.step, state.inputs.length - 1);
  const words = state.preset === Object.keys(content.presets)[0] ? [] : [`p=${state.preset}`];
  for (const [key, value] of Object.entries(state.numbers))
    if (value !== rest.numbers[key]) words.push(`${key}=${value}`);
  if (String(state.inputs) !== String(rest.inputs)) words.push(`in=${state.inputs}`);
  for (const [key, { field, write }] of Object.entries(PLACES)) {
    if (state[field] !== rest[field]) words.push(`${key}=${write(state[field])}`);
  }
  return words.length ? `#${words.join("&")}` : "";
}

// Words -> {values}, or {problem}: what is wrong, where and the way out.
export function readInputs(words, { input, steps }) {
  const wrong = words.findIndex((word) => Number.isNaN(readNumber(word, input)));
  if (wrong >= 0 && words[wrong])
    return { problem: `“${words[wrong]}”, number ${wrong + 1}, is not a number from −${input} to ${input}.` };
  if (wrong >= 0)
    return { problem: `There is nothing here; type 1 to ${steps} numbers from −${input} to ${input}.` };
  if (words.length > steps)
    return { problem: `These are ${words.length} numbers; at most ${steps} are shown.` };
  return { values: words.map((word) => readNumber(word, input)) };
}
