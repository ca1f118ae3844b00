// @ts-check
// What a hand does on the bench, to a bench that only keeps what it is given.

import assert from "node:assert/strict";
import { test } from "node:test";

import * as actions from "../../lstmviz/draw/stepper/bench_actions.js";
import { Undo } from "../../lstmviz/draw/stepper/undo.js";

const span = (/** @type {number} */ start) => ({ least: -1, most: 1, step: 0.1, start });
const steps = { name: "steps", kind: "steps", start: [1, 9] };
const unit = { name: "unit", kind: "unit", start: 0 };
const mode = { name: "mode", kind: "choice", start: "set" };
const forms = {
  forget_gate: {
    fields: [mode, unit, steps],
    says: { set: "", scale: "" },
    spans: { set: span(0.5), scale: span(2) },
  },
  weight_hh: { fields: [], says: {}, spans: { "": span(0) } },
};

/** @returns {any} */
function benchOf() {
  const history = new Undo(/** @type {any[][]} */ ([[]]));
  return {
    forms,
    history,
    runs: { shown: ["untouched", "A"] },
    most: { changes: 2 },
    variants: history.present,
    variant: 0,
    active: 0,
    draft: null,
    letGone: 0,
    get changes() {
      return this.variants[this.variant];
    },
    get change() {
      return this.changes[this.active] ?? this.draft;
    },
    show(/** @type {any[]} */ changes, /** @type {number | undefined} */ active) {
      this.variants = this.variants.with(this.variant, changes);
      this.active = Math.min(active ?? this.active, changes.length - 1);
    },
    letGo() {
      this.letGone += 1;
    },
    changeTo(/** @type {any[]} */ changes) {
      this.show(changes);
      this.letGo();
    },
    choose(/** @type {number} */ at) {
      this.active = at;
    },
    standAt(/** @type {any[][]} */ variants, /** @type {number} */ variant) {
      Object.assign(this, { variants, variant });
    },
    render() {},
  };
}

const closed = { quantity: "forget_gate", unit: 3, first: 4, last: 6 };

test("a drag along a row closes the gate there, and is let go", () => {
  const bench = benchOf();
  actions.addRange(bench, closed);
  assert.deepEqual(bench.changes[0].values, { mode: "set", unit: 3, first: 5, last: 7, value: 0 });
  assert.equal(bench.letGone, 1);
});

test("no more changes are added than there may be", () => {
  const bench = benchOf();
  for (let more = 0; more < 3; more++) actions.addRange(bench, closed);
  assert.equal(bench.changes.length, 2);
  assert.equal(bench.active, 1);
});

test("the slider moves the number of the change at hand, and lets go of nothing", () => {
  const bench = benchOf();
  actions.addRange(bench, closed);
  actions.slide(bench, 0.7);
  assert.equal(bench.change.values.value, 0.7);
  assert.equal(bench.letGone, 1);
});

test("another way of changing begins with its own number, the same way keeps it", () => {
  const bench = benchOf();
  actions.addRange(bench, closed);
  actions.set(bench, { unit: 1 });
  assert.equal(bench.change.values.value, 0);
  actions.set(bench, { mode: "scale" });
  assert.deepEqual(bench.change.values, { mode: "scale", unit: 1, first: 5, last: 7, value: 2 });
});

test("another kind stays at its unit and steps where it has such", () => {
  const bench = benchOf();
  actions.addRange(bench, closed);
  actions.setKind(bench, "forget_gate");
  assert.deepEqual(bench.change.values, { mode: "set", unit: 3, first: 5, last: 7, value: 0.5 });
  actions.setKind(bench, "weight_hh");
  assert.deepEqual(bench.change.values, { value: 0 });
});

test("a weight picked in an equation is at hand as it is, and changes nothing yet", () => {
  const bench = benchOf();
  actions.takeWeight(bench, "weight_hh,3,2,0.25");
  assert.deepEqual(bench.change.values, { row: 3, column: 2, value: 0.25 });
  assert.deepEqual(bench.changes, []);
  actions.set(bench, { row: 1 });
  assert.deepEqual(bench.draft.values, { row: 1, column: 2, value: 0.25 });
  actions.slide(bench, 1);
  assert.equal(bench.changes.length, 1);
});

test("a change is switched off and taken away, and the one at hand stays at hand", () => {
  const bench = benchOf();
  actions.addRange(bench, closed);
  actions.addRange(bench, { ...closed, unit: 7 });
  actions.turn(bench, 0, false);
  assert.deepEqual(
    bench.changes.map((/** @type {any} */ change) => change.on),
    [false, true],
  );
  actions.remove(bench, 0);
  assert.equal(bench.change.values.unit, 7);
});

test("a kept variant stays, the copy is gone on with; dropped, the others close up; both are undone", () => {
  const bench = benchOf();
  actions.keep(bench);
  assert.equal(bench.variant, 1);
  assert.deepEqual(bench.runs.shown, ["untouched", "A", "A"]);
  bench.runs.shown[2] = "B";
  actions.drop(bench, 0);
  assert.equal(bench.variant, 0);
  assert.deepEqual(bench.runs.shown, ["untouched", "B"]);
  actions.undo(bench);
  assert.equal(bench.variants.length, 2);
  actions.redo(bench);
  assert.equal(bench.variants.length, 1);
});
