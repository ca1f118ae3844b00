// @ts-check
// What keys and pointer do to a text that only keeps what it is told: ten tokens of a corpus, from 100 on.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Brush } from "../../lstmviz/draw/text/brush.js";

/** @type {any} */ let text;
/** @type {EventTarget} */ let place;

beforeEach(() => {
  text = {
    cursor: 4,
    letters: { length: 10 },
    content: { first: 100 },
    /** @type {any[]} */ told: [],
    /** @type {any[]} */ outlined: [],
    move: (/** @type {number} */ at) => (text.cursor = Math.max(0, Math.min(at, 9))),
    outline: (/** @type {string} */ _name, /** @type {any[]} */ spans) => (text.outlined = spans),
    read: (/** @type {number} */ at) => (text.isRead = at),
    tell: (/** @type {string} */ name, /** @type {any} */ value) => text.told.push([name, value]),
  };

  place = new EventTarget();
  new Brush(text, place);
});

/** @param {string} type @param {any} values */
function send(type, values) {
  const event = Object.assign(new Event(type, { cancelable: true }), values);
  if (values.over !== undefined) {
    const token = { dataset: { at: String(values.over) } };
    Object.defineProperty(event, "target", { value: { closest: () => (values.over < 0 ? null : token) } });
  }
  place.dispatchEvent(event);
  return event.defaultPrevented;
}

test("arrows, Home and End move the cursor, and are kept from the page", () => {
  assert.ok(send("keydown", { key: "ArrowRight" }));
  assert.equal(text.cursor, 5);
  send("keydown", { key: "End" });
  assert.equal(text.cursor, 9);
  send("keydown", { key: "Home" });
  assert.equal(text.cursor, 0);
});

test("other keys, and those with Ctrl, are the page's", () => {
  assert.ok(!send("keydown", { key: "x" }));
  assert.ok(!send("keydown", { key: "ArrowRight", ctrlKey: true }));
  assert.equal(text.cursor, 4);
});

test("Shift brushes from where the cursor was, and tells the span when it is let go", () => {
  send("keydown", { key: "ArrowLeft", shiftKey: true });
  send("keydown", { key: "ArrowLeft", shiftKey: true });
  assert.deepEqual(text.outlined, [[102, 105]]);
  assert.deepEqual(text.told, []);
  send("keyup", { key: "Shift" });
  assert.deepEqual(text.told, [["brushed", [102, 105]]]);
});

test("a drag brushes, a click only moves", () => {
  send("pointerdown", { button: 0, over: 3 });
  send("pointerup", {});
  assert.equal(text.cursor, 3);
  assert.deepEqual(text.told, []);
  send("pointerdown", { button: 0, over: 7 });
  send("pointermove", { buttons: 1, over: 5 });
  send("pointerup", {});
  assert.deepEqual(text.told, [["brushed", [105, 108]]]);
});

test("a pointer that is not pressed reads the token under it, and the cursor's once it leaves", () => {
  send("pointermove", { buttons: 0, over: 8 });
  assert.equal(text.isRead, 8);
  send("pointermove", { buttons: 0, over: -1 });
  assert.equal(text.isRead, 8);
  send("pointerleave", {});
  assert.equal(text.isRead, 4);
  assert.equal(text.cursor, 4);
});
