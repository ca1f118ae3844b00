// @ts-check
// One plane of numbers on a canvas.

import { element } from "./elements.js";
import { colourTable, pixels } from "./colours.js";

/** @typedef {import("./colours.js").Numbers} Numbers */

/** Paints every value as one pixel; CSS enlarges them without smoothing, whatever the screen's resolution.
 * @param {HTMLCanvasElement} canvas
 * @param {Numbers} numbers
 * @param {[number, number]} span
 * @param {string[]} colours */
export function paint(canvas, numbers, span, colours) {
  const { rows, columns } = numbers;
  if (canvas.width !== columns) canvas.width = columns; // which lays out and empties anew
  if (canvas.height !== rows) canvas.height = rows;
  const image = new ImageData(pixels(numbers, span, tableOf(colours)), columns, rows);
  /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d")).putImageData(image, 0, 0);
}

/** A canvas that says what it shows.
 * @param {Numbers} numbers
 * @param {[number, number]} span
 * @param {string[]} colours
 * @param {string} says */
export function heatmap(numbers, span, colours, says) {
  const canvas = element("canvas", {});
  paint(canvas, numbers, span, colours);
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", says);
  return canvas;
}

/** Tables are made once: a drag paints with the same ones in every frame.
 * @type {Map<string, import("./colours.js").Rgb[]>} */
const tables = new Map();

/** @param {string[]} colours */
function tableOf(colours) {
  const key = colours.join();
  const table = tables.get(key) ?? colourTable(colours);
  tables.set(key, table);
  return table;
}

/** A scale from its least value at the bottom to its largest on top, for CSS.
 * @param {string[]} colours
 * @param {string} towards */
export const gradient = (colours, towards = "top") => `linear-gradient(to ${towards}, ${colours.join(", ")})`;
