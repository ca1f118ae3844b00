// @ts-check
// The marks over what a net says, as paths on the columns in sight: dots, crosses and, of a number, a curve.

import { stepsOf } from "./columns.js";

/** @typedef {import("./placing.js").Sight} Sight */
/** @typedef {import("./scene.js").Panel} Panel */
/** @typedef {import("./scene.js").Question} Question */

const CURVE = { rows: 4, margin: 4 }; // of a number: as high as four answers, but for px on both sides

/** Dots where the net is right, crosses where it is wrong, in the row of the right answer.
 * @param {Panel} panel
 * @param {Question} question
 * @param {Sight} sight */
export function marksOf({ planes: { says, right, wrong } }, question, sight) {
  const { shown } = question;
  const { column, answer: height } = sight;
  const down = shown.length
    ? (/** @type {number} */ answer) => (shown.indexOf(answer) + 0.5) * height
    : downTo(question.span, height);
  const across = (/** @type {number} */ step) => (step - sight.first + 0.5) * column;
  const radius = Math.max(1.5, Math.min(4, column / 2 - 1, height / 2 - 1));
  const marked = (/** @type {number} */ target) =>
    !Number.isNaN(target) && (!shown.length || shown.includes(target));
  const paths = { line: "", right: "", unsure: "", wrong: "" };
  for (const step of stepsOf(sight)) {
    if (!shown.length) paths.line += `${paths.line ? "L" : "M"}${across(step)} ${down(says.at(0, step))}`;
    const target = right.at(0, step);
    if (marked(target)) {
      const sure = !shown.length || says.at(target, step) >= 0.5;
      paths[sure ? "right" : "unsure"] += circle(across(step), down(target), radius);
    }
    const missed = wrong.at(0, step);
    if (marked(missed)) paths.wrong += cross(across(step), down(missed), radius);
  }
  return paths;
}

/** Where a number lies in the row, px from the top.
 * @param {[number, number]} span
 * @param {number} height px of an answer
 * @returns {(value: number) => number} */
const downTo =
  ([low, high], height) =>
  (value) =>
    CURVE.margin + ((high - value) / (high - low || 1)) * (CURVE.rows * height - 2 * CURVE.margin);

/** @param {number} x
 * @param {number} y
 * @param {number} r */
const circle = (x, y, r) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;

/** @param {number} x
 * @param {number} y
 * @param {number} r */
const cross = (x, y, r) => `M${x - r} ${y - r}l${2 * r} ${2 * r}M${x - r} ${y + r}l${2 * r} ${-2 * r}`;
