// @ts-check
// The panels of a scene, a section each: its head, and its picture, built anew only where it looks different.

import { showAnswers } from "./answer_rows.js";
import { element, refill, write } from "./elements.js";
import { keepFocus } from "./focus.js";
import { frameHeld } from "./held.js";
import { markPanel } from "./marks.js";
import { repaintOverview } from "./overview.js";
import { buildPicture, repaint } from "./picture.js";
import { connectPointer } from "./pointer.js";
import { sayMany } from "./say.js";
import { alike, rightAt } from "./scene.js";

/** @typedef {import("./stepper.js").Stepper} Stepper */
/** @typedef {import("./scene.js").Panel} Panel */
/** @typedef {import("./scene.js").Scene} Scene */
/** What stands in the sections: panels of a scene, the orders of their units, the theme.
 * @typedef {{ panels: Panel[], scene: any, orders: number[][], theme: string }} Drawn */

/** Whether two scenes' pictures have the same rows.
 * @param {Pick<Scene, "panels">} one
 * @param {Pick<Scene, "panels">} other */
export const sameRows = (one, other) => JSON.stringify(rowsOf(one)) === JSON.stringify(rowsOf(other));

/** @param {Pick<Scene, "panels">} scene */
const rowsOf = ({ panels }) =>
  panels.map(({ quantities, planes }) => [quantities.map(({ symbol }) => symbol), Boolean(planes.says)]);

/** Says of a scene what its style sheet has to know.
 * @param {HTMLElement} root
 * @param {Scene} scene */
export function markScene(root, { panels, question }) {
  root.classList.toggle("asks", Boolean(question));
  root.classList.toggle(
    "compares",
    panels.some(({ planes }) => planes.changed),
  );
  root.style.setProperty("--answer-rows", String(question?.shown.length || 4));
}

/** What changes with the scene but not with the step. A panel that looks as before stays as it is.
 * @param {Stepper} stepper */
export function buildPanels(stepper) {
  const { scene, theme, orders, part } = stepper;
  const sections = part("panels");
  while (sections.children.length > scene.panels.length) sections.lastChild.remove();
  scene.panels.forEach((panel, index) => {
    const section = sections.children[index] ?? addSection(stepper, index);
    writeHead(section, scene, panel);
    if (stands(stepper, index)) return;
    keepFocus(section, () => buildPicture(section, scene, panel, theme, orders[index]));
  });
  stepper.drawn = { panels: scene.panels, scene, orders, theme };
}

/** Other numbers in the sections as they stand, and in the overview.
 * @param {Stepper} stepper */
export function repaintPanels(stepper) {
  const { scene, theme, orders, sight, layout, part } = stepper;
  scene.panels.forEach((panel, index) => {
    const section = part("panels").children[index];
    writeHead(section, scene, panel);
    repaint(section, scene, panel, theme, orders[index]);
    showAnswers(section, scene, panel, sight);
    frameHeld(section, panel, sight, layout.heights[index], orders[index]);
  });
  if (layout.count < scene.steps) repaintOverview(stepper);
  /** @type {Drawn} */ (stepper.drawn).panels = scene.panels;
}

/** Where one stands in each of them.
 * @param {Stepper} stepper */
export function markPanels({ scene, state, sight, layout, orders, section }) {
  scene.panels.forEach((panel, index) => {
    const chosen = index === state.panel;
    const own = { ...sight, heights: layout.heights[index], chosen, order: orders[index] };
    const brush = chosen ? state.brush : null;
    markPanel(section(index), scene, panel, { ...state, brush }, own);
  });
}

/** Whether the picture that a section has looks as the one would that it should have.
 * @param {Stepper} stepper
 * @param {number} index */
function stands({ scene, theme, orders, drawn }, index) {
  return (
    drawn?.theme === theme &&
    drawn.panels[index] &&
    String(drawn.orders[index]) === String(orders[index]) &&
    alike(drawn.panels[index], scene.panels[index], drawn.scene, scene)
  );
}

/** @param {Stepper} stepper
 * @param {number} index */
function addSection(stepper, index) {
  const section = stepper.part("panel").content.firstElementChild.cloneNode(true);
  stepper.part("panels").append(section);
  connectPointer(stepper, section, index);
  return section;
}

/** @param {any} section
 * @param {Scene} scene
 * @param {Panel} panel */
function writeHead(section, scene, panel) {
  write(section.querySelector("h2"), panel.title);
  write(section.querySelector(".detail"), panel.detail);
  refill(section.querySelector(".score"), score(rightAt(scene, panel)));
}

/** @param {{ right: number, asked: number }} steps */
function score({ right, asked }) {
  if (!asked) return [];
  const text = sayMany("right at {right} of {n} step", "right at {right} of {n} steps", asked);
  const [before, after] = text.split("{right}");
  const number = element("b", { textContent: String(right) });
  return [document.createTextNode(before), number, document.createTextNode(after)];
}
