// @ts-check
// A layer's run in the browser, all units at once: the equations of its cell (nets/cells/) as a list of
// instructions, over weights and quantities that may be changed. It sums in float64, as near to PyTorch's
// float32 as any other order of its sums. PyTorch is the reference: what is shown is set against its trace.
// tests/javascript/test_forward.py holds it to lstmviz.trace.

import { FUNCTIONS } from "./expression.js";
import { planeOf } from "./scene.js";

/** @typedef {import("./expression.js").Expression} Expression */
/** @typedef {import("./scene.js").Plane} Plane */
/** @typedef {"set" | "add" | "scale"} Mode */
/**
 * A quantity changed on the way, in one unit or all (null). Steps count from 1, both belong to it; null: all.
 * @typedef {{ quantity: string, mode: Mode, value: number,
 *   unit: number | null, first: number | null, last: number | null }} Edit
 */
/**
 * A weight changed before the run: one row or those of a block, and one column, or all of them (null).
 * @typedef {{ weight: string, mode: Mode, value: number,
 *   block: string | null, row: number | null, column: number | null }} WeightChange
 */
/** @typedef {Edit | WeightChange} Change */

/** @type {Record<Mode, (was: number, value: number) => number>} */
const MODES = {
  set: (_, value) => value,
  add: (was, value) => was + value,
  scale: (was, value) => was * value,
};

export class Forward {
  /** @param {any} panel a layer as PyTorch ran it: its planes, and what its cell declares (pack.py) */
  constructor(panel) {
    const { planes, blocks, equations, initial } = panel;
    this.panel = panel;
    this.steps = planes.inputs.rows;
    this.units = planes.weight_ih.rows / blocks.length;
    this.weights = vectors(planes, Object.keys(planes).filter(isWeight));
    this.now = vectors(
      planes,
      equations.map((/** @type {any} */ line) => line.quantity),
    );
    this.before = vectors(this.now, Object.keys(initial));
    this.read = new Float64Array(planes.weight_ih.rows); // W x + b
    this.recalled = new Float64Array(planes.weight_ih.rows); // U h + b′
    this.program = equations.map((/** @type {any} */ { quantity, expression }) =>
      this.compiled(quantity, expression),
    );
  }

  /**
   * Every quantity, name -> (units, steps), before the first change the panel's own; and changed weights.
   * @param {Change[]} changes in the order in which they are made
   * @returns {Record<string, Plane>}
   */
  run(changes) {
    const isOfWeights = changes.some(isWeightChange);
    return this.runFrom(isOfWeights ? 0 : this.firstRead(changes.filter(isEdit)), changes);
  }

  /**
   * The same with so many steps left as they are, whatever is changed there.
   * @param {number} first
   * @param {Change[]} changes
   * @returns {Record<string, Plane>}
   */
  runFrom(first, changes) {
    const edits = changes.filter(isEdit);
    this.begin(first, changes.filter(isWeightChange));
    const planes = Object.fromEntries(
      Object.keys(this.now).map((name) => [name, copied(this.panel.planes[name])]),
    );
    for (const { weight } of changes.filter(isWeightChange))
      planes[weight] = planeOf(Float32Array.from(this.weights[weight]), this.panel.planes[weight].rows);
    for (let at = first; at < this.steps; at++) this.step(this.placeOf(at), edits, planes);
    return planes;
  }

  /** Where in the order of reading the first edit takes hold.
   * @param {Edit[]} edits */
  firstRead(edits) {
    const { reverse } = this.panel;
    const starts = edits.map(({ first, last }) =>
      reverse ? this.steps - (last ?? this.steps) : (first ?? 1) - 1,
    );
    return Math.min(this.steps, ...starts);
  }

  /** The step that is read as this many others have been.
   * @param {number} at */
  placeOf(at) {
    return this.panel.reverse ? this.steps - 1 - at : at;
  }

