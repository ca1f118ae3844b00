// @ts-check
// Numbers as a table of text: a row a combination of the axes' labels, a column an axis or an array.

import { named } from "./numbers.js";

/** @typedef {import("./numbers.js").Numbers} Numbers */
/** @typedef {import("./numbers.js").About} About */

/** Lines that begin with # say what it is; then the columns' names, then a row each (RFC 4180 from there on).
 * @param {Numbers[]} all
 * @param {About} about
 * @returns {string} */
export function csvOf(all, about) {
  const numbers = named(all);
  const axes = [...new Set(numbers.flatMap((one) => Object.keys(one.axes)))];
  const arrays = [...new Set(numbers.flatMap((one) => Object.keys(one.arrays)))];
  const lines = Object.values(about)
    .filter(Boolean)
    .map((line) => `# ${line.replace(/\s+/g, " ")}`);
  lines.push(["of", ...axes, ...arrays].map(written).join(","));
  for (const one of numbers) addRows(lines, one, axes, arrays);
  return `${lines.join("\r\n")}\r\n`;
}

/** @param {string[]} lines
 * @param {Numbers} numbers
 * @param {string[]} axes
 * @param {string[]} arrays */
function addRows(lines, numbers, axes, arrays) {
  const own = Object.entries(numbers.axes);
  const count = own.reduce((product, [, labels]) => product * labels.length, 1);
  for (let at = 0; at < count; at++) {
    /** @type {Record<string, string>} */ const labels = {};
    let rest = at;
    for (const [axis, its] of own.toReversed()) {
      labels[axis] = written(its[rest % its.length]);
      rest = Math.floor(rest / its.length);
    }
    const values = arrays.map((name) => (name in numbers.arrays ? written(numbers.arrays[name][at]) : ""));
    lines.push([written(numbers.of), ...axes.map((axis) => labels[axis] ?? ""), ...values].join(","));
  }
}

/** @param {string | number} value */
function written(value) {
  if (typeof value === "number") return Number.isNaN(value) ? "" : shortest(value);
  return /[",\r\n#]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** With no more figures than a float32 has, where it is one.
 * @param {number} value */
function shortest(value) {
  if (Math.fround(value) !== value) return String(value);
  for (let figures = 6; figures < 9; figures++) {
    const text = String(Number(value.toPrecision(figures)));
    if (Math.fround(Number(text)) === value) return text;
  }
  return String(Number(value.toPrecision(9)));
}
