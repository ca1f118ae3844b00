// @ts-check
// The text alternative of the pictures: a step in words, a pinned cell in words, and a table of numbers.

import { element } from "./cell.js";
import { answerAt, decimals, targetAt, valueAt } from "./scene.js";
import { say } from "./say.js";

/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {import("./scene.js").Panel} Panel */

/** @param {Panel} panel
 * @param {number} unit
 * @param {number} step */
const numbersOf = (panel, unit, step) =>
  panel.quantities
    .map(({ name, title }) => `${title} ${decimals(valueAt(panel, name, unit, step))}`)
    .join(", ");

export const describe = {
  /** @param {Scene} scene
   * @param {{ step: number, unit: number, panel: number, stage: number }} state */
  step(scene, { step, unit, panel, stage }) {
    const target = targetAt(scene, step);
    const answers = scene.panels.map((one) => {
      const answer = answerAt(scene, one, step);
      if (!answer) return "";
      const said = { net: one.title, answer: answer.name };
      if (answer.right === null) return say("{net} says {answer}.", said);
      return answer.right
        ? say("{net} says {answer}, right.", said)
        : say("{net} says {answer}, wrong.", said);
    });
    const asked = !scene.question
      ? ""
      : target === null
        ? say("Not asked here.")
        : say("Right answer {target}.", { target });
    const chosen = scene.panels[panel];
    const substep = stage
      ? say("Sub-step {quantity}.", { quantity: chosen.quantities[stage - 1].title })
      : "";
    return [
      say("Step {step} of {steps}, {token}.", { ...chosen, step: step + 1, token: chosen.tokens[step] }),
      asked,
      ...answers,
      substep,
      say("{net}, unit {unit}: {numbers}.", {
        net: chosen.title,
        unit,
        numbers: numbersOf(chosen, unit, step),
      }),
    ]
      .filter(Boolean)
      .join(" ");
  },
  /** @param {Panel} panel
   * @param {{ step: number, unit: number }} pin */
  pin(panel, { step, unit }) {
    const numbers = panel.quantities
      .map(({ name, symbol }) => `${symbol} ${decimals(valueAt(panel, name, unit, step))}`)
      .join(", ");
    return say("Pinned: unit {unit} at t = {step}: {numbers}", { unit, step: step + 1, numbers });
  },
};

/** All units of a panel at a step.
 * @param {any} table
 * @param {Panel} panel
 * @param {number} step */
export function fillTable(table, panel, step) {
  if (!table.closest("details").open) return;
  const head = [say("unit"), ...panel.quantities.map(({ symbol, title }) => `${symbol} ${title}`)];
  const rows = Array.from({ length: panel.units }, (_, unit) => [
    unit,
    ...panel.quantities.map(({ name }) => decimals(valueAt(panel, name, unit, step), 4)),
  ]);
  table.replaceChildren(row(head, "th"), ...rows.map((cells) => row(cells, "td")));
}

/** @param {(string | number)[]} cells
 * @param {"th" | "td"} tag */
function row(cells, tag) {
  const line = element("tr", {});
  line.append(...cells.map((text) => element(tag, { textContent: String(text) })));
  return line;
}
