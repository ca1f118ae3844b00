// @ts-check
// What is written around the heatmaps at a step: where one stands, what is pinned, what lights up.

import { write } from "./elements.js";
import { decimals, targetAt, valueAt } from "./scene.js";
import { describe } from "./spoken.js";
import { say } from "./say.js";
import { halfLife, saturatedSteps } from "./units.js";

/** @typedef {import("./stepper.js").Stepper} Stepper */
/** @typedef {(name: string) => any} PartOf an element by its data-part */

/** @param {Stepper} stepper */
export function readOut(stepper) {
  const { scene, state, part, insides } = stepper;
  const panel = scene.panels[state.panel];
  const [above] = insides; // where two are looked into
  const target = targetAt(scene, state.step);
  writeAll(part, {
    time: `t = ${state.step + 1} / ${panel.steps}`,
    token: panel.tokens[state.step],
    target: !scene.question
      ? ""
      : target === null
        ? say("no question here")
        : say("right answer {target}", { target }),
    unit: insideOf(scene, state, insides[insides.length - 1].panel),
    "other-unit": insideOf(scene, state, above.panel),
    question: scene.question?.text ?? "",
    stage: stageOf(panel, state.stage),
    checked: [panel.checked, panel.holds].filter(Boolean).join(" · "),
    stats: statsOf(panel, state.unit),
    "net-name": panel.title,
    "unit-name": say("unit {unit}", { unit: state.unit }),
  });
  part("net").setAttribute("aria-label", `${panel.title}: ${say("The other net")}`); // begins as it is written
  moveSlider(part("panels").querySelector(".tokens"), panel, state);
  part("pin").hidden = !state.pin;
  if (state.pin) part("pin-numbers").textContent = describe.pin(panel, state.pin);
  showTip(stepper);
  showControls(stepper);
}

/** @param {import("./scene.js").Panel} panel
 * @param {number} unit */
function statsOf(panel, unit) {
  if (!panel.keep) return "";
  const { symbol } = /** @type {any} */ (panel.quantities.find(({ name }) => name === panel.keep));
  const median = halfLife(panel, unit);
  const life = Number.isFinite(median) ? decimals(median, 1) : "∞";
  const saturated = saturatedSteps(panel, unit);
  const values = { gate: symbol, saturated, steps: panel.steps, life };
  return say("{gate} saturated at {saturated} of {steps} steps · half-life {life}", values);
}

/** @param {import("./scene.js").Scene} scene
 * @param {{ unit: number, step: number }} state
 * @param {number} index of the panel */
function insideOf({ panels }, { unit, step }, index) {
  const { title, units } = panels[index];
  const values = { net: title, unit: Math.min(unit, units - 1), step: step + 1 };
  return say("{net}, unit {unit} at t = {step}", values);
}

/** @param {import("./scene.js").Panel} panel
 * @param {number} stage */
export const stageOf = ({ quantities }, stage) =>
  stage ? `${stage} / ${quantities.length} ${quantities[stage - 1].title}` : say("whole step");

/** Buttons stand as the state does.
 * @param {import("./stepped.js").Stepped<any, any>} stepped */
export function showControls({ root, part, state }) {
  root.classList.toggle("playing", state.playing);
  root.classList.toggle("with-symbols", state.symbols);
  part("play").setAttribute("aria-label", state.playing ? say("Pause") : say("Play"));
  for (const choice of root.querySelectorAll("[data-set]")) {
    const [field, value] = choice.dataset.set.split("=");
    choice.setAttribute("aria-pressed", String(state[field]) === value);
  }
  for (const choice of root.querySelectorAll("[data-toggle]"))
    choice.setAttribute("aria-pressed", String(state[choice.dataset.toggle]));
}

/** @param {PartOf} part
 * @param {Record<string, string>} words part -> text */
export function writeAll(part, words) {
  for (const [name, text] of Object.entries(words)) write(part(name), text);
}

/** The first strip of tokens is the slider of the step; the others only look like it.
 * @param {Element} slider
 * @param {import("./scene.js").Panel} panel
 * @param {{ step: number }} state */
function moveSlider(slider, { steps, tokens }, { step }) {
  const says = {
    role: "slider",
    tabindex: 0,
    "data-part": "tokens",
    "data-testid": "strip",
    "aria-label": say("Step of the sequence"),
    "aria-valuemin": 1,
    "aria-valuemax": steps,
    "aria-valuenow": step + 1,
    "aria-valuetext": say("step {step} of {steps}, {token}", { step: step + 1, steps, token: tokens[step] }),
  };
  for (const [name, value] of Object.entries(says))
    if (slider.getAttribute(name) !== String(value)) slider.setAttribute(name, String(value));
}

/** The number under the pointer, beside its cell.
 * @param {Stepper} stepper */
function showTip({ part, scene, state: { hover }, sight }) {
  const tip = part("tip");
  const panel = scene.panels[hover?.panel ?? 0];
  const quantity = panel.quantities.find(({ name }) => name === hover?.quantity);
  if (!hover || !quantity || hover.unit === null || hover.step >= panel.steps) {
    tip.hidden = true;
    return;
  }
  tip.hidden = false;
  const value = decimals(valueAt(panel, quantity.name, hover.unit, hover.step), 4);
  const { title, symbol, row } = quantity;
  const said = { title, symbol, row: say(row), unit: hover.unit, step: hover.step + 1, value };
  tip.textContent = say("{title} {symbol} of {row} {unit} at t = {step}: {value}", said);
  const parent = part("columns").getBoundingClientRect();
  const line = part("panels").children[hover.panel].querySelector(
    `[data-quantity="${quantity.name}"] .track`,
  );
  const box = line.getBoundingClientRect();
  const across = box.left - parent.left + (hover.step - sight.first + 1) * sight.column + 6;
  const fits = across + tip.offsetWidth < parent.width;
  tip.style.left = `${fits ? across : across - tip.offsetWidth - sight.column - 12}px`;
  tip.style.top = `${box.top - parent.top - tip.offsetHeight - 2}px`;
}

/** Of the diagram and the equations: what is computed now, and what is not computed yet.
 * @param {{ diagram: any, lines: any }} cell
 * @param {number} stage */
export function light({ diagram, lines }, stage) {
  for (const part of diagram.querySelectorAll("[data-stages]")) {
    const stages = part.dataset.stages.split(" ").map(Number);
    part.classList.toggle("now", stages.includes(stage));
    part.classList.toggle("later", stage > 0 && stages.every((/** @type {number} */ one) => one > stage));
  }
  for (const line of lines.children) {
    line.classList.toggle("lit", Number(line.dataset.stage) === stage);
    line.classList.toggle("later", stage > 0 && Number(line.dataset.stage) > stage);
  }
}
