// @ts-check
// What there is of a state in a scene.

import assert from "node:assert/strict";
import { test } from "node:test";

import { nearest, resizes, START } from "../../lstmviz/draw/stepper/state.js";

/** A derived panel, a net of two units and one of four, all three steps long.
 * @type {any[]} */
const panels = [
  { units: 9, steps: 3, equations: [] },
  { units: 2, steps: 3, equations: ["f", "h"] },
  { units: 4, steps: 3, equations: ["h"] },
];
const over = (/** @type {number} */ step) => ({ panel: 1, step, unit: null, quantity: null });
const at = (/** @type {Partial<typeof START>} */ asked, veiled = Infinity) =>
  nearest({ ...START, ...asked }, panels, veiled);

test("a place that is there stays", () => {
  const place = { panel: 2, step: 2, unit: 3, stage: 1, pin: { step: 1, unit: 3 }, hover: over(0) };
  assert.deepEqual(at(place), place);
});

test("beyond a scene's ends the nearest step, unit and sub-step is taken", () => {
  assert.deepEqual(at({ panel: 9, step: 99, unit: 99, stage: 99 }), {
    ...{ panel: 2, step: 2, unit: 3, stage: 1, pin: null, hover: null },
  });
  assert.equal(at({ panel: 1, step: -4 }).step, 0);
});

test("what computes nothing is not stepped through: the first net is", () => {
  assert.equal(at({ panel: 0, unit: 5 }).panel, 1);
  assert.equal(at({ panel: 0, unit: 5 }).unit, 1);
  assert.equal(nearest({ ...START, panel: 0 }, [panels[0]], Infinity).panel, 0); // nor is there another
});

test("a veil hides the steps behind it, but for the first", () => {
  assert.equal(at({ panel: 1, step: 2 }, 2).step, 1);
  assert.equal(at({ panel: 1, step: 2 }, 0).step, 0);
});

test("nothing is pinned or pointed at where there is nothing to be seen", () => {
  const gone = at({ panel: 1, pin: { step: 1, unit: 2 }, hover: over(2) }, 2);
  assert.deepEqual([gone.pin, gone.hover], [null, null]);
  assert.deepEqual(at({ panel: 1, pin: { step: 1, unit: 1 } }, 2).pin, { step: 1, unit: 1 });
  assert.equal(at({ panel: 1, pin: { step: -1, unit: 1 } }).pin, null);
});

test("a change of the arrangement is one of size, a step is none", () => {
  assert.ok(resizes({ arrangement: "below" }));
  assert.ok(!resizes({ step: 3, unit: 1 }));
});
