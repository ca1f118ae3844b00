// @ts-check
// Two runs of one net as two panels: the one, and the other or what the one differs from it by. What is
// compared has one range of colours.

import { changedAt } from "./answering.js";
import { say } from "./say.js";
import { decimals, planeOf } from "./scene.js";

/** @typedef {import("./scene.js").Panel} Panel */
/** @typedef {import("./scene.js").Plane} Plane */
/** @typedef {import("./scene.js").Quantity} Quantity */
/** @typedef {import("./scene.js").Question} Question */

const SMALLEST = 1e-3; // of a range

/** The panels of a run and of what it is set against.
 * @param {Panel} one
 * @param {Panel} other
 * @param {string} difference its title; "": the other run itself
 * @param {Question | null} question
 * @returns {[Panel, Panel]} */
export function compared(one, other, difference, question) {
  const quantities = one.quantities.map((quantity) => {
    const span = rangeOf(quantity, [one.planes[quantity.name], other.planes[quantity.name]]);
    return { ...quantity, span };
  });
  const changed = question && changedAt(one.planes.says, other.planes.says, question);
  const left = { ...one, quantities, planes: { ...one.planes, ...(changed && { changed }) } };
  const planes = { ...other.planes };
  delete planes.changed; // from yet another run
  const right = { ...other, quantities, planes };
  return [left, difference ? differenceOf(left, right, difference) : right];
}

/** @param {Panel} one
 * @param {Panel} other
 * @param {string} title
 * @returns {Panel} */
function differenceOf(one, other, title) {
  /** @type {Record<string, Plane>} */
  const planes = { inputs: one.planes.inputs };
  const quantities = one.quantities.map((quantity) => {
    const { name, symbol } = quantity;
    planes[name] = minus(one.planes[name], other.planes[name]);
    const most = largest([planes[name]]);
    const gloss = say("at most {value}", { value: decimals(most) });
    const span = rangeOf({ ...quantity, kind: "state", limit: null }, [planes[name]]);
    return { ...quantity, symbol: `Δ${symbol}`, kind: "state", limit: null, gloss, span };
  });
  const nothing = { equations: [], expressions: {}, diagram: "", initial: {} };
  return {
    ...one, ...nothing, title, detail: say("each quantity on its own scale about 0"), quantities, planes,
  }; // prettier-ignore
}

/** @param {Plane} one
 * @param {Plane} other */
function minus(one, other) {
  const values = new Float32Array(one.values.length);
  for (let at = 0; at < values.length; at++) values[at] = one.values[at] - other.values[at];
  return planeOf(values, one.rows);
}

/** The range that colours span, as figures.value_range has it.
 * @param {Quantity} quantity
 * @param {Plane[]} planes
 * @returns {[number, number]} */
export function rangeOf({ kind, limit }, planes) {
  const most = limit ?? roundedUp(Math.max(SMALLEST, largest(planes)));
  return [kind === "gate" ? 0 : -most, most];
}

/** The largest number that stands in planes, whatever its sign.
 * @param {Pick<Plane, "values">[]} planes */
export function largest(planes) {
  let most = 0;
  for (const { values } of planes)
    for (let at = 0; at < values.length; at++) {
      const size = Math.abs(values[at]);
      if (size > most && size < Infinity) most = size;
    }
  return most;
}

/** The next number of two digits, so that a range can be read and nothing is clipped.
 * @param {number} value */
function roundedUp(value) {
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Number((Math.ceil(value / unit - 1e-9) * unit).toPrecision(2));
}
