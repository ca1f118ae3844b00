// @ts-check
// The text alternative of the pictures: a step in words, a pinned cell in words, and a table of numbers.

import { element } from "./cell.js";
import { answerAt, decimals, targetAt, valueAt } from "./scene.js";

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
      const verdict = { true: ", right", false: ", wrong", null: "" }[String(answer.right)];
      return `${one.title} says ${answer.name}${verdict}.`;
    });
    const asked = !scene.question ? "" : target === null ? "Not asked here." : `Right answer ${target}.`;
    const chosen = scene.panels[panel];
    const substep = stage ? `Sub-step ${chosen.quantities[stage - 1].title}.` : "";
    return [
      `Step ${step + 1} of ${chosen.steps}, ${chosen.tokens[step]}.`,
      asked,
      ...answers,
      substep,
      `${chosen.title}, unit ${unit}: ${numbersOf(chosen, unit, step)}.`,
    ]
      .filter(Boolean)
      .join(" ");
  },
  /** @param {Panel} panel
   * @param {{ step: number, unit: number }} pin */
  pin(panel, { step, unit }) {
    return `Pinned: unit ${unit} at t = ${step + 1}: ${panel.quantities
      .map(({ name, symbol }) => `${symbol} ${decimals(valueAt(panel, name, unit, step))}`)
      .join(", ")}`;
  },
};

/** All units of a panel at a step.
 * @param {any} table
 * @param {Panel} panel
 * @param {number} step */
export function fillTable(table, panel, step) {
  if (!table.closest("details").open) return;
  const head = ["unit", ...panel.quantities.map(({ symbol, title }) => `${symbol} ${title}`)];
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
