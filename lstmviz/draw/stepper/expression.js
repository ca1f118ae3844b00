// @ts-check
// An equation's tree, as a cell's file declares it (nets/cells/expression.py): evaluated for one unit at one
// step, a dot product term by term.

import { before, valueAt } from "./scene.js";

/** @typedef {{ op: string, [field: string]: any }} Expression */
/** @typedef {{ panel: any, unit: number, step: number }} Place */
/** Where a weight stands among the layer's.
 * @typedef {{ name: string, row: number, column: number }} Weight */
/** @typedef {{ from: string, at: Weight, weight: number, value: number, product: number }} Term */
/** @typedef {{ terms: Term[], bias: number, sum: number }} DotProduct */

/** @type {Record<string, (x: number) => number>} */
export const FUNCTIONS = {
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  tanh: Math.tanh,
  relu: (x) => Math.max(0, x),
};

/**
 * @param {Expression} node
 * @param {Place} at
 * @returns {number}
 */
export function evaluate(node, at) {
  const { panel, unit, step } = at;
  switch (node.op) {
    case "now":
      return valueAt(panel, node.quantity, unit, step);
    case "before":
      return valueAt(panel, node.state, unit, before(panel, step));
    case "unitweight":
      return panel.planes[node.name].at(0, unit);
    case "apply":
      return FUNCTIONS[node.function](evaluate(node.of, at));
    case "sum":
      return partsOf(node).reduce((sum, term) => sum + evaluate(term, at), 0);
    case "product":
      return partsOf(node).reduce((product, factor) => product * evaluate(factor, at), 1);
    case "quotient":
      return evaluate(node.of[0], at) / evaluate(node.of[1], at);
    case "complement":
      return 1 - evaluate(node.of, at);
    default:
      return dotProduct(node, at).sum;
  }
}

/**
 * The terms of W x + b (input), U h + b (recurrent), both, or a projection, largest first, and their sum.
 * @param {Expression} node
 * @param {Place} at
 * @returns {DotProduct}
 */
export function dotProduct(node, at) {
  const { terms, bias } = node.op === "projection" ? projection(node, at) : affine(node, at);
  terms.sort((a, b) => Math.abs(b.product) - Math.abs(a.product));
  return { terms, bias, sum: bias + terms.reduce((sum, { product }) => sum + product, 0) };
}

/** What an expression is made of.
 * @param {Expression} node
 * @returns {Expression[]} */
export const partsOf = (node) => [node.of ?? []].flat();

/** @param {Expression} node @param {Place} at @returns {{ terms: Term[], bias: number }} */
function affine({ block, part }, { panel, unit, step }) {
  const { inputs, weight_ih, weight_hh, bias_ih, bias_hh } = panel.planes;
  const row = panel.blocks.indexOf(block) * (weight_ih.rows / panel.blocks.length) + unit;
  const named = (/** @type {number} */ k) => inputName(panel.channels[k], k);
  const read = (/** @type {number} */ k) => inputs.at(step, k);
  const recalled = (/** @type {number} */ k) => valueAt(panel, "hidden", k, before(panel, step));
  const halves = [];
  if (part !== "recurrent")
    halves.push({ terms: rowOf(panel, "weight_ih", row, named, read), bias: bias_ih?.at(0, row) ?? 0 });
  if (part !== "input" && weight_hh) {
    const terms = rowOf(panel, "weight_hh", row, (k) => `h ${k}`, recalled);
    halves.push({ terms, bias: bias_hh?.at(0, row) ?? 0 });
  }
  const bias = halves.reduce((sum, half) => sum + half.bias, 0);
  return { terms: halves.flatMap(({ terms }) => terms), bias };
}

/** @param {Expression} node @param {Place} at @returns {{ terms: Term[], bias: number }} */
function projection({ of }, { panel, unit, step }) {
  const value = (/** @type {number} */ k) => evaluate(of, { panel, unit: k, step });
  return { terms: rowOf(panel, "weight_hr", unit, (k) => `unit ${k}`, value), bias: 0 };
}

/** "x = b" where the input is one of several letters, "x 3" where it has no name, "x" where there is but one.
 * @param {string | undefined} channel @param {number} k */
const inputName = (channel, k) => (channel === undefined ? `x ${k}` : channel ? `x = ${channel}` : "x");

/** A row of a weight times what it is multiplied by, but for the terms that are nought.
 * @param {any} panel
 * @param {string} name of the weight
 * @param {number} row
 * @param {(column: number) => string} from what the factor is
 * @param {(column: number) => number} valueOf the factor
 * @returns {Term[]} */
function rowOf(panel, name, row, from, valueOf) {
  const plane = panel.planes[name];
  const terms = Array.from({ length: plane.columns }, (_, column) => {
    const [weight, value] = [plane.at(row, column), valueOf(column)];
    return { from: from(column), at: { name, row, column }, weight, value, product: weight * value };
  });
  return terms.filter(({ product }) => product !== 0);
}

/** @param {Expression} node */
export const isDotProduct = ({ op }) => op === "affine" || op === "projection";

/**
 * The dot product in an expression whose terms are worth listing: of a block the whole of it.
 * @param {Expression} node
 * @returns {Expression | null}
 */
export function dotProductIn(node) {
  if (isDotProduct(node)) return node.op === "affine" ? { ...node, part: "both" } : node;
  return partsOf(node).map(dotProductIn).find(Boolean) ?? null;
}
