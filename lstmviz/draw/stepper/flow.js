// @ts-check
// The number that a sub-step computes runs along its wire in the diagram.

import { svgElement } from "./elements.js";
import { decimals, valueAt } from "./scene.js";

/** @typedef {import("./stepper.js").Stepper} Stepper */

const DURATION = 240; // ms
const FROM = 0.55; // of a belt that runs through the whole picture: where a new state joins it

/** @param {Stepper} stepper */
export function runNumber({ scene, state, insides, cell }) {
  const { panel, stage, unit, step } = state;
  const equation = scene.panels[panel].equations[stage - 1];
  if (!equation) return;
  const inside = insides.find((/** @type {import("./insides.js").Inside} */ one) => one.panel === panel);
  const number = decimals(valueAt(scene.panels[panel], equation.quantity, unit, step));
  run((inside?.cell ?? cell).diagram, stage, equation.quantity, number);
}

/** @param {any} diagram
 * @param {number} stage
 * @param {string} quantity that the stage computes
 * @param {string} number */
function run(diagram, stage, quantity, number) {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const wires = [...diagram.querySelectorAll(`[data-stages~="${stage}"] .wire.${quantity}`)];
  const belt = wires.find((wire) => wire.closest(".belt"));
  const wire = belt ?? wires.at(-1);
  if (!wire) return;
  diagram.querySelector(".flow")?.remove();
  const mark = svgElement("text", { class: `flow value ${quantity}`, "aria-hidden": "true" });
  mark.textContent = number;
  wire.ownerSVGElement.append(mark);
  const length = wire.getTotalLength();
  const from = belt ? FROM : 0;
  const began = performance.now();
  const move = (/** @type {number} */ now) => {
    const time = Math.min(Math.max((now - began) / DURATION, 0), 1);
    if (time === 1 || !mark.isConnected) return mark.remove();
    const { x, y } = wire.getPointAtLength(length * (from + (1 - from) * easeOut(time)));
    mark.setAttribute("x", x);
    mark.setAttribute("y", y);
    requestAnimationFrame(move);
  };
  move(began);
}

/** @param {number} time 0…1 */
const easeOut = (time) => 1 - (1 - time) ** 3;
