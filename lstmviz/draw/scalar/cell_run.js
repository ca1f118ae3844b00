// @ts-check
// A cell of one unit over an input, in float64: run by its own equations, the ones that are shown. Elsewhere
// Python computes. Here a slider must repaint within a frame, and a round trip would take several.
// tests/browser/test_inside_cell.py holds it to torch.nn.LSTM(1, 1) and torch.nn.RNN(1, 1).

import { evaluate } from "../stepper/expression.js";

/** @typedef {{ cell: string, letter: string, quantity: string }} Group of three numbers, w, u and b */

/**
 * A run as the stepper's panels have it, so that its diagram and equations show it: planes of rows × columns.
 * @param {any} panel one of content.panels
 * @param {Group[]} groups
 * @param {Record<string, number>} numbers {wf, uf, bf, …}: w of the input, u of the state before, b the bias
 * @param {number[]} inputs
 */
export function planesOf(panel, groups, numbers, inputs) {
  /** @type {string[]} */
  const letters = panel.blocks.map(
    (/** @type {string} */ block) =>
      groups.find(({ cell, quantity }) => cell === panel.cell && quantity === block)?.letter,
  );
  /** @param {string} part */
  const stack = (part) => letters.map((letter) => numbers[part + letter]);
  /** @type {Record<string, ReturnType<typeof plane>>} */
  const planes = {
    inputs: plane(inputs, inputs.length),
    weight_ih: plane(stack("w"), letters.length),
    weight_hh: plane(stack("u"), letters.length),
    bias_ih: plane(stack("b")),
  };
  for (const start of Object.values(panel.initial)) planes[start] = plane([0]);
  for (const { quantity } of panel.equations) planes[quantity] = plane(inputs.map(() => NaN));
  const run = { ...panel, planes };
  for (let step = 0; step < inputs.length; step++)
    for (const { quantity, expression } of panel.equations)
      planes[quantity].values[step] = evaluate(expression, { panel: run, unit: 0, step });
  return planes;
}

/** @param {number[]} values @param {number} rows */
const plane = (values, rows = 1) => ({
  values,
  rows,
  columns: values.length / rows,
  at(/** @type {number} */ row, /** @type {number} */ column) {
    return this.values[row * this.columns + column];
  },
});
