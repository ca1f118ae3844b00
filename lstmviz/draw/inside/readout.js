// @ts-check
// What is written at a step: where one stands, the three filters, the sub-step, all steps in words and as
// a table.

import { light, showControls, stageOf, writeAll } from "../stepper/readout.js";
import { evaluate } from "../stepper/expression.js";
import { say } from "../stepper/say.js";
import { decimals } from "../stepper/scene.js";
import { describe, row } from "../stepper/spoken.js";

/** @typedef {import("./inside.js").Inside} Inside */
/** @typedef {import("../stepper/scene.js").Panel} Panel */

/** @param {Inside} inside */
export function readOut(inside) {
  const { scene, state, part, content } = inside;
  const panel = scene.panels[state.panel];
  const { look_for: look, numbers, inputs } = content.presets[state.preset];
  const same =
    String(inputs) === String(state.inputs) &&
    Object.keys(numbers).every((key) => numbers[key] === state.numbers[key]);
  writeAll(part, {
    time: `t = ${state.step + 1} / ${scene.steps}`,
    token: scene.tokens[state.step],
    stage: stageOf(panel, state.stage),
    look,
    "equations-title": say("{net} at t = {step}, in numbers", { net: panel.title, step: state.step + 1 }),
  });
  part("changed").classList.toggle("unseen", same);
  part("look").classList.toggle("faint", !same); // it tells of the preset
  showControls(inside);
  for (const choice of part("presets").children)
    choice.setAttribute("aria-pressed", choice.dataset.preset === state.preset);
  readFilters(part("reading"), panel, state);
  lightCurves(inside, panel);
}

/** @param {any} reading
 * @param {Panel} panel
 * @param {{ step: number }} state */
function readFilters(reading, panel, { step }) {
  for (const place of reading.querySelectorAll("[data-value]"))
    place.textContent = decimals(evaluate(panel.expressions[place.dataset.value], { panel, unit: 0, step }));
  for (const meter of reading.querySelectorAll("[data-meter]"))
    meter.style.setProperty("--share", panel.planes[meter.dataset.meter].values[step]);
}

/** What belongs to the sub-step: parts of the diagram, a line of the equations, a curve and its weights.
 * @param {Inside} inside
 * @param {Panel} panel */
function lightCurves({ cell, rows, part, state: { stage, panel: shown } }, panel) {
  light(cell, stage);
  const quantity = stage ? panel.quantities[stage - 1].name : null;
  for (const row of rows) row.line.classList.toggle("lit", row.panel === shown && row.plane === quantity);
  for (const { dataset, classList } of part("weights").children)
    classList.toggle("lit", dataset.quantity === quantity && Number(dataset.panel) === shown);
}

/** @param {any} scene
 * @param {{ step: number, panel: number, stage: number }} state */
export function inWords(scene, state) {
  const tokens = scene.tokens.map((/** @type {string} */ value) => say("input {value}", { value }));
  const panels = scene.panels.map((/** @type {Panel} */ panel) => ({ ...panel, tokens }));
  return describe.step({ ...scene, panels }, { ...state, unit: 0 });
}

/** @param {any} table
 * @param {{ steps: number, panels: Panel[] }} scene */
export function fillTable(table, { steps, panels }) {
  if (!table.closest("details").open) return;
  const columns = panels.flatMap(({ quantities, planes }, panel) =>
    quantities.map(({ name, symbol }) => ({
      head: panel ? say("RNN’s {symbol}", { symbol }) : symbol,
      values: planes[name].values,
    })),
  );
  const head = ["t", "x", ...columns.map(({ head }) => head)];
  const rows = Array.from({ length: steps }, (_, step) => [
    step + 1,
    decimals(panels[0].planes.inputs.values[step]),
    ...columns.map(({ values }) => decimals(values[step], 6)),
  ]);
  table.replaceChildren(row(head, "col"), ...rows.map((cells) => row(cells, "row")));
}

/** A problem stands where the hint stood, so that nothing below moves.
 * @param {{ part: import("../stepper/readout.js").PartOf }} inside
 * @param {string} place
 * @param {string} problem */
export function showProblem({ part }, place, problem = "") {
  part(`${place}-problem`).textContent = problem;
  part(`${place}-problem`).hidden = !problem;
  part(`${place}-hint`).hidden = Boolean(problem);
}
