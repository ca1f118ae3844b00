// @ts-check
// The table of keys: each key has one meaning, each has a name on the page and in the README, and does it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, test } from "node:test";

import { ACTIONS, shownKey } from "../../lstmviz/draw/stepper/keys.js";
import { markup } from "../../lstmviz/draw/stepper/markup.js";
import { ThreeSteps } from "./browser.js";

const KEYS = Object.values(ACTIONS).flatMap(({ keys }) => keys);

/** @type {ThreeSteps} */
let shown;

beforeEach(() => {
  shown = new ThreeSteps();
});

/** @param {string} key @param {object} more
 * @returns {boolean} whether the browser may do what it does with the key */
function press(key, more = {}) {
  const event = Object.assign(new Event("keydown", { cancelable: true }), { key, ...more });
  return document.dispatchEvent(event);
}

/** Lets presses come from something that answers to a selector. @param {string} name */
function focus(name) {
  const closest = (/** @type {string} */ selector) => selector.split(", ").includes(name);
  Object.assign(document, { closest });
}

test("no key stands for two actions", () => {
  assert.equal(new Set(KEYS).size, KEYS.length);
});

test("the list of keys on the page names every key and says what it does", () => {
  const list = markup().slice(markup().indexOf("<dl>"), markup().indexOf("</dl>"));
  for (const { keys, does } of Object.values(ACTIONS))
    assert.ok(list.includes(`<dt>${keys.map(shownKey).join(", ")}</dt><dd>${does}</dd>`), does);
});

test("every button on the page is an action's, or copies the link", () => {
  const acts = [...markup().matchAll(/data-act="(\w+)"/g)].map(([, act]) => act);
  assert.ok(acts.length > 9);
  for (const act of acts) assert.ok(act === "copy" || Object.hasOwn(ACTIONS, act), act);
});

test("the README names every key", () => {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf-8");
  const about = readme.slice(readme.indexOf("\nKeys: "));
  for (const key of KEYS) assert.ok(about.includes(`\`${shownKey(key)}\``), shownKey(key));
});

/** @type {[string, object, object][]} key, where one stands, what it changes */
const MOVES = [
  ["ArrowLeft", { step: 1 }, { step: 0 }],
  ["PageUp", { step: 2 }, { step: 1 }],
  ["ArrowRight", { step: 1 }, { step: 2 }],
  ["PageDown", { step: 0 }, { step: 1 }],
  ["Home", { step: 2, stage: 1 }, { step: 0, stage: 0 }],
  ["End", {}, { step: 2 }],
  [" ", {}, { playing: true }],
  ["ArrowUp", { unit: 4 }, { unit: 3 }],
  ["ArrowDown", { unit: 4 }, { unit: 5 }],
  ["[", { stage: 2 }, { stage: 1 }],
  ["]", { stage: 1 }, { stage: 2 }],
  ["n", { panel: 0 }, { panel: 1 }],
  ["n", { panel: 1 }, { panel: 0 }],
  ["b", { both: false }, { both: true }],
  ["f", { alone: false }, { alone: true }],
  ["Enter", { step: 1, unit: 3 }, { pin: { step: 1, unit: 3 } }],
  ["Escape", { pin: { step: 1, unit: 3 }, stage: 2 }, { pin: null, stage: 0 }],
  ["Escape", { alone: true, stage: 2 }, { alone: false }],
];

for (const [key, from, to] of MOVES) {
  test(`${shownKey(key)} leads from ${JSON.stringify(from)} to ${JSON.stringify(to)}`, () => {
    shown.act(from);
    const before = { ...shown.state };
    const left = press(key);
    shown.play(false);
    const after = key === " " ? { ...shown.state, playing: true } : shown.state;
    assert.deepEqual(after, { ...before, ...to });
    assert.equal(left, false);
  });
}

test("every key is in the list of moves, but the one that opens a dialog", () => {
  assert.deepEqual(new Set([...MOVES.map(([key]) => key), "?"]), new Set(KEYS));
});

test("a key goes to the browser where it is another's: with a modifier, in a box, taken already", () => {
  for (const more of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }]) assert.ok(press("End", more));
  for (const place of ["input", "textarea", "[role=menu]", "dialog *"]) {
    focus(place);
    assert.ok(press("End"), place);
  }
  assert.ok(press("q"));
  assert.equal(shown.state.step, 0);
});

test("on a button Space and Enter press it, and the other keys go on stepping", () => {
  focus("button");
  assert.ok(press(" "));
  assert.ok(press("Enter"));
  assert.equal(press("End"), false);
  assert.deepEqual([shown.state.step, shown.state.playing, shown.state.pin], [2, false, null]);
});

test("letters and brackets can be switched off; arrows and the question mark stay", () => {
  const kept = new Map([["lstmviz-letter-keys", "off"]]);
  Object.assign(globalThis, { localStorage: { getItem: (/** @type {string} */ key) => kept.get(key) } });
  for (const key of KEYS) assert.equal(press(key), /^[a-z[\]]$/.test(key), key);
});
