// @ts-check
// What a net says: a letter a step, the probability of every answer below, and where it is right or wrong.

import { marksOf } from "./answer_marks.js";
import { isLegible, stepsOf } from "./columns.js";
import { element, refill, svgElement } from "./elements.js";
import { heatmap, paint } from "./heatmap.js";
import { label, row } from "./row.js";
import { say } from "./say.js";
import { answerAt, rowsOf } from "./scene.js";

/** @typedef {import("./placing.js").Sight} Sight */
/** @typedef {import("./scene.js").Panel} Panel */
/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {import("./scene.js").Question} Question */

/** @param {Panel} panel
 * @param {Question} question
 * @param {string[]} colours */
export function answerRows(panel, question, colours) {
  const marks = svgElement("svg", { class: "answer-marks", "aria-hidden": "true" });
  const names = question.shown.map((answer) => question.answers[answer]);
  if (!names.length) return [row("says number", [label(say("says"))], [marks])];
  const answers = element("div", { className: "answers" });
  answers.dataset.testid = "answers";
  const says = say("Heatmap of {net}: the probability of {answers} at every step", {
    net: panel.title,
    answers: names.join(", "),
  });
  const clip = element("div", { className: "clip" });
  clip.append(heatmap(rowsOf(panel.planes.says, question.shown), [0, 1], colours, says), marks);
  const letters = element("div", { className: "letters" });
  letters.append(...names.map((textContent) => element("span", { textContent })));
  const veil = () => element("i", { className: "veil" });
  return [row("said", [label(say("says"))], [answers, veil()]), row("says", [letters], [clip, veil()])];
}

/** Other probabilities in rows that stand.
 * @param {any} section
 * @param {Panel} panel
 * @param {Question | null} question
 * @param {string[]} colours */
export function repaintAnswers(section, panel, question, colours) {
  const canvas = section.querySelector(".says canvas");
  if (canvas && question) paint(canvas, rowsOf(panel.planes.says, question.shown), [0, 1], colours);
}

/** Letters and marks of the columns in sight.
 * @param {any} section
 * @param {Scene} scene
 * @param {Panel} panel
 * @param {Sight} sight */
export function showAnswers(section, scene, panel, sight) {
  fillAnswers(section.querySelector(".answers"), scene, panel, sight);
  if (!panel.planes.says || !scene.question) return;
  const paths = Object.entries(marksOf(panel, scene.question, sight));
  refill(
    section.querySelector(".answer-marks"),
    paths.map(([name, d]) => svgElement("path", { class: name, d })),
  );
}

/** A letter that stands there already stays, with the mark of where one stands.
 * @param {any} place
 * @param {Scene} scene
 * @param {Panel} panel
 * @param {Sight} sight */
export function fillAnswers(place, scene, panel, sight) {
  if (!place) return;
  const steps = isLegible(sight) ? stepsOf(sight) : [];
  const fresh = steps.map((step) => letterAt(scene, panel, step, sight.answers));
  refill(
    place,
    fresh,
    (one, other) => one.textContent === other.textContent && one.dataset.is === other.dataset.is,
  );
}

/** A letter in the shape of how right and how sure it is, to be told without colour.
 * @param {Scene} scene
 * @param {Panel} panel
 * @param {number} step
 * @param {Sight["answers"]} written */
function letterAt(scene, panel, step, written) {
  const answer = answerAt(scene, panel, step);
  if (!answer) return element("span", {});
  const { name, value, right } = /** @type {any} */ (answer);
  const correctness = right === null ? "not-asked" : right ? "right" : "wrong";
  const changed = panel.planes.changed && !Number.isNaN(panel.planes.changed.at(0, step));
  const className = `${correctness} ${value >= 0.5 ? "sure" : "unsure"} ${changed ? "changed" : ""}`;
  const letter = element("span", { className, textContent: written?.(name) ?? "", title: name });
  letter.dataset.is = className; // a mark of where one stands may be added
  return letter;
}
