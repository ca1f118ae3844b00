// @ts-check
// What the stepper has to take away: the picture as it stands, all its numbers, and itself as one page.

import { targetAt } from "./scene.js";
import { say } from "./say.js";

/** @typedef {import("./stepper.js").Stepper} Stepper */
/** @typedef {import("../take_away/take_away.js").Offer} Offer */
/** @typedef {import("../take_away/numbers.js").Numbers} Numbers */
/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {import("./scene.js").Panel} Panel */

const LEFT_OUT = ".small, .card, .tip, .track > .hovered, .pin button, .sides";

/** @param {Stepper} stepper
 * @returns {Offer} */
export function offerOf(stepper) {
  const { part } = stepper;
  return {
    names: () => namesOf(stepper.scene, stepper.state.step),
    heading: () => headingOf(stepper.scene, stepper.state.step),
    shown: () => [part("overview"), part("columns"), part("legend"), ...outcomeOf(stepper)],
    root: stepper.root,
    recolour: () => stepper.recolour(),
    leftOut: LEFT_OUT,
    numbers: () => numbersOf(stepper.scene),
    page: { name: "stepper", content: () => stepper.bytes },
    link: () => stepper.link(),
  };
}

/** What both runs answer, where there are two of one net: in its own place, however far the page is scrolled.
 * @param {Stepper} stepper */
function outcomeOf({ bench, part }) {
  if (!bench) return [];
  const { style } = part("bench");
  style.position = "static";
  requestAnimationFrame(() => (style.position = ""));
  return [part("bench").querySelector(".outcome")];
}

/** @param {Scene} scene
 * @param {number} step */
const namesOf = ({ panels }, step) => [...panels.map(({ title }) => title), `t${step + 1}`];

/** @param {Scene} scene
 * @param {number} step */
function headingOf(scene, step) {
  const target = targetAt(scene, step);
  const values = { step: step + 1, steps: scene.steps, token: scene.tokens[step], target };
  return target === null
    ? say("step {step} of {steps}, {token}", values)
    : say("step {step} of {steps}, {token}, right answer {target}", values);
}

/** Every number that can be seen, step by step.
 * @param {Scene} scene
 * @returns {Numbers[]} */
export function numbersOf({ steps, tokens, question, panels }) {
  const step = counted(steps, 1);
  /** @type {Numbers} */ const sequence = { of: "sequence", axes: { step }, arrays: { token: tokens } };
  if (question) {
    const { targets, asked, answers } = question;
    sequence.arrays.right_answer = Array.from(targets.values, (target, at) =>
      asked.at(0, at) ? (answers[target] ?? target) : answers.length ? "" : NaN,
    );
  }
  return [sequence, ...panels.flatMap((panel) => panelNumbers(panel, tokens, question?.answers ?? []))];
}

/** Whole numbers from the first on.
 * @param {number} length
 * @param {number} first */
const counted = (length, first = 0) => Int32Array.from({ length }, (_, at) => at + first);

/** @param {Panel} panel
 * @param {string[]} tokens of the scene
 * @param {string[]} answers
 * @returns {Numbers[]} */
function panelNumbers({ title, quantities, planes, steps, tokens: own }, tokens, answers) {
  const step = counted(steps, 1);
  /** @type {Map<string, Numbers>} */ const groups = new Map();
  for (const { name, row } of quantities) {
    const { rows, values } = planes[name];
    const key = `${row} ${rows}`;
    const axes = { [row.replace(/ =$/, "")]: counted(rows), step };
    if (!groups.has(key)) groups.set(key, { of: title, axes, arrays: {} });
    /** @type {Numbers} */ (groups.get(key)).arrays[name] = values;
  }
  if (own !== tokens) groups.set("tokens", { of: title, axes: { step }, arrays: { token: own } });
  const { says } = planes;
  if (!says) return [...groups.values()];
  /** @type {Numbers["axes"]} */ const answered = answers.length ? { answer: answers, step } : { step };
  return [...groups.values(), { of: title, axes: answered, arrays: { says: says.values } }];
}
