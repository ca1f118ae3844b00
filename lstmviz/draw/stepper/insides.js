// @ts-check
// What is inside the cells: of the chosen net, or of two nets at once, each by its diagram and its equations.

import { drawCell, fillCell } from "./cell.js";
import { DIAGRAM } from "./layout.js";
import { light } from "./readout.js";

/** @typedef {import("./stepper.js").Stepper} Stepper */

/** Where a cell is shown, and the panel that it is of.
 * @typedef {{ cell: import("./cell.js").Places, panel: number }} Inside */
/** @typedef {import("./scene.js").Panel} Panel */

/** From the top: of two nets the last one, which stands below its own heatmaps, and the first.
 * @param {Stepper} stepper
 * @returns {Inside[]} */
export function insidesOf({ state, scene, cell, otherCell }) {
  const computing = scene.panels.flatMap(({ equations }, index) => (equations.length ? [index] : []));
  if (!state.both || computing.length < 2) return [{ cell, panel: state.panel }];
  return [
    { cell: otherCell, panel: computing[computing.length - 1] },
    { cell, panel: computing[0] },
  ];
}

/** Draws what does not depend on the step.
 * @param {Stepper} stepper */
export function drawInsides(stepper) {
  const { insides, scene } = stepper;
  for (const { cell, panel } of insides) drawCell(cell, scene.panels[panel]);
  stepper.part("other").hidden = insides.length === 1;
}

/** @param {Stepper} stepper */
export function fillInsides({ insides, scene, state, layout, onChanged }) {
  insides.forEach(({ cell, panel: index }, at) => {
    const panel = scene.panels[index];
    const unit = Math.min(state.unit, panel.units - 1);
    const listed = at === insides.length - 1 ? state.listed : 0;
    const changing = onChanged ? panel.changing : ""; // only a page around has another to go to
    fillCell(cell, panel, { step: state.step, unit, listed, letters: layout.letters, changing });
    light(cell, index === state.panel ? state.stage : 0);
  });
}

/** Lines and height that the layout has to find room for.
 * @param {Panel} panel */
export function shapeOf({ equations, diagram }) {
  const height = Number(diagram.match(/viewBox="0 0 \d+ (\d+)"/)?.[1] ?? 0);
  return { lines: equations.length, tall: height / DIAGRAM.height };
}

/** The letters of a diagram are as large on the screen whatever its height.
 * @param {Stepper} stepper */
export function sizeInsides({ insides, layout: { diagrams, side, letter } }) {
  insides.forEach(({ cell }, index) => {
    const svg = cell.diagram.querySelector("svg");
    if (!svg) return;
    const scale = Math.min(side / DIAGRAM.width, diagrams[index] / svg.viewBox.baseVal.height);
    svg.style.height = `${diagrams[index]}px`;
    svg.style.fontSize = `${Math.min(letter / scale, DIAGRAM.letter)}px`;
  });
}
