// @ts-check
// What is changed in a run: a quantity on the way, or a weight before it begins.

/** @typedef {"set" | "add" | "scale"} Mode */
/**
 * A quantity changed on the way, in one unit or all (null). Steps count from 1, both belong to it; null: all.
 * @typedef {{ quantity: string, mode: Mode, value: number,
 *   unit: number | null, first: number | null, last: number | null }} Edit
 */
/**
 * A weight changed before the run: one row or those of a block, and one column, or all of them (null).
 * @typedef {{ weight: string, mode: Mode, value: number,
 *   block: string | null, row: number | null, column: number | null }} WeightEdit
 */

/** @type {Record<Mode, (was: number, value: number) => number>} */
const MODES = {
  set: (_, value) => value,
  add: (was, value) => was + value,
  scale: (was, value) => was * value,
};

/** @param {Edit | WeightEdit} edit
 * @returns {edit is Edit} */
export const isEdit = (edit) => "quantity" in edit;

/** @param {Edit | WeightEdit} edit
 * @returns {edit is WeightEdit} */
export const isWeightEdit = (edit) => "weight" in edit;

/** Changes a quantity at a step, where the edit is of this step.
 * @param {Float64Array} now the quantity, a number a unit
 * @param {Edit} edit
 * @param {number} step from 0 */
export function editUnits(now, { mode, value, unit, first, last }, step) {
  if (first !== null && last !== null && (step < first - 1 || step > last - 1)) return;
  const [from, to] = unit === null ? [0, now.length] : [unit, unit + 1];
  for (let at = from; at < to; at++) now[at] = MODES[mode](now[at], value);
}

/** Changes a weight, in float32 as PyTorch holds it.
 * @param {Float64Array} values of the weight, row after row
 * @param {import("./scene.js").Plane} plane in which it came
 * @param {WeightEdit} edit
 * @param {{ blocks: string[], units: number }} layer */
export function editWeight(values, { rows, columns }, edit, layer) {
  const { mode, value, column } = edit;
  const wide = rows === 1 ? 1 : columns; // a bias is one column
  const [from, to] = rowsOf(edit, layer) ?? [0, values.length / wide];
  const [left, right] = column === null ? [0, wide] : [column, column + 1];
  for (let row = from; row < to; row++)
    for (let at = row * wide + left; at < row * wide + right; at++)
      values[at] = Math.fround(MODES[mode](values[at], value));
}

/** From the one row to before the other; null: all.
 * @param {WeightEdit} edit
 * @param {{ blocks: string[], units: number }} layer
 * @returns {[number, number] | null} */
function rowsOf({ block, row }, { blocks, units }) {
  if (row !== null) return [row, row + 1];
  if (block === null) return null;
  const from = blocks.indexOf(block) * units;
  return [from, from + units];
}
