// @ts-check
// An equation's tree written out with its numbers, for one unit at one step, as many terms of it as fit.

import { dotProduct, evaluate, isDotProduct, partsOf } from "./expression.js";
import { decimals } from "./scene.js";
import { say } from "./say.js";

/** @typedef {import("./expression.js").Expression} Expression */
/** @typedef {import("./expression.js").Place} Place */
/** @typedef {import("./expression.js").Term} Term */
/** A piece of a written equation: plain text, a number of a quantity ("" for a weight's), or one term of a
 * dot product, where it is from and what weight is in it; `folded` are terms that are not written.
 * @typedef {{ text: string, quantity?: string, from?: string, term?: Term, folded?: number }} Part */

const IDEOGRAPH = 2.5; // as wide as so many Latin letters
const MOST_TERMS = 3; // written of a sum; the rest is one number
/** @type {Record<string, string>} */
const NAMES = { sigmoid: "σ", tanh: "tanh", relu: "relu" };

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
      return joined(partsOf(node).map(inner), " + ");
    case "product":
      return joined(partsOf(node).map(bracketed(inner)), " · ");
    case "quotient":
      return joined(partsOf(node).map(bracketed(inner)), " / ");
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
      return partsOf(node).map(value).join(" + ").replaceAll(" + −", " − ");
    case "product":
      return partsOf(node).map(value).join(" · ");
    case "quotient":
      return partsOf(node).map(value).join(" / ");
    default:
      return "";
  }
}

/** @param {Expression} node */
const isSum = (node) => isDotProduct(node) || node.op === "sum";

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

/** In Latin letters.
 * @param {Part[]} pieces */
const lengthOf = (pieces) =>
  pieces.reduce((sum, { text, from }) => sum + text.length + (from ? widthOf(from) + 1 : 0), 0);

/** @param {string} text */
const widthOf = (text) => text.length + (IDEOGRAPH - 1) * (text.match(/\p{Ideographic}/gu) ?? []).length;
