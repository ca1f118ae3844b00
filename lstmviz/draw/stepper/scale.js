// @ts-check
// The scale right of a heatmap: its colours, and the numbers at its ends.

import { countBeyond } from "./colours.js";
import { element } from "./elements.js";
import { gradient } from "./heatmap.js";
import { decimals } from "./scene.js";

/** @param {string[]} colours */
export function bar(colours) {
  const strip = element("i", { className: "bar-of-colours" });
  strip.style.background = gradient(colours);
  return strip;
}

/** @param {string} textContent */
export const end = (textContent) => element("span", { className: "end", textContent });

/** The ends of a span as written, the least first; a sign tells them apart where one is below zero.
 * @param {[number, number]} span */
export const ends = ([low, high]) =>
  [low, high].map((value) => {
    const text = decimals(value, Math.abs(value) >= 10 || Number.isInteger(value) ? 0 : 1);
    return low < 0 && value > 0 ? `+${text}` : text;
  });

/** The same beside a heatmap, marked where numbers lie beyond.
 * @param {import("./scene.js").Plane} plane
 * @param {[number, number]} span */
export function markedEnds({ values }, span) {
  const mark = countBeyond(values, span) ? " ▸" : "";
  return ends(span).map((text) => text + mark);
}
