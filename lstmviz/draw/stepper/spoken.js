// @ts-check
// The text alternative of the pictures: a step in words, a pinned cell in words, and a table of numbers.

import { element } from "./elements.js";
import { answerAt, decimals, targetAt, valueAt } from "./scene.js";
import { say } from "./say.js";

/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {import("./scene.js").Panel} Panel */

const SPOKEN_ROWS = 3; // of a ledger

/** @param {Panel} panel
 * @param {number} unit
 * @param {number} step */
const numbersOf = (panel, unit, step) =>
  panel.quantities
    .map(({ name, title }) => `${title} ${decimals(valueAt(panel, name, unit, step))}`)
    .join(", ");

/** @param {Scene} scene
 * @param {number} step */
function answersAt(scene, step) {
  const target = targetAt(scene, step);
  const asked =
    target === null ? say("No question is asked at this step.") : say("Right answer {target}.", { target });
  const answers = scene.panels.map((one) => {
    const answer = answerAt(scene, one, step);
    if (!answer) return "";
    const said = { net: one.title, answer: answer.name };
    if (answer.right === null) return say("{net} says {answer}.", said);
    return answer.right ? say("{net} says {answer}, right.", said) : say("{net} says {answer}, wrong.", said);
  });
  return [scene.question ? asked : "", ...answers];
}

/** What else is drawn at a step: differences of the unit, and what is left of each write, the most first.
 * @param {Panel} panel of a layer that computed nothing
 * @param {number} unit
 * @param {number} step */
function derivedAt(panel, unit, step) {
  const perUnit = panel.quantities.every(({ row }) => row === "unit");
  const numbers = perUnit ? numbersOf(panel, unit, step) : mostOf(panel, step);
  return say("{net}: {numbers}.", { net: panel.title, numbers });
}

/** @param {Panel} panel
 * @param {number} step */
function mostOf({ quantities: [{ name, row }], planes }, step) {
  const values = Array.from({ length: planes[name].rows }, (_, index) => ({
    index,
    value: planes[name].at(index, step),
  }));
  return values
    .filter(({ value }) => Math.abs(value) > 0) // not NaN
    .sort((one, other) => Math.abs(other.value) - Math.abs(one.value))
    .slice(0, SPOKEN_ROWS)
    .map(({ index, value }) => `${say(row)} ${index} ${decimals(value)}`)
    .join(", ");
}

/** @typedef {{ step: number, unit: number, panel: number, stage: number }} Place */

export const describe = {
  /** Only what is another than at the place that was spoken of last, all of it without one.
   * @param {Scene} scene
   * @param {Place} state
   * @param {Place | null} last */
  step(scene, { step, unit, panel, stage }, last = null) {
    const chosen = scene.panels[panel];
    const moved = !last || last.step !== step;
    const other = moved || last.unit !== unit || last.panel !== panel;
    const staged = stage && (other || last.stage !== stage);
    const quantity = stage ? chosen.quantities[stage - 1] : null;
    const value = quantity && decimals(valueAt(chosen, quantity.name, unit, step));
    const token = chosen.tokens[step];
    const derived = scene.panels.filter(({ equations }) => !equations.length);
    return [
      moved && say("Step {step} of {steps}, {token}.", { steps: chosen.steps, step: step + 1, token }),
      ...(moved ? answersAt(scene, step) : []),
      staged && say("Sub-step {quantity}: {value}.", { quantity: quantity?.title, value }),
      last?.stage && !stage && !moved && say("Whole step."),
      other &&
        say("{net}, unit {unit}: {numbers}.", {
          net: chosen.title,
          unit,
          numbers: numbersOf(chosen, unit, step),
        }),
      ...(other ? derived.map((one) => derivedAt(one, unit, step)) : []),
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

/** All units of a panel at a step, or all rows of what has others.
 * @param {any} table
 * @param {Panel} panel
 * @param {number} step */
export function fillTable(table, panel, step) {
  const { quantities, planes } = panel;
  const named = quantities[0].row === "unit" ? say("unit") : say(quantities[0].row);
  const most = Math.max(...quantities.map(({ name }) => planes[name].rows));
  const title = { net: panel.title, step: step + 1 };
  const caption = element("caption", { textContent: say("{net} at step {step}", title) });
  const head = row([named, ...quantities.map(({ symbol, title: of }) => `${symbol} ${of}`)], "col");
  const rows = Array.from({ length: most }, (_, index) =>
    row([index, ...quantities.map(({ name }) => cellOf(panel, name, index, step))], "row"),
  );
  table.replaceChildren(caption, head, ...rows);
}

/** @param {Panel} panel
 * @param {string} name
 * @param {number} index
 * @param {number} step */
function cellOf(panel, name, index, step) {
  const plane = panel.planes[name];
  const value = index < plane.rows ? plane.at(index, step) : NaN;
  return Number.isNaN(value) ? "" : decimals(value, 4);
}

/** Of the chosen net, and of what is drawn beside it without being a net's run.
 * @param {any} tables
 * @param {Scene} scene
 * @param {Place} place */
export function fillTables(tables, { panels }, { panel, step }) {
  if (!tables.closest("details").open) return;
  const shown = panels.filter(({ equations }, index) => index === panel || !equations.length);
  tables.replaceChildren(
    ...shown.map((one) => {
      const table = element("table", {});
      fillTable(table, one, step);
      return table;
    }),
  );
}

/** The first row names the columns, the first cell of the others their row.
 * @param {(string | number)[]} cells
 * @param {"col" | "row"} scope */
export function row(cells, scope) {
  const line = element("tr", {});
  line.append(
    ...cells.map((text, at) =>
      scope === "col" || !at
        ? element("th", { textContent: String(text), scope })
        : element("td", { textContent: String(text) }),
    ),
  );
  return line;
}
