// @ts-check
// A row of a panel: what stands left of its columns, on them and right of them.

import { element } from "./elements.js";

/** @param {string} name
 * @param {Element[]} left
 * @param {Element[]} track
 * @param {Element[]} right */
export function row(name, left, track, right = []) {
  const line = element("div", { className: `row ${name}` });
  for (const [className, content] of Object.entries({ label: left, track, scale: right })) {
    const place = element("div", { className });
    place.append(...content);
    line.append(place);
  }
  return line;
}

/** @param {string} textContent left of the columns */
export const label = (textContent) => element("span", { className: "name", textContent });
