// @ts-check
// The slider of the bench, in the colours of the quantity that it sets, the numbers as they are below it.

import { element, write } from "./elements.js";
import { general, spanOf } from "./changes.js";
import { renew } from "./focus.js";
import { say } from "./say.js";
import { decimals } from "./scene.js";

/** @typedef {import("./bench.js").Bench} Bench */

const MOST_TICKS = 128;

/** @param {Bench} bench */
export function renderSlider(bench) {
  const { change, forms, stepper } = bench;
  const { part } = stepper;
  const form = forms[change.kind];
  const span = form && spanOf(form, change.values);
  part("sliding").classList.toggle("none", !span);
  if (!span) return;
  const { value } = change.values;
  const ends = { min: Math.min(span.least, value), max: Math.max(span.most, value), step: span.step };
  const [slider, exactly] = [part("slider"), part("exactly")];
  Object.assign(slider, ends);
  Object.assign(exactly, ends, { step: "any" });
  slider.value = String(value);
  if (document.activeElement !== exactly || Number(exactly.value) !== value) exactly.value = general(value);
  write(part("slider-label"), span.label);
  write(part("least"), general(ends.min));
  write(part("most"), general(ends.max));
  const { ticks, caption } = ticksOf(bench, span.without);
  write(part("slider-caption"), caption);
  const lefts = ticks.map((at) => `${(100 * (at - ends.min)) / (ends.max - ends.min)}%`);
  renew(part("slider-ticks"), lefts, () => lefts.map(tickAt)); // a drag moves none of them
  slider.style.setProperty("--track", trackOf(bench, span.without, ends.min, ends.max));
}

/** @param {string} left */
function tickAt(left) {
  const tick = element("i", {});
  tick.style.left = left;
  return tick;
}

/** The numbers as they are, below the slider.
 * @param {Bench} bench
 * @param {number | null} without
 * @returns {{ ticks: number[], caption: string }} */
function ticksOf({ change, runs }, without) {
  if (without !== null)
    return { ticks: [without], caption: say("{value} changes nothing", { value: general(without) }) };
  const { kind, values } = change;
  const plane = runs.sent[0].planes[kind];
  if ("row" in values) {
    const own = plane.rows === 1 ? plane.at(0, values.row) : plane.at(values.row, values.column);
    return { ticks: [own], caption: say("tick: as it is, {value}", { value: decimals(own) }) };
  }
  const { unit, first, last } = values;
  const steps = Array.from({ length: Math.min(last - first + 1, MOST_TICKS) }, (_, k) => first - 1 + k);
  if (unit !== null)
    return { ticks: steps.map((step) => plane.at(unit, step)), caption: say("ticks: the unit’s own values") };
  const units = Array.from({ length: Math.min(plane.rows, MOST_TICKS) }, (_, row) => row);
  const caption = say("ticks: all units’ own values at t = {step}", { step: first });
  return { ticks: units.map((row) => plane.at(row, first - 1)), caption };
}

/** The colours in which the heatmaps show what the slider sets.
 * @param {Bench} bench
 * @param {number | null} without
 * @param {number} least
 * @param {number} most */
function trackOf({ change, runs, stepper }, without, least, most) {
  const quantity = runs.sent[0].quantities.find(({ name }) => name === change.kind);
  if (!quantity || without !== null) return "var(--line)";
  const [low, high] = quantity.span;
  const colours = stepper.scene.scales[stepper.theme][quantity.kind];
  const stops = colours.map((/** @type {string} */ colour, at) => {
    const value = low + (at / (colours.length - 1)) * (high - low);
    return `${colour} ${((100 * (value - least)) / (most - least)).toFixed(1)}%`;
  });
  return `linear-gradient(to right, ${stops.join(", ")})`;
}
