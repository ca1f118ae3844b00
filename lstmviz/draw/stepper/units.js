// @ts-check
// What sets the units of a net apart, over the whole sequence, and the orders in which they can stand.

import { say } from "./say.js";
import { rowsOf } from "./scene.js";

/** @typedef {import("./scene.js").Panel} Panel */

const [CLOSED, OPEN] = [0.1, 0.9]; // beyond them a gate is saturated (Karpathy, Johnson & Fei-Fei 2015)

/** @param {Panel} panel
 * @param {string} name of a quantity
 * @param {number} unit
 * @returns {ArrayLike<number>} over the steps */
export function rowOf({ planes }, name, unit) {
  const { values, columns } = planes[name];
  return values.subarray(unit * columns, (unit + 1) * columns);
}

/** Steps until half of the memory is gone: ln ½ / ln keep of the gate that keeps it, the median over the
 * steps. NaN where no gate does.
 * @param {Panel} panel
 * @param {number} unit */
export function halfLife(panel, unit) {
  if (!panel.keep) return NaN;
  const kept = Array.from(rowOf(panel, panel.keep, unit), (keep) => Math.min(Math.abs(keep), 1));
  return median(kept.map((keep) => Math.abs(Math.log(0.5) / Math.log(keep))));
}

/** At how many steps the gate that keeps is as good as shut or open. NaN where no gate does.
 * @param {Panel} panel
 * @param {number} unit */
export function saturatedSteps(panel, unit) {
  if (!panel.keep) return NaN;
  return Array.from(rowOf(panel, panel.keep, unit)).filter((gate) => gate < CLOSED || gate > OPEN).length;
}

/** Pearson's r of the hidden state and one number of the input, over the steps; NaN where one never changes.
 * @param {Panel} panel
 * @param {number} unit
 * @param {number} channel */
export function correlation(panel, unit, channel) {
  const { inputs } = panel.planes;
  const read = Array.from({ length: inputs.rows }, (_, step) => inputs.at(step, channel));
  return pearson(Array.from(rowOf(panel, "hidden", unit)), read);
}

/** The middle one; of an even number the lower of both, as torch has it.
 * @param {number[]} values */
function median(values) {
  return values.sort((one, other) => one - other)[Math.floor((values.length - 1) / 2)];
}

/** @param {number[]} xs
 * @param {number[]} ys */
function pearson(xs, ys) {
  const mean = (/** @type {number[]} */ all) => all.reduce((sum, one) => sum + one, 0) / all.length;
  const [x0, y0] = [mean(xs), mean(ys)];
  const product = mean(xs.map((x, at) => (x - x0) * (ys[at] - y0)));
  return product / Math.sqrt(mean(xs.map((x) => (x - x0) ** 2)) * mean(ys.map((y) => (y - y0) ** 2)));
}

/** The words by which an order is named, in links too.
 * @param {Panel} panel
 * @returns {Record<string, string>} word -> what the menu says */
export function ordersOf({ planes, channels, keep }) {
  const kept = keep ? { "half-life": say("by half-life"), saturation: say("by saturation") } : {};
  const named = (/** @type {number} */ at) => (channels[at] ? `x = ${channels[at]}` : `x ${at}`);
  const read = Array.from({ length: planes.inputs?.columns ?? 0 }, (_, at) => [
    `x${at}`,
    say("by |r| with {input}", { input: named(at) }),
  ]);
  return { place: say("by number"), ...kept, ...Object.fromEntries(read) };
}

/** Units as they stand from the top: the largest first, those without a number last and by place.
 * @param {Panel} panel
 * @param {string} by a word of `ordersOf`; another leaves them where they are
 * @returns {number[]} */
export function orderOf(panel, by) {
  const places = Array.from({ length: panel.units }, (_, unit) => unit);
  const measure = measureOf(panel, by);
  if (!measure) return places;
  const measured = places.map((unit) => measure(unit)).map((value) => (Number.isNaN(value) ? -1 : value));
  return places.sort((one, other) => measured[other] - measured[one] || one - other);
}

/** @param {Panel} panel
 * @param {string} by
 * @returns {((unit: number) => number) | null} */
function measureOf(panel, by) {
  if (by === "half-life") return (unit) => halfLife(panel, unit);
  if (by === "saturation") return (unit) => saturatedSteps(panel, unit);
  const channel = Number(by.match(/^x(\d+)$/)?.[1] ?? NaN);
  if (!(channel < (panel.planes.inputs?.columns ?? 0)) || !panel.planes.hidden) return null;
  return (unit) => Math.abs(correlation(panel, unit, channel));
}

/** Whether a plane has a row for each unit of an order: a projected state has fewer.
 * @param {import("./scene.js").Plane} plane
 * @param {number[]} order */
const fits = ({ rows }, order) => rows === order.length;

/** A plane with its rows in an order.
 * @param {import("./scene.js").Plane} plane
 * @param {number[]} order
 * @returns {import("./colours.js").Numbers} */
export function arranged(plane, order) {
  if (!fits(plane, order) || order.every((unit, at) => unit === at)) return plane;
  return rowsOf(plane, order);
}

/** The row in which a unit stands.
 * @param {number[]} order
 * @param {number} unit
 * @param {import("./scene.js").Plane} plane */
export const placeIn = (order, unit, plane) => (fits(plane, order) ? order.indexOf(unit) : unit);

/** The unit that stands in a row.
 * @param {number[]} order
 * @param {number} row
 * @param {import("./scene.js").Plane} plane */
export const unitIn = (order, row, plane) => (fits(plane, order) ? order[row] : row);
