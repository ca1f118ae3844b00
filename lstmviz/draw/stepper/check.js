// @ts-check
// What arrived is checked once more: the last equation of the cell, on the numbers that it is shown with.

import { dotProductIn, evaluate } from "./expression.js";
import { say } from "./say.js";

/** @typedef {import("./scene.js").Panel} Panel */

const MOST = 100_000; // terms that are added up; where there are more, every n-th value is checked
const HELD = 1e-4; // beyond this a value was put there, by an edit

/** How far the cell's last equation is from the numbers that were sent, over all units and steps.
 * @param {Panel} panel
 * @returns {{ most: number, put: number, checked: number } | null} the largest |Δ| of what was computed, how
 *   many values were put there instead, how many were looked at; null where nothing was computed */
export function checkOf(panel) {
  const equation = panel.equations.at(-1);
  if (!equation) return null;
  const { rows, columns, at } = panel.planes[equation.quantity];
  const { inputs, hidden } = panel.planes;
  const terms = dotProductIn(equation.expression) ? inputs.columns + hidden.rows : 1;
  const stride = Math.ceil((rows * columns * terms) / MOST);
  let [most, put, checked] = [0, 0, 0];
  for (let index = 0; index < rows * columns; index += stride, checked++) {
    const [unit, step] = [Math.floor(index / columns), index % columns];
    const off = Math.abs(evaluate(equation.expression, { panel, unit, step }) - at(unit, step));
    if (off > HELD) put += 1;
    else most = Math.max(most, off);
  }
  return { most, put, checked };
}

/** The same as a line of text.
 * @param {Panel} panel */
export function checkInWords(panel) {
  const check = checkOf(panel);
  if (!check) return "";
  const { text, symbol } = panel.equations[panel.equations.length - 1];
  const values = { equation: `${symbol} = ${text}`, ...check, most: check.most.toExponential(0) };
  return check.put
    ? say("here {equation} to {most}, but at {put} of {checked} values that were set", values)
    : say("here {equation} to {most}", values);
}
