// @ts-check
// The row of one quantity: its name and its value now, its heatmap over all units, its scale.

import { element, write } from "./elements.js";
import { heatmap, paint } from "./heatmap.js";
import { row } from "./row.js";
import { say } from "./say.js";
import { bar, end, ends, markedEnds } from "./scale.js";
import { arranged } from "./units.js";

/** @typedef {import("./scene.js").Panel} Panel */
/** @typedef {import("./scene.js").Quantity} Quantity */

const MARKS = ["veil", "brush", "hovered", "pinned", "chosen"]; // which marks.js puts over it

/** @param {Panel} panel
 * @param {Quantity} quantity
 * @param {string[]} colours
 * @param {number[]} order of the units */
export function heatmapRow(panel, quantity, colours, order) {
  const { name, gloss, span } = quantity;
  const clip = element("div", { className: "clip" });
  clip.append(heatmap(numbersOf(panel, quantity, order), span, colours, description(panel, quantity)));
  const line = row(
    `heatmap ${name}`,
    [
      headOf(panel, quantity),
      element("span", { className: "gloss", textContent: gloss }),
      element("b", { className: "value" }),
    ],
    [clip, ...MARKS.map((className) => element("i", { className }))],
    [bar(colours), ...markedEnds(panel.planes[name], span).map(end)],
  );
  line.dataset.quantity = name;
  return line;
}

/** Other numbers in a row that stands: its heatmap, and the ends of its scale.
 * @param {any} line
 * @param {Panel} panel
 * @param {Quantity} quantity
 * @param {string[]} colours
 * @param {number[]} order of the units */
export function repaintRow(line, panel, quantity, colours, order) {
  paint(line.querySelector("canvas"), numbersOf(panel, quantity, order), quantity.span, colours);
  write(line.querySelector(".gloss"), quantity.gloss);
  const written = markedEnds(panel.planes[quantity.name], quantity.span);
  line.querySelectorAll(".end").forEach((/** @type {Element} */ place, /** @type {number} */ at) => {
    write(place, written[at]);
  });
}

/** @param {Panel} panel
 * @param {Quantity} quantity
 * @param {number[]} order */
function numbersOf({ planes }, { name, row: of }, order) {
  return of === "unit" ? arranged(planes[name], order) : planes[name];
}

/** @param {Panel} panel
 * @param {Quantity} quantity */
function description(panel, { name, title, span, row: of }) {
  const { rows, columns } = panel.planes[name];
  const [least, most] = ends(span);
  return say(
    "Heatmap of {net}: {title}, {rows} rows, a {row} each, by {columns} steps, from {least} to {most}",
    {
      ...{ net: panel.title, title, rows, row: say(of), columns, least, most },
    },
  );
}

/** The button with a quantity's name, which opens what it means.
 * @param {Panel} panel
 * @param {Quantity} quantity */
function headOf(panel, { name, symbol, title }) {
  const head = element("button", { type: "button", className: `name ${name}` });
  head.dataset.card = name;
  head.setAttribute("aria-label", say("{symbol} {title} of {net}", { symbol, title, net: panel.title }));
  head.append(
    element("b", { className: "symbol", textContent: symbol }),
    element("span", { className: "title", textContent: ` ${title.replace(/ gate$| state$/, shortened)}` }),
  );
  return head;
}

/** "forget gate" is "forget" here, "hidden state" "hidden"; the cell state keeps its name.
 * @param {string} word
 * @param {number} _at
 * @param {string} whole */
const shortened = (word, _at, whole) => (whole === "cell state" ? word : "");
