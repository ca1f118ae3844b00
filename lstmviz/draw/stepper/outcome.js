// @ts-check
// What both runs answer, in sight beside the control that one moves: on the columns of the right panel.

import { fillAnswers } from "./answer_rows.js";
import { isJoined, stepsOf, tokensOn } from "./columns.js";
import { element, refill, svgElement, write } from "./elements.js";
import { renew } from "./focus.js";
import { label, row } from "./row.js";
import { say } from "./say.js";
import { end } from "./scale.js";
import { decimals, rightAt } from "./scene.js";
import { againstOf, LETTERS } from "./side_by_side.js";

/** @typedef {import("./stepper.js").Stepper} Stepper */
/** @typedef {import("./bench.js").Bench} Bench */
/** @typedef {import("./scene.js").Panel} Panel */

const CURVE = { height: 52, margin: 4 }; // px

/** @param {Bench} bench */
export function showOutcome(bench) {
  const { stepper, variant } = bench;
  const { part, scene, sight } = stepper;
  const [one] = scene.panels;
  const { other } = againstOf(bench);
  const against = bench.runs.shown[other];
  if (!one.planes.says || !sight.count) return;
  const count = one.planes.changed.values.filter(
    (/** @type {number} */ value) => !Number.isNaN(value),
  ).length;
  const isBehind = bench.runs.isBehind(variant, bench.changes);
  const asking = [document.createTextNode(say("asking the server …"))];
  refill(part("outcome"), isBehind ? asking : headline(count, scene.steps));
  const [now, then] = [rightAt(scene, one), rightAt(scene, against)];
  const letters = [LETTERS[variant + 1], LETTERS[other]];
  const scores = {
    one: letters[0],
    right: now.right,
    other: letters[1],
    beside: then.right,
    asked: now.asked,
  };
  const line = now.asked ? say("right: {one} {right}, {other} {beside} of {asked}", scores) : "";
  write(part("scores"), line);
  const rows = part("outcome-rows");
  rows.classList.toggle("joined", isJoined(sight));
  const shows = [sight.first, sight.count, sight.column, one.tokens, letters];
  renew(rows, shows, () => build(stepper, one, letters));
  fill(stepper, [one, against]);
  markOutcome(bench);
}

/** @param {number} count
 * @param {number} steps
 * @returns {Node[]} */
function headline(count, steps) {
  if (!count) return [document.createTextNode(say("The answer changed at no step of {steps}", { steps }))];
  const number = element("b", { textContent: String(count) });
  const [before, after] = say("The answer changed at {count} of {steps} steps", { steps }).split("{count}");
  return [document.createTextNode(before), number, document.createTextNode(after)];
}

/** @param {Stepper} stepper
 * @param {Panel} one
 * @param {string[]} letters
 * @returns {Node[]} */
function build({ scene: { question }, sight }, one, letters) {
  const tokens = element("div", { className: "tokens" });
  tokens.append(...tokensOn(sight, one.tokens, question?.flags));
  const reads = row("reads", [label(say("reads"))], [tokens]);
  if (question && !question.answers.length) return [reads, curves(letters, question.span)];
  const said = letters.map((letter) => {
    const named = label(letter);
    named.append(element("span", { className: "word", textContent: ` ${say("says")}` }));
    return row("said", [named], [element("div", { className: "answers" })]);
  });
  return [reads, ...said];
}

/** @param {Stepper} stepper
 * @param {Panel[]} panels */
function fill({ part, scene, sight }, panels) {
  const [answers, paths] = [".answers", ".curves path"].map((all) =>
    part("outcome-rows").querySelectorAll(all),
  );
  panels.forEach((panel, at) => {
    if (answers.length) fillAnswers(answers[at], scene, panel, sight);
    if (paths.length && scene.question) paths[at].setAttribute("d", curve(panel, sight, scene.question.span));
  });
}

/** Numbers are drawn as lines, the one that is compared with pale.
 * @param {string[]} letters
 * @param {[number, number]} span */
function curves(letters, span) {
  const svg = svgElement("svg", { class: "curves", "aria-hidden": "true" });
  svg.append(...letters.map(() => svgElement("path", {})));
  const ends = span.map((value) => end(decimals(value, 1)));
  return row(
    "said number",
    [label(say("{one} says, {other} pale", { one: letters[0], other: letters[1] }))],
    [svg],
    ends,
  );
}

/** @param {Panel} panel
 * @param {{ first: number, count: number, column: number }} sight
 * @param {[number, number]} span */
function curve({ planes }, sight, [low, high]) {
  const { height, margin } = CURVE;
  const down = (/** @type {number} */ value) =>
    margin + ((high - value) / (high - low)) * (height - 2 * margin);
  const points = stepsOf(sight).map(
    (step, k) => `${(k + 0.5) * sight.column} ${down(planes.says.at(0, step)).toFixed(1)}`,
  );
  return `M${points.join("L")}`;
}

/** @param {Bench} bench */
export function markOutcome({ stepper }) {
  const { part, sight, state } = stepper;
  for (const strip of part("outcome-rows").querySelectorAll(".tokens, .answers")) {
    strip.querySelector(".now")?.classList.remove("now");
    strip.children[state.step - sight.first]?.classList.add("now");
  }
}
