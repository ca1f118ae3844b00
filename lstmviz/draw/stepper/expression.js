// @ts-check
// An equation's tree, as a cell's file declares it (nets/cells/expression.py): evaluated for one unit at one
// step, and written out with its numbers.

import { before, decimals, valueAt } from "./scene.js";
import { say } from "./say.js";

/** @typedef {{ op: string, [field: string]: any }} Expression */
/** @typedef {{ panel: any, unit: number, step: number }} Place */
/** Where a weight stands among the layer's.
 * @typedef {{ name: string, row: number, column: number }} Weight */
/** @typedef {{ from: string, at: Weight, weight: number, value: number, product: number }} Term */
/** @typedef {{ terms: Term[], bias: number, sum: number }} DotProduct */
/** A piece of a written equation: plain text, a number of a quantity ("" for a weight's), or one term of a
 * dot product, where it is from and what weight is in it; `folded` are terms that are not written.
 * @typedef {{ text: string, quantity?: string, from?: string, term?: Term, folded?: number }} Part */

export const MOST_TERMS = 3; // written of a sum; the rest is one number
/** @type {Record<string, (x: number) => number>} */
export const FUNCTIONS = {
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  tanh: Math.tanh,
  relu: (x) => Math.max(0, x),
};
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
      addTerm(
        terms,
        inputName(panel.channels[k], k),
        { name: "weight_ih", row, column: k },
        panel,
        inputs.at(step, k),
      );
    if (bias_ih) bias += bias_ih.at(0, row);
  }
  if (part !== "input" && weight_hh) {
    for (let k = 0; k < hidden.rows; k++)
      addTerm(
        terms,
        `h ${k}`,
        { name: "weight_hh", row, column: k },
        panel,
        valueAt(panel, "hidden", k, before(panel, step)),
      );
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
    addTerm(
      terms,
      `unit ${k}`,
      { name: "weight_hr", row: unit, column: k },
      panel,
      evaluate(of, { panel, unit: k, step }),
    );
  return { terms, bias: 0 };
}

/** "x = b" where the input is one of several letters, "x 3" where it has no name, "x" where there is but one.
 * @param {string | undefined} channel @param {number} k */
const inputName = (channel, k) => (channel === undefined ? `x ${k}` : channel ? `x = ${channel}` : "x");

/** @param {Term[]} terms @param {string} from @param {Weight} at @param {any} panel @param {number} value */
function addTerm(terms, from, at, panel, value) {
  const weight = panel.planes[at.name].at(at.row, at.column);
  if (weight * value !== 0) terms.push({ from, at, weight, value, product: weight * value });
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
 * The right side in numbers, down to single terms: "σ(0.31 x = a + 0.20 bias)", "0.06 · −2.17 + 1.00 · 0.65".
 * @param {Expression} node
 * @param {Place} at
 * @param {number} most terms of a sum; what is left of it stands as one
 * @returns {Part[]}
 */
export function written(node, at, most = MOST_TERMS) {
  if (isNumber(node)) return [number(node, at)];
  const inner = (/** @type {Expression} */ part) => written(part, at, most);
  switch (node.op) {
    case "apply":
      return [{ text: `${NAMES[node.function]}(` }, ...inner(node.of), { text: ")" }];
    case "sum":
      return joined(parts(node).map(inner), " + ");
    case "product":
      return joined(parts(node).map(bracketed(inner)), " · ");
    case "quotient":
      return joined(parts(node).map(bracketed(inner)), " / ");
    case "complement":
      return [{ text: "1 − " }, ...bracketed(inner)(node.of)];
    default:
      return termsOf(node, at, most);
  }
}

/**
 * The same one level deep, every part a number: "σ(0.51)", "−0.12 + 0.65"; nothing where that is the whole.
 * @param {Expression} node
 * @param {Place} at
 */
export function summed(node, at) {
  const value = (/** @type {Expression} */ part) => decimals(evaluate(part, at), isSum(part) ? 2 : 3);
  switch (node.op) {
    case "apply":
      return `${NAMES[node.function]}(${value(node.of)})`;
    case "sum":
      return parts(node).map(value).join(" + ").replaceAll(" + −", " − ");
    case "product":
      return parts(node).map(value).join(" · ");
    case "quotient":
      return parts(node).map(value).join(" / ");
    default:
      return "";
  }
}

/** @param {Expression} node */
const isSum = (node) => DOT_PRODUCTS.includes(node.op) || node.op === "sum";

/** @param {Expression} node */
const isNumber = ({ op }) => ["now", "before", "unitweight"].includes(op);

/** A number in its quantity's colour; a weight's has none: "".
 * @param {Expression} node @param {Place} at @returns {Part} */
function number(node, at) {
  const quantity = node.op === "now" ? node.quantity : node.op === "before" ? node.state : "";
  return { text: decimals(evaluate(node, at), 3), quantity };
}

/** @param {(node: Expression) => Part[]} inner @returns {(node: Expression) => Part[]} */
const bracketed = (inner) => (node) =>
  isSum(node) || node.op === "complement" ? [{ text: "(" }, ...inner(node), { text: ")" }] : inner(node);

/** @param {Part[][]} lists @param {string} sign @returns {Part[]} */
const joined = (lists, sign) => lists.flatMap((list, index) => (index ? [{ text: sign }, ...list] : list));

/** The largest terms, the rest as one, and the bias.
 * @param {Expression} node @param {Place} at @param {number} most @returns {Part[]} */
function termsOf(node, at, most) {
  const { terms, bias } = dotProduct(node, at);
  const folded = terms.slice(most);
  const others = folded.reduce((total, { product }) => total + product, 0);
  /** @type {{ product: number, from: string, term?: Term, folded?: number }[]} */
  const shown = terms.slice(0, most).map((term) => ({ product: term.product, from: term.from, term }));
  if (folded.length) shown.push({ product: others, from: say("others"), folded: folded.length });
  if (node.op === "affine") shown.push({ product: bias, from: say("bias") });
  return shown.flatMap(({ product, ...rest }, index) => [
    { text: product < 0 ? (index ? " − " : "−") : index ? " + " : "" },
    { text: decimals(Math.abs(product)), ...rest },
  ]);
}

/** As many terms of each sum as fit into so many letters, three at most.
 * @param {Expression} node
 * @param {Place} at
 * @param {number} letters */
export function fitted(node, at, letters) {
  for (let most = MOST_TERMS; most > 0; most--) {
    const tried = written(node, at, most);
    if (lengthOf(tried) <= letters) return tried;
  }
  return written(node, at, 0);
}

/** @param {Part[]} pieces */
const lengthOf = (pieces) =>
  pieces.reduce((sum, { text, from }) => sum + text.length + (from ? from.length + 1 : 0), 0);
