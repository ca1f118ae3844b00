// @ts-check
// For fingers: the row under one, or the chosen unit's, with its numbers, a few steps around.

import { element } from "./elements.js";
import { colourTable, entryOf, styled } from "./colours.js";
import { say } from "./say.js";
import { decimals, valueAt } from "./scene.js";

/** @typedef {import("./stepper.js").Stepper} Stepper */

/** Where the bar for thumbs is shown, as in stepper.css. */
const THUMBS = "(max-width: 620px), (pointer: coarse) and (max-width: 1100px)";
const STEPS = 7;

/** @param {Stepper} stepper */
export function showLens({ part, scene, state, theme }) {
  if (!matchMedia(THUMBS).matches) return;
  const { step, unit, panel: index, lens } = { ...state, ...seenAt(state.hover) };
  const panel = scene.panels[index];
  const perUnit = panel.quantities.filter(({ row }) => row === "unit");
  const quantity = perUnit.find(({ name }) => name === lens) ?? perUnit[0];
  part("lens").hidden = !quantity;
  if (!quantity) return;
  const colours = colourTable(scene.scales[theme][quantity.kind]);
  const cells = stepsAround(step, panel.steps).map((at) => {
    const value = valueAt(panel, quantity.name, unit, at);
    const cell = element("span", { className: at === step ? "now" : "" });
    const shown = number(value, colours[entryOf(value, quantity.span)]);
    cell.append(shown, element("i", { textContent: panel.tokens[at] }));
    return cell;
  });
  const line = element("div", { className: "cells" });
  line.append(...cells);
  part("lens").replaceChildren(headOf(quantity, unit), line);
}

/** A few steps with this one among them, in the middle where there are as many on both sides.
 * @param {number} step
 * @param {number} steps of the sequence */
function stepsAround(step, steps) {
  const first = Math.max(0, Math.min(step - Math.floor(STEPS / 2), steps - STEPS));
  return Array.from({ length: Math.min(STEPS, steps) }, (_, at) => first + at);
}

/** @param {import("./scene.js").Quantity} quantity
 * @param {number} unit */
function headOf({ name, symbol, title, gloss }, unit) {
  const head = element("p", { className: `head ${name}` });
  head.append(
    element("b", { className: "symbol", textContent: symbol }),
    ` ${say("{quantity}, unit {unit}", { quantity: title, unit })}`,
    element("span", { className: "gloss", textContent: gloss && `: ${gloss}` }),
  );
  return head;
}

/** @param {any} hover a place under the finger, or null */
const seenAt = (hover) =>
  hover && hover.unit !== null
    ? { step: hover.step, unit: hover.unit, panel: hover.panel, lens: hover.quantity }
    : {};

/** @param {number} value
 * @param {import("./colours.js").Rgb} colour */
function number(value, colour) {
  const [red, green, blue] = colour;
  const light = 0.299 * red + 0.587 * green + 0.114 * blue > 140;
  const shown = element("b", { textContent: decimals(value) });
  Object.assign(shown.style, { background: styled(colour), color: light ? "black" : "white" });
  return shown;
}