  /** Puts weights and states where a run begins that goes on from this many steps.
   * @param {number} first
   * @param {WeightChange[]} changes */
  begin(first, changes) {
    const { planes, initial } = this.panel;
    for (const [name, weight] of Object.entries(this.weights)) weight.set(planes[name].values);
    for (const change of changes)
      changeWeight(this.weights[change.weight], planes[change.weight], change, this.rowsOf(change));
    for (const [state, before] of Object.entries(this.before)) {
      const start = planes[initial[state]];
      for (let unit = 0; unit < before.length; unit++)
        before[unit] = first ? planes[state].at(unit, this.placeOf(first - 1)) : start.at(0, unit);
    }
  }

  /** @param {WeightChange} change
   * @returns {[number, number] | null} */
  rowsOf({ block, row }) {
    if (row !== null) return [row, row + 1];
    if (block === null) return null;
    const from = this.panel.blocks.indexOf(block) * this.units;
    return [from, from + this.units];
  }

  /** @param {number} step
   * @param {Edit[]} edits
   * @param {Record<string, Plane>} planes */
  step(step, edits, planes) {
    const { weight_ih, weight_hh, bias_ih, bias_hh } = this.weights;
    const { columns, values } = this.panel.planes.inputs;
    multiply(this.read, weight_ih, values.subarray(step * columns, (step + 1) * columns), bias_ih);
    if (weight_hh) multiply(this.recalled, weight_hh, this.before.hidden, bias_hh);
    for (const { quantity, instructions, result } of this.program) {
      for (const instruct of instructions) instruct();
      const now = this.now[quantity];
      now.set(result);
      for (const edit of edits) if (edit.quantity === quantity) takeHold(now, edit, step);
      const plane = planes[quantity];
      for (let unit = 0; unit < now.length; unit++) plane.values[unit * this.steps + step] = now[unit];
    }
    for (const [state, before] of Object.entries(this.before)) before.set(this.now[state]);
  }

  /** The instructions that an equation comes to, and where its result stands after them.
   * @param {string} quantity
   * @param {Expression} expression */
  compiled(quantity, expression) {
    /** @type {(() => void)[]} */
    const instructions = [];
    return { quantity, instructions, result: this.vectorOf(expression, instructions) };
  }

  /** The vector that holds an expression once the instructions are done that are added here.
   * @param {Expression} node
   * @param {(() => void)[]} instructions
   * @returns {Float64Array} */
  vectorOf(node, instructions) {
    if (node.op === "now") return this.now[node.quantity];
    if (node.op === "before") return this.before[node.state];
    if (node.op === "unitweight") return this.weights[node.name];
    const parts = [node.of ?? []].flat().map((/** @type {any} */ part) => this.vectorOf(part, instructions));
    const out = new Float64Array(node.op === "projection" ? this.before.hidden.length : this.units);
    instructions.push(this.instruction(node, out, parts));
    return out;
  }

  /** @param {Expression} node
   * @param {Float64Array} out
   * @param {Float64Array[]} parts
   * @returns {() => void} */
  instruction(node, out, parts) {
    switch (node.op) {
      case "apply":
        return () => apply(out, FUNCTIONS[node.function], parts[0]);
      case "sum":
        return () => fold(out, parts, (one, other) => one + other);
      case "product":
        return () => fold(out, parts, (one, other) => one * other);
      case "quotient":
        return () => fold(out, parts, (one, other) => one / other);
      case "complement":
        return () => apply(out, (x) => 1 - x, parts[0]);
      case "projection":
        return () => multiply(out, this.weights.weight_hr, parts[0]);
      default:
        return this.affine(node, out);
    }
  }

