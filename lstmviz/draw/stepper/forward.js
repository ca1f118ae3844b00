// @ts-check
// A layer's run in the browser, all units at once: the equations of its cell (nets/cells/) as instructions
// (program.js), over weights and quantities that may be changed (edits.js). It sums in float64, as near to
// PyTorch's float32 as any other order of its sums. PyTorch is the reference: what is shown is set against
// its trace. tests/javascript/test_forward.py holds it to lstmviz.trace.

import { editUnits, editWeight, isEdit, isWeightEdit } from "./edits.js";
import { compiled } from "./program.js";
import { planeOf } from "./scene.js";
import { multiply } from "./vectors.js";

/** @typedef {import("./edits.js").Edit} Edit */
/** @typedef {import("./edits.js").WeightEdit} WeightEdit */
/** @typedef {import("./scene.js").Plane} Plane */
/** Of a panel, its planes and what its cell declares (described_cell.py).
 * @typedef {Pick<import("./scene.js").Panel,
 *   "planes" | "reverse" | "blocks" | "equations" | "initial">} Ran */

export class Forward {
  /** @param {Ran} panel a layer as PyTorch ran it */
  constructor(panel) {
    const { planes, blocks, equations, initial } = panel;
    this.panel = panel;
    this.blocks = blocks;
    this.steps = planes.inputs.rows;
    this.units = planes.weight_ih.rows / blocks.length;
    this.weights = vectors(planes, Object.keys(planes).filter(isWeight));
    this.now = vectors(
      planes,
      equations.map((line) => line.quantity),
    );
    this.before = vectors(this.now, Object.keys(initial));
    this.input = new Float64Array(planes.inputs.columns); // of one step
    this.read = new Float64Array(planes.weight_ih.rows); // W x + b
    this.recalled = new Float64Array(planes.weight_ih.rows); // U h + b′
    this.program = equations.map(({ quantity, expression }) => ({
      quantity,
      ...compiled(expression, this),
    }));
  }

  /**
   * Every quantity, name -> (units, steps), before the first edit the panel's own; and changed weights.
   * @param {(Edit | WeightEdit)[]} edits in the order in which they are made
   * @returns {Record<string, Plane>}
   */
  run(edits) {
    return this.runFrom(edits.some(isWeightEdit) ? 0 : this.firstRead(edits.filter(isEdit)), edits);
  }

  /**
   * The same with so many steps left as they are, whatever is changed there.
   * @param {number} first
   * @param {(Edit | WeightEdit)[]} edits
   * @returns {Record<string, Plane>}
   */
  runFrom(first, edits) {
    const ofUnits = edits.filter(isEdit);
    const ofWeights = edits.filter(isWeightEdit);
    this.begin(first, ofWeights);
    const planes = Object.fromEntries(
      Object.keys(this.now).map((name) => [name, copied(this.panel.planes[name])]),
    );
    for (const { weight } of ofWeights)
      planes[weight] = planeOf(Float32Array.from(this.weights[weight]), this.panel.planes[weight].rows);
    for (let at = first; at < this.steps; at++) this.step(this.placeOf(at), ofUnits, planes);
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
   * @param {WeightEdit[]} edits */
  begin(first, edits) {
    const { planes, initial } = this.panel;
    for (const [name, weight] of Object.entries(this.weights)) weight.set(planes[name].values);
    for (const edit of edits) editWeight(this.weights[edit.weight], planes[edit.weight], edit, this);
    for (const [state, before] of Object.entries(this.before)) {
      const start = planes[initial[state]];
      for (let unit = 0; unit < before.length; unit++)
        before[unit] = first ? planes[state].at(unit, this.placeOf(first - 1)) : start.at(0, unit);
    }
  }

  /** @param {number} step
   * @param {Edit[]} edits
   * @param {Record<string, Plane>} planes */
  step(step, edits, planes) {
    const { weight_ih, weight_hh, bias_ih, bias_hh } = this.weights;
    const { columns, values } = this.panel.planes.inputs;
    this.input.set(values.subarray(step * columns, (step + 1) * columns));
    multiply(this.read, weight_ih, this.input, bias_ih);
    if (weight_hh) multiply(this.recalled, weight_hh, this.before.hidden, bias_hh);
    for (const { quantity, instructions, result } of this.program) {
      for (const instruct of instructions) instruct();
      const now = this.now[quantity];
      now.set(result);
      for (const edit of edits) if (edit.quantity === quantity) editUnits(now, edit, step);
      const plane = planes[quantity];
      for (let unit = 0; unit < now.length; unit++) plane.values[unit * this.steps + step] = now[unit];
    }
    for (const [state, before] of Object.entries(this.before)) before.set(this.now[state]);
  }
}

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
