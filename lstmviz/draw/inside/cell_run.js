// @ts-check
// A cell of one unit over an input, in float64: run by its own equations, the ones that are shown. Elsewhere
// Python computes. Here a slider must repaint within a frame, and a round trip would take several.
// tests/browser/test_inside_cell.py holds it to torch.nn and to the cells' papers, written out.

import { evaluate } from "../stepper/expression.js";
import { planeOf } from "../stepper/scene.js";

/** @typedef {import("../stepper/scene.js").Plane} Plane */

/** What of a cell is run.
 * @typedef {Pick<import("./link.js").Cell,
 *   "blocks" | "initial" | "equations" | "groups" | "shapes">} Cell */

/**
 * A run as the stepper's panels have it, so that its diagram and equations show it: planes of rows × columns.
 * @param {Cell} cell
 * @param {Record<string, number>} numbers {wf, uf, bf, …}: a part, and the letter of the block it is of
 * @param {number[]} inputs
 */
export function planesOf(cell, numbers, inputs) {
  /** @type {Record<string, Plane>} */
  const planes = { inputs: plane(inputs, inputs.length), ...weightsOf(cell, numbers) };
  for (const start of Object.values(cell.initial)) planes[start] = plane([0]);
  for (const { quantity } of cell.equations) planes[quantity] = plane(inputs.map(() => NaN));
  const run = { ...cell, planes };
  for (let step = 0; step < inputs.length; step++)
    for (const { quantity, expression } of cell.equations)
      planes[quantity].values[step] = evaluate(expression, { panel: run, unit: 0, step });
  return planes;
}

/**
 * The numbers as the layer's weights have them: a row a block, 0 where a block does not read it; a peephole
 * has one row.
 * @param {Cell} cell
 * @param {Record<string, number>} numbers
 */
function weightsOf({ blocks, groups, shapes }, numbers) {
  /** @type {Record<string, Plane>} */
  const planes = {};
  for (const { letter, quantity, parts } of groups)
    for (const [part, { weight }] of Object.entries(parts)) {
      const [rows, columns] = shapes[weight];
      planes[weight] ??= plane(Array(rows).fill(0), columns ? rows : 1);
      planes[weight].values[rows === 1 ? 0 : blocks.indexOf(quantity)] = numbers[part + letter];
    }
  return planes;
}

/** @param {number[]} values @param {number} rows */
const plane = (values, rows = 1) => planeOf(Float64Array.from(values), rows);
