// @ts-check
// What a hand does on the bench: to a change of the variant at hand, or to the variants.

import { begun, ofKind, turned, withValues } from "./changes.js";

/** @typedef {import("./bench.js").Bench} Bench */
/** @typedef {import("./changes.js").Change} Change */
/** @typedef {import("./changes.js").Values} Values */

/** Moves the number of the change at hand, without letting it go.
 * @param {Bench} bench
 * @param {number} value */
export function slide(bench, value) {
  const moved = withValues(bench.change, { value });
  if (bench.active >= 0) bench.show(bench.changes.with(bench.active, moved));
  else append(bench, moved);
}

/** @param {Bench} bench
 * @param {Change} change */
export function add(bench, change) {
  append(bench, change);
  bench.letGo();
}

/** @param {Bench} bench
 * @param {Change} change */
function append(bench, change) {
  const { changes, most } = bench;
  if (changes.length < most.changes) bench.show([...changes, change], changes.length);
}

/** What a drag along a row of a heatmap chose: that gate is closed there, or that state emptied.
 * @param {Bench} bench
 * @param {{ quantity: string, unit: number, first: number, last: number }} range steps from 0 */
export function addRange(bench, { quantity, unit, first, last }) {
  const change = begun(quantity, bench.forms[quantity]);
  add(bench, withValues(change, { unit, first: first + 1, last: last + 1, value: 0 }));
}

/** Other values of the change at hand.
 * @param {Bench} bench
 * @param {Values} values */
export function set(bench, values) {
  replace(bench, turned(bench.forms[bench.change.kind], bench.change, values));
}

/** @param {Bench} bench
 * @param {string} kind */
export function setKind(bench, kind) {
  replace(bench, ofKind(kind, bench.forms[kind], bench.change));
}

/** @param {Bench} bench
 * @param {Change} change that takes the place of the one at hand */
function replace(bench, change) {
  if (bench.active >= 0) return bench.changeTo(bench.changes.with(bench.active, change));
  bench.draft = change;
  bench.render();
}

/** A weight that was picked in an equation, as "weight_hh,3,2,0.5": at hand as it is, to be moved.
 * @param {Bench} bench
 * @param {string} word */
export function takeWeight(bench, word) {
  const [kind, ...numbers] = word.split(",");
  const [row, column, value] = numbers.map(Number);
  bench.draft = withValues(begun(kind, bench.forms[kind]), { row, column, value });
  bench.choose(-1);
}

/** @param {Bench} bench
 * @param {number} at of a change
 * @param {boolean} on */
export function turn(bench, at, on) {
  bench.changeTo(bench.changes.with(at, { ...bench.changes[at], on }));
}

/** @param {Bench} bench
 * @param {number} at of a change */
export function remove(bench, at) {
  if (bench.active > at) bench.active -= 1;
  bench.changeTo(bench.changes.toSpliced(at, 1));
}

/** @param {Bench} bench */
export function undo(bench) {
  bench.history.undo();
  bench.standAt(bench.history.present, bench.variant);
}

/** @param {Bench} bench */
export function redo(bench) {
  bench.history.redo();
  bench.standAt(bench.history.present, bench.variant);
}

/** Keeps the variant as it is and goes on with a copy.
 * @param {Bench} bench */
export function keep(bench) {
  const { variant, variants, changes, runs, history } = bench;
  runs.shown = runs.shown.toSpliced(variant + 2, 0, runs.shown[variant + 1]);
  history.do(variants.toSpliced(variant + 1, 0, changes));
  bench.standAt(history.present, variant + 1);
}

/** @param {Bench} bench
 * @param {number} at of a variant */
export function drop(bench, at) {
  const { variant, variants, runs, history } = bench;
  runs.shown = runs.shown.toSpliced(at + 1, 1);
  history.do(variants.toSpliced(at, 1));
  bench.standAt(history.present, at < variant ? variant - 1 : variant);
}
