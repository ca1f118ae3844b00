// @ts-check
// What a stop points at, in a page of two panels.

import assert from "node:assert/strict";
import { test } from "node:test";

import { pointedAt } from "../../lstmviz/app/lecture/browser/pointed_at.js";

/** A panel with these rows, one below the other, and the cursor at the end of its third column.
 * @param {string[]} selectors @param {number} left */
function panel(selectors, left) {
  const box = (/** @type {object} */ sides) => ({ getBoundingClientRect: () => sides });
  const cursor = box({ right: left + 30 });
  return {
    cursor,
    querySelector: (/** @type {string} */ selector) => {
      if (selector === ".cursor") return cursor;
      const at = selectors.indexOf(selector);
      const sides = { left, right: left + 100, top: 10 * at, bottom: 10 * at + 8 };
      return at < 0 ? null : { querySelector: () => box(sides) };
    },
  };
}
const rows = [".row.reads", '[data-quantity="cell"]', ".row.said, .row.says.number"];
const panels = [panel(rows, 0), panel(rows, 200)];
Object.assign(globalThis, { document: { querySelectorAll: () => panels } });

test("a row of the first net is pointed at up to the cursor", () => {
  assert.deepEqual(pointedAt("cell"), { left: 0, right: 30, top: 10, bottom: 18 });
  assert.deepEqual(pointedAt("tokens"), { left: 0, right: 30, top: 0, bottom: 8 });
  assert.deepEqual(pointedAt("answers"), { left: 0, right: 30, top: 20, bottom: 28 });
});

test("“other” is the second net", () => {
  assert.deepEqual(pointedAt("other answers"), { left: 200, right: 230, top: 20, bottom: 28 });
});

test("nothing is pointed at where there is no such row, or no cursor", () => {
  assert.equal(pointedAt(""), null);
  assert.equal(pointedAt("update_gate"), null);
  Object.assign(panels[0].cursor, { hidden: true });
  assert.equal(pointedAt("cell"), null);
});