  /** W x + b, U h + b′, or both, of one block of rows.
   * @param {Expression} node
   * @param {Float64Array} out */
  affine({ block, part }, out) {
    const from = this.panel.blocks.indexOf(block) * this.units;
    const rows = (/** @type {Float64Array} */ all) => all.subarray(from, from + this.units);
    const halves = { input: [rows(this.read)], recurrent: [rows(this.recalled)] };
    const both = [...halves.input, ...(this.weights.weight_hh ? halves.recurrent : [])];
    const terms = part === "both" ? both : halves[/** @type {"input" | "recurrent"} */ (part)];
    return () => fold(out, terms, (one, other) => one + other);
  }
}

/** @param {Change} change
 * @returns {change is Edit} */
const isEdit = (change) => "quantity" in change;

/** @param {Change} change
 * @returns {change is WeightChange} */
const isWeightChange = (change) => "weight" in change;

const isWeight = (/** @type {string} */ name) => /^(weight|bias)_/.test(name);

/** A vector for each of these names, as long as there are rows, or as the whole of a weight.
 * @param {Record<string, any>} like
 * @param {string[]} names
 * @returns {Record<string, Float64Array>} */
function vectors(like, names) {
  const length = (/** @type {string} */ name) =>
    isWeight(name) ? like[name].values.length : (like[name].rows ?? like[name].length);
  return Object.fromEntries(names.map((name) => [name, new Float64Array(length(name))]));
}

/** @param {Plane} plane */
const copied = ({ values, rows }) => planeOf(values.slice(), rows);

/** @param {Float64Array} values
 * @param {Plane} plane
 * @param {WeightChange} change
 * @param {[number, number] | null} of rows from the one to before the other; null: all */
function changeWeight(values, { rows, columns }, { mode, value, column }, of) {
  const wide = rows === 1 ? 1 : columns; // a bias is one column
  const [from, to] = of ?? [0, values.length / wide];
  const [left, right] = column === null ? [0, wide] : [column, column + 1];
  for (let row = from; row < to; row++)
    for (let at = row * wide + left; at < row * wide + right; at++)
      values[at] = Math.fround(MODES[mode](values[at], value));
}

/** @param {Float64Array} now
 * @param {Edit} edit
 * @param {number} step */
function takeHold(now, { mode, value, unit, first, last }, step) {
  if (first !== null && last !== null && (step < first - 1 || step > last - 1)) return;
  const [from, to] = unit === null ? [0, now.length] : [unit, unit + 1];
  for (let at = from; at < to; at++) now[at] = MODES[mode](now[at], value);
}

/** @param {Float64Array} out
 * @param {(x: number) => number} made
 * @param {Float64Array} of */
function apply(out, made, of) {
  for (let at = 0; at < out.length; at++) out[at] = made(of[at]);
}

/** @param {Float64Array} out
 * @param {Float64Array[]} parts
 * @param {(one: number, other: number) => number} join */
function fold(out, [first, ...rest], join) {
  out.set(first);
  for (const part of rest) for (let at = 0; at < out.length; at++) out[at] = join(out[at], part[at]);
}

/** out = M v + b; four rows at a time, whose sums do not wait for each other.
 * @param {Float64Array} out
 * @param {Float64Array} matrix a row for each number of out
 * @param {ArrayLike<number>} vector
 * @param {Float64Array} [bias] */
function multiply(out, matrix, vector, bias) {
  const wide = vector.length;
  let row = 0;
  for (; row + 3 < out.length; row += 4) {
    let [one, two, three, four] = [0, 0, 0, 0];
    for (let at = 0, from = row * wide; at < wide; at++, from++) {
      const factor = vector[at];
      one += matrix[from] * factor;
      two += matrix[from + wide] * factor;
      three += matrix[from + 2 * wide] * factor;
      four += matrix[from + 3 * wide] * factor;
    }
    out[row] = one;
    out[row + 1] = two;
    out[row + 2] = three;
    out[row + 3] = four;
  }
  for (; row < out.length; row++) {
    out[row] = 0;
    for (let at = 0; at < wide; at++) out[row] += matrix[row * wide + at] * vector[at];
  }
  if (bias) for (let at = 0; at < out.length; at++) out[at] += bias[at];
}
