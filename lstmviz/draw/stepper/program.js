// @ts-check
// An equation's tree (nets/cells/expression.py) as a list of instructions over vectors, all units at once.

import { FUNCTIONS } from "./expression.js";
import { apply, multiply, product, quotient, sum } from "./vectors.js";

/** @typedef {import("./expression.js").Expression} Expression */
/** What a step of a layer stands in: its quantities, its states before, its weights, W x + b and U h + b′.
 * @typedef {{ now: Record<string, Float64Array>, before: Record<string, Float64Array>,
 *   weights: Record<string, Float64Array>, read: Float64Array, recalled: Float64Array,
 *   blocks: string[], units: number }} Vectors */

/** The instructions that an expression comes to, and where its result stands after them.
 * @param {Expression} expression
 * @param {Vectors} vectors */
export function compiled(expression, vectors) {
  /** @type {(() => void)[]} */
  const instructions = [];
  return { instructions, result: resultOf(expression, vectors, instructions) };
}

/** The vector that holds an expression once the instructions are done that are added here.
 * @param {Expression} node
 * @param {Vectors} vectors
 * @param {(() => void)[]} instructions
 * @returns {Float64Array} */
function resultOf(node, vectors, instructions) {
  const { now, before, weights, units } = vectors;
  if (node.op === "now") return now[node.quantity];
  if (node.op === "before") return before[node.state];
  if (node.op === "unitweight") return weights[node.name];
  const parts = [node.of ?? []].flat().map((part) => resultOf(part, vectors, instructions));
  const out = new Float64Array(node.op === "projection" ? before.hidden.length : units);
  instructions.push(instruction(node, vectors, out, parts));
  return out;
}

/** @param {Expression} node
 * @param {Vectors} vectors
 * @param {Float64Array} out
 * @param {Float64Array[]} parts
 * @returns {() => void} */
function instruction(node, vectors, out, parts) {
  switch (node.op) {
    case "apply":
      return () => apply(out, FUNCTIONS[node.function], parts[0]);
    case "sum":
      return () => sum(out, parts);
    case "product":
      return () => product(out, parts);
    case "quotient":
      return () => quotient(out, parts);
    case "complement":
      return () => apply(out, (x) => 1 - x, parts[0]);
    case "projection":
      return () => multiply(out, vectors.weights.weight_hr, parts[0]);
    default:
      return affine(node, vectors, out);
  }
}

/** W x + b, U h + b′, or both, of one block of rows.
 * @param {Expression} node
 * @param {Vectors} vectors
 * @param {Float64Array} out */
function affine({ block, part }, { read, recalled, weights, blocks, units }, out) {
  const from = blocks.indexOf(block) * units;
  const rows = (/** @type {Float64Array} */ all) => all.subarray(from, from + units);
  const halves = { input: [rows(read)], recurrent: [rows(recalled)] };
  const both = [...halves.input, ...(weights.weight_hh ? halves.recurrent : [])];
  const terms = part === "both" ? both : halves[/** @type {"input" | "recurrent"} */ (part)];
  return () => sum(out, terms);
}
