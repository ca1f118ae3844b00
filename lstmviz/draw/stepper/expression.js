// @ts-check
// An equation's tree, as a cell's file declares it (nets/cells/expression.py): evaluated for one unit at one
// step, and written out with its numbers.

import { before, decimals, valueAt } from "./scene.js";

/** @typedef {{ op: string, [field: string]: any }} Expression */
/** @typedef {{ panel: any, unit: number, step: number }} Place */
/** @typedef {{ from: string, weight: number, value: number, product: number }} Term */
/** @typedef {{ terms: Term[], bias: number, sum: number }} DotProduct */
/** A piece of a written equation: plain text, a number of a quantity ("" for a weight's), or one term of a
 * dot product and where it is from.
 * @typedef {{ text: string, quantity?: string, from?: string }} Part */

const SHOWN_TERMS = 3;
/** @type {Record<string, (x: number) => number>} */
const FUNCTIONS = { sigmoid: (x) => 1 / (1 + Math.exp(-x)), tanh: Math.tanh, relu: (x) => Math.max(0, x) };
/** @type {Record<string, string>} */
const NAMES = { sigmoid: "σ", tanh: "tanh", relu: "relu" };
const DOT_PRODUCTS = ["affine", "projection"];

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
      return parts(node).reduce((sum, term) => sum + evaluate(term, at), 0);
    case "product":
      return parts(node).reduce((product, factor) => product * evaluate(factor, at), 1);
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
const parts = (node) => [node.of ?? []].flat();

/** @param {Expression} node @param {Place} at @returns {{ terms: Term[], bias: number }} */
function affine({ block, part }, { panel, unit, step }) {
  const { inputs, hidden, weight_ih, weight_hh, bias_ih, bias_hh } = panel.planes;
  const row = panel.blocks.indexOf(block) * (weight_ih.rows / panel.blocks.length) + unit;
  /** @type {Term[]} */
  const terms = [];
  let bias = 0;
  if (part !== "recurrent") {
    for (let k = 0; k < inputs.columns; k++)
      addTerm(terms, inputName(panel.channels[k], k), weight_ih.at(row, k), inputs.at(step, k));
    if (bias_ih) bias += bias_ih.at(0, row);
  }
  if (part !== "input" && weight_hh) {
    for (let k = 0; k < hidden.rows; k++)
      addTerm(terms, `h ${k}`, weight_hh.at(row, k), valueAt(panel, "hidden", k, before(panel, step)));
    if (bias_hh) bias += bias_hh.at(0, row);
  }
  return { terms, bias };
}

/** @param {Expression} node @param {Place} at @returns {{ terms: Term[], bias: number }} */
function projection({ of }, { panel, unit, step }) {
  const { weight_hr } = panel.planes;
  /** @type {Term[]} */
  const terms = [];
  for (let k = 0; k < weight_hr.columns; k++)
    addTerm(terms, `unit ${k}`, weight_hr.at(unit, k), evaluate(of, { panel, unit: k, step }));
  return { terms, bias: 0 };
}

/** "x = b" where the input is one of several letters, "x 3" where it has no name, "x" where there is but one.
 * @param {string | undefined} channel @param {number} k */
const inputName = (channel, k) => (channel === undefined ? `x ${k}` : channel ? `x = ${channel}` : "x");

/** @param {Term[]} terms @param {string} from @param {number} weight @param {number} value */
function addTerm(terms, from, weight, value) {
  if (weight * value !== 0) terms.push({ from, weight, value, product: weight * value });
}

/**
 * The dot product in an expression whose terms are worth listing: of a block the whole of it.
 * @param {Expression} node
 * @returns {Expression | null}
 */
export function dotProductIn(node) {
  if (DOT_PRODUCTS.includes(node.op)) return node.op === "affine" ? { ...node, part: "both" } : node;
  return parts(node).map(dotProductIn).find(Boolean) ?? null;
}

/**
 * What is squashed at the outside of an equation: "tanh".
 * @param {Expression} node
 */
export const functionOf = (node) => NAMES[node.function];

/**
 * The equation in numbers: "σ(0.31x a + 0.20b = 0.51)". Each side of an "=" gives the other.
 * @param {Expression} node
 * @param {Place} at
 * @returns {Part[]}
 */
export function written(node, at) {
  const shown = quantityOf(node);
  if (shown !== null) return [{ text: decimals(evaluate(node, at), 3), quantity: shown }];
  const factors = () => parts(node).map((factor) => bracketed(factor, at, ["sum"]));
  switch (node.op) {
    case "apply":
      return [{ text: `${NAMES[node.function]}(` }, ...inside(node.of, at), { text: ")" }];
    case "sum":
      return joined(
        parts(node).map((term) => bracketed(term, at, [])),
        " + ",
      );
    case "product":
      return joined(factors(), " · ");
    case "quotient":
      return joined(factors(), " / ");
    case "complement":
      return [{ text: "1 − " }, ...bracketed(node.of, at, ["sum"])];
    default:
      return [{ text: "(" }, ...termsOf(node, at), { text: ")" }];
  }
}

/** @param {Expression} node @param {Place} at @returns {Part[]} */
const inside = (node, at) => (DOT_PRODUCTS.includes(node.op) ? termsOf(node, at) : written(node, at));

/** @param {Expression} node @param {Place} at @param {string[]} kinds that take brackets @returns {Part[]} */
function bracketed(node, at, kinds) {
  const inner = written(node, at);
  return kinds.includes(node.op) ? [{ text: "(" }, ...inner, { text: ")" }] : inner;
}

/** @param {Part[][]} lists @param {string} sign @returns {Part[]} */
const joined = (lists, sign) => lists.flatMap((list, index) => (index ? [{ text: sign }, ...list] : list));

/** The quantity whose number stands for the whole: of "tanh c" it is c. A weight's has no colour: "".
 * @param {Expression} node @returns {string | null} */
function quantityOf(node) {
  if (node.op === "now") return node.quantity;
  if (node.op === "before") return node.state;
  if (node.op === "unitweight") return "";
  return node.op === "apply" || node.op === "complement" ? quantityOf(node.of) : null;
}

/** The largest terms, the rest as one, the bias, and the sum.
 * @param {Expression} node @param {Place} at @returns {Part[]} */
function termsOf(node, at) {
  const { terms, bias, sum } = dotProduct(node, at);
  const rest = terms.slice(SHOWN_TERMS);
  const shown = terms.slice(0, SHOWN_TERMS).map(({ from, product }) => ({ product, from }));
  const others = rest.reduce((total, { product }) => total + product, 0);
  if (rest.length) shown.push({ product: others, from: "others" });
  if (node.op === "affine") shown.push({ product: bias, from: "bias" });
  return [...shown.flatMap(signed), { text: ` = ${decimals(sum)}` }];
}

/** @param {{ product: number, from: string }} term @param {number} index @returns {Part[]} */
function signed({ product, from }, index) {
  const sign = product < 0 ? (index ? " − " : "−") : index ? " + " : "";
  return [{ text: sign }, { text: decimals(Math.abs(product)), from }];
}
