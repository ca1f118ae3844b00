// @ts-check
// What a net answers, from its hidden states; where it is right, and where it is another answer than a run's.

import { likeliest, planeOf } from "./scene.js";

/** @typedef {import("./scene.js").Plane} Plane */
/** @typedef {import("./scene.js").Question} Question */

/** What the net says at every step, (answers, steps): probabilities, or a number.
 * @param {Record<string, Plane>} planes of the run, readout_weight and readout_bias among them
 * @param {Question} question
 * @returns {Plane} */
export function saysOf({ hidden, readout_weight: weight, readout_bias: bias }, { answers }) {
  const { columns: steps } = hidden;
  const values = new Float32Array(weight.rows * steps);
  for (let step = 0; step < steps; step++) {
    const said = Array.from({ length: weight.rows }, (_, answer) => {
      let sum = bias.at(bias.rows > 1 ? step : 0, answer);
      for (let unit = 0; unit < hidden.rows; unit++) sum += weight.at(answer, unit) * hidden.at(unit, step);
      return sum;
    });
    (answers.length ? softmax(said) : said).forEach((value, answer) => {
      values[answer * steps + step] = value;
    });
  }
  return planeOf(values, weight.rows);
}

/** @param {number[]} said */
function softmax(said) {
  const most = Math.max(...said);
  const powers = said.map((value) => Math.exp(value - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** The answer at a step: its position among the answers, or the number.
 * @param {Plane} says
 * @param {number} step */
const given = (says, step) => (says.rows === 1 ? says.at(0, step) : likeliest(says, step));

/** The target at the steps where the answer is right, and where it is wrong; NaN at the others.
 * @param {Plane} says
 * @param {Question} question */
export function marksOf(says, { targets, asked, tolerance }) {
  const right = new Float32Array(says.columns).fill(NaN);
  const wrong = right.slice();
  for (let step = 0; step < says.columns; step++) {
    if (!asked.at(0, step)) continue;
    const target = targets.at(0, step);
    const near = Math.abs(given(says, step) - target) <= tolerance;
    (near ? right : wrong)[step] = target;
  }
  return { right: planeOf(right), wrong: planeOf(wrong) };
}

/** The answer at the steps where it is another than in a run compared with; NaN at the others.
 * @param {Plane} says
 * @param {Plane} other
 * @param {Question} question */
export function changedAt(says, other, { tolerance }) {
  const values = new Float32Array(says.columns).fill(NaN);
  for (let step = 0; step < says.columns; step++) {
    const now = given(says, step);
    if (Math.abs(now - given(other, step)) > tolerance) values[step] = now;
  }
  return planeOf(values);
}
