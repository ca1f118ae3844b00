// @ts-check
// One plane of numbers on a canvas.

import { colourTable, pixels } from "./colours.js";

/** @typedef {import("./colours.js").Numbers} Numbers */

/** Paints every value as one pixel; CSS enlarges them without smoothing, whatever the screen's resolution.
 * @param {HTMLCanvasElement} canvas
 * @param {Numbers} numbers
 * @param {[number, number]} span
 * @param {string[]} colours */
export function paint(canvas, numbers, span, colours) {
  const { rows, columns } = numbers;
  canvas.width = columns;
  canvas.height = rows;
  const image = new ImageData(pixels(numbers, span, colourTable(colours)), columns, rows);
  /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d")).putImageData(image, 0, 0);
}

/** A scale from its least value at the bottom to its largest on top, for CSS.
 * @param {string[]} colours
 * @param {string} towards */
export const gradient = (colours, towards = "top") => `linear-gradient(to ${towards}, ${colours.join(", ")})`;
