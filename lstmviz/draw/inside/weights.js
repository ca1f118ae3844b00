// @ts-check
// A slider and a number box for every weight and bias, in groups: one a block of weights, and the RNN's.

import { element } from "../stepper/elements.js";
import { say } from "../stepper/say.js";
import { decimals } from "../stepper/scene.js";
import { readNumber } from "./link.js";
import { showProblem } from "./readout.js";

/** @typedef {import("./inside.js").Inside} Inside */
/** @typedef {import("./link.js").Content} Content */
/** The numbers of one block of weights: part -> what stands on its slider.
 * @typedef {{ letter: string, quantity: string, title: string, formula: string,
 *   parts: Record<string, { weight: string, symbol: string, words: string }> }} Group */

/** @param {Inside} inside */
export function buildWeights({ cells, content, part }) {
  part("weights").replaceChildren(
    ...cells.flatMap(({ groups }, panel) => groups.map((group) => fieldset(group, panel, content))),
  );
}

/** @param {Inside} inside */
export function connectWeights(inside) {
  const { content, part } = inside;
  const line = (/** @type {any} */ event) => event.target.closest("[data-number]");
  const set = (/** @type {string} */ key, /** @type {number} */ value) =>
    inside.act({ numbers: { ...inside.state.numbers, [key]: value } });
  const reset = (/** @type {string} */ key) => set(key, content.presets[inside.state.preset].numbers[key]);
  part("weights").addEventListener("input", (/** @type {any} */ event) => {
    const value = readNumber(event.target.value, content.limits.weight);
    const isGood = !Number.isNaN(value);
    event.target.setAttribute("aria-invalid", !isGood);
    showProblem(inside, "weights", isGood ? "" : problemOf(inside, line(event)));
    if (isGood) set(line(event).dataset.number, value);
  });
  part("weights").addEventListener("focusout", (/** @type {any} */ event) => {
    event.target.removeAttribute("aria-invalid");
    showProblem(inside, "weights");
    showWeights(inside);
  });
  part("weights").addEventListener("dblclick", (/** @type {any} */ event) => {
    if (line(event) && event.target.type !== "number") reset(line(event).dataset.number);
  });
  part("weights").addEventListener("click", (/** @type {any} */ event) => {
    if (!event.target.closest("button")) return;
    reset(line(event).dataset.number);
    line(event).querySelector("input").focus(); // the button is gone
  });
}

/** @param {Inside} inside
 * @param {any} line whose number was typed */
function problemOf({ content, state }, line) {
  const key = line.dataset.number;
  return say("{symbol} of {letter} must be a number from −{weight} to {weight}; it stays {kept}.", {
    symbol: line.querySelector(".symbol").textContent,
    letter: key[1],
    weight: content.limits.weight,
    kept: decimals(state.numbers[key]),
  });
}

/** @param {Group} group
 * @param {number} panel
 * @param {Content} content */
function fieldset({ letter, quantity, title, formula, parts }, panel, { limits }) {
  const field = element("fieldset", { className: quantity });
  Object.assign(field.dataset, { quantity, panel: String(panel) });
  field.innerHTML = `<legend><b class="value">${letter}</b> ${title} <span class="faint">${formula}</span></legend>`;
  for (const [part, { symbol, words }] of Object.entries(parts)) {
    const name = `${title}: ${symbol}, ${words}`;
    const range = `min="${-limits.weight}" max="${limits.weight}" step="0.1"`;
    field.insertAdjacentHTML(
      "beforeend",
      `<div class="number" data-number="${part}${letter}" title="${words}">
      <span class="symbol">${symbol}</span><input type="range" ${range} aria-label="${name}"><input type="number" ${range} aria-label="${say("{name}, as a number", { name })}">
      <button type="button" aria-label="${say("Reset {name}", { name })}" title="${say("Back to the example")}">↺</button></div>`,
    );
  }
  return field;
}

/** A box that is being typed in is left alone.
 * @param {Inside} inside */
export function showWeights({ content, part, state }) {
  const preset = content.presets[state.preset].numbers;
  for (const line of part("weights").querySelectorAll("[data-number]")) {
    const key = line.dataset.number;
    const value = state.numbers[key];
    for (const input of line.querySelectorAll("input"))
      if (input !== document.activeElement) input.value = value;
    line.querySelector("button").classList.toggle("unseen", value === preset[key]);
  }
}
