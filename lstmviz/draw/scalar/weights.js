// A slider and a number box for every weight and bias, in groups: one a block of weights, and the RNN's.

import { element } from "../stepper/cell.js";
import { decimals } from "../stepper/scene.js";
import { readNumber } from "./link.js";
import { showProblem } from "./readout.js";

export function buildWeights({ cells, content, part }) {
  part("weights").replaceChildren(
    ...cells.flatMap(({ groups }, panel) => groups.map((group) => fieldset(group, panel, content))),
  );
}

export function connectWeights(scalar) {
  const { content, part } = scalar;
  const line = (event) => event.target.closest("[data-number]");
  const set = (key, value) => scalar.act({ numbers: { ...scalar.state.numbers, [key]: value } });
  const reset = (key) => set(key, content.presets[scalar.state.preset].numbers[key]);
  part("weights").addEventListener("input", (event) => {
    const key = line(event).dataset.number;
    const value = readNumber(event.target.value, content.limits.weight);
    const good = !Number.isNaN(value);
    event.target.setAttribute("aria-invalid", !good);
    const kept = decimals(scalar.state.numbers[key]);
    showProblem(
      scalar,
      "weights",
      good
        ? ""
        : `${line(event).querySelector(".symbol").textContent} of ${key[1]} must be a number from −${content.limits.weight} to ${content.limits.weight}; it stays ${kept}.`,
    );
    if (good) set(key, value);
  });
  part("weights").addEventListener("focusout", (event) => {
    event.target.removeAttribute("aria-invalid");
    showProblem(scalar, "weights");
    showWeights(scalar);
  });
  part("weights").addEventListener("dblclick", (event) => {
    if (line(event) && event.target.type !== "number") reset(line(event).dataset.number);
  });
  part("weights").addEventListener("click", (event) => {
    if (!event.target.closest("button")) return;
    reset(line(event).dataset.number);
    line(event).querySelector("input").focus(); // the button is gone
  });
}

function fieldset({ letter, quantity, title, formula, parts }, panel, { limits }) {
  const field = element("fieldset", { className: quantity });
  Object.assign(field.dataset, { quantity, panel });
  field.innerHTML = `<legend><b class="value">${letter}</b> ${title} <span class="faint">${formula}</span></legend>`;
  for (const [part, { symbol, words }] of Object.entries(parts)) {
    const name = `${title}: ${symbol}, ${words}`;
    const range = `min="${-limits.weight}" max="${limits.weight}" step="0.1"`;
    field.insertAdjacentHTML(
      "beforeend",
      `<div class="number" data-number="${part}${letter}" title="${words}">
      <span class="symbol">${symbol}</span><input type="range" ${range} aria-label="${name}"><input type="number" ${range} aria-label="${name}, as a number">
      <button type="button" aria-label="Reset ${name}" title="Back to the preset">↺</button></div>`,
    );
  }
  return field;
}

// A box that is being typed in is left alone.
export function showWeights({ content, part, state }) {
  const preset = content.presets[state.preset].numbers;
  for (const line of part("weights").querySelectorAll("[data-number]")) {
    const key = line.dataset.number,
      value = state.numbers[key];
    for (const input of line.querySelectorAll("input"))
      if (input !== document.activeElement) input.value = value;
    line.querySelector("button").classList.toggle("unseen", value === preset[key]);
  }
}
