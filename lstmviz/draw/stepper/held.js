// @ts-check
// Frames around what is held or otherwise changed in a panel's heatmaps.

import { element } from "./elements.js";
import { placeIn } from "./units.js";

/** Steps count from 1; null: all of them.
 * @typedef {{ quantity: string, unit: number | null, first: number, last: number }} Held */

/** @param {any} section
 * @param {import("./scene.js").Panel} panel
 * @param {{ first: number, count: number, column: number }} sight
 * @param {number[]} heights px of the heatmaps
 * @param {number[]} order of the units */
export function frameHeld(section, panel, { first, count, column }, heights, order) {
  for (const frame of section.querySelectorAll(".track > .held")) frame.remove();
  for (const { quantity, unit, ...steps } of panel.held ?? []) {
    const index = panel.quantities.findIndex(({ name }) => name === quantity);
    const [from, to] = [Math.max(steps.first - 1, first), Math.min(steps.last, first + count)];
    if (index < 0 || from >= to) continue;
    const plane = panel.planes[quantity];
    const height = heights[index] / (unit === null ? 1 : plane.rows);
    const frame = element("div", { className: "held" });
    Object.assign(frame.style, {
      left: `${(from - first) * column}px`,
      width: `${(to - from) * column}px`,
      top: `${(unit === null ? 0 : placeIn(order, unit, plane)) * height}px`,
      height: `${height}px`,
    });
    section.querySelectorAll(".heatmap .track")[index].append(frame);
  }
}
