// @ts-check
// The runs of one net: untouched, and each variant's. A variant whose changes the server ran is PyTorch's;
// another is run here, as far as the browser can. How far it is from PyTorch is measured on what both ran.

import { marksOf, saysOf } from "./answering.js";
import { operation, word } from "./changes.js";
import { Forward } from "./forward.js";
import { say } from "./say.js";
import { planeOf } from "./scene.js";

/** @typedef {import("./changes.js").Change} Change */
/** @typedef {import("./changes.js").Form} Form */
/** @typedef {import("./scene.js").Panel} Panel */
/** @typedef {import("./scene.js").Plane} Plane */
/** @typedef {import("./scene.js").Question} Question */
/** `served` is what of a variant only the server can do. @typedef {Panel & { served: string }} Run */

const MOST_UNITS = 128; // that the browser runs
const TRUSTED = 1e-3; // how far its numbers may be from PyTorch's, relative where they are large

export class Runs {
  /** As they are shown, the untouched one first. @type {Run[]} */ shown = [];
  /** As PyTorch ran them. @type {Run[]} */ sent = [];
  /** What each variant of these changed, in words of the link. @type {string[]} */ words = [];
  /** How what can be changed is changed, by kind. @type {Record<string, Form>} */ forms = {};
  /** @type {Question | null} */ question = null;
  /** The largest difference from PyTorch; null: none was measured. @type {number | null} */ apart = null;
  /** By the inputs that are read. @type {WeakMap<Plane, Forward>} */ forwards = new WeakMap();

  /** @param {Panel[]} panels
   * @param {Change[][]} variants of which the panels after the first are the runs
   * @param {Record<string, Form>} forms
   * @param {Question | null} question */
  take(panels, variants, forms, question) {
    Object.assign(this, { forms, question, forwards: new WeakMap() });
    this.words = variants.map((changes) => this.wordOf(changes));
    this.sent = panels.map((panel, at) => ({ ...panel, served: at ? this.servedOf(variants[at - 1]) : "" }));
  }

  /** Renews all that is shown. Where the browser cannot, what was shown stays until the server has it.
   * @param {Change[][]} variants */
  list(variants) {
    const [untouched, ...sent] = this.sent;
    const [, ...shown] = this.shown;
    this.shown = [untouched, ...variants.map((_, at) => shown[at] ?? sent[at] ?? untouched)];
    variants.forEach((changes, at) => this.again(at, changes));
  }

  /** @param {number} at
   * @param {Change[]} changes */
  again(at, changes) {
    const here = [this.sent[at + 1], this.shown[at + 1], this.sent[0]];
    const base = here.find((run) => run?.served === this.servedOf(changes));
    if (this.words[at] === this.wordOf(changes)) this.shown[at + 1] = this.sent[at + 1];
    else if (base && this.isSmall && this.isTrusted) this.shown[at + 1] = this.run(changes, base);
  }

  /** Whether what is shown of a variant is not yet what its changes do: the server was asked.
   * @param {number} at
   * @param {Change[]} changes */
  isBehind(at, changes) {
    const { served } = this.shown[at + 1];
    const runsHere = this.isSmall && this.isTrusted && served === this.servedOf(changes);
    return !runsHere && this.words[at] !== this.wordOf(changes);
  }

  get isSmall() {
    const [{ units, equations }] = this.sent;
    return equations.length > 0 && units <= MOST_UNITS;
  }

  get isTrusted() {
    return this.apart === null || this.apart <= TRUSTED;
  }

  /** @param {Change[]} changes */
  wordOf(changes) {
    return changes.map((change) => word(this.forms[change.kind], change)).join(";");
  }

  /** Those of a list that are on and can be made.
   * @param {Change[]} changes */
  made(changes) {
    return changes.filter(({ on, refused, kind }) => on && !refused && this.forms[kind]);
  }

  /** @param {Change[]} changes */
  servedOf(changes) {
    return this.wordOf(this.made(changes).filter(({ kind }) => !this.forms[kind].does));
  }

  /** @param {Change[]} changes
   * @param {Run} base what is read is as there
   * @returns {Run} */
  run(changes, base) {
    const [untouched] = this.sent;
    const { tokens, question, served } = base;
    const { inputs, readout_bias } = base.planes;
    const forward = this.forwardOf(inputs);
    const made = this.made(changes).map((change) => operation(this.forms[change.kind], change));
    const here = made.filter((one) => one !== null);
    const isOther = inputs !== untouched.planes.inputs && base.tokens !== untouched.tokens;
    const planes = isOther ? forward.runFrom(0, here) : forward.run(here);
    const run = { ...withPlanes(untouched, { inputs, ...planes }), tokens, question, served };
    return this.answered(readout_bias ? withPlanes(run, { readout_bias }) : run);
  }

  /** @param {Plane} inputs that are read */
  forwardOf(inputs) {
    const forward = this.forwards.get(inputs) ?? new Forward(withPlanes(this.sent[0], { inputs }));
    this.forwards.set(inputs, forward);
    return forward;
  }

  /** @param {Run} run
   * @returns {Run} */
  answered(run) {
    const question = run.question ?? this.question;
    if (!question || !run.planes.says) return run;
    if (!run.planes.readout_weight) return withPlanes(run, unknown(run.planes)); // until the server has it
    const says = saysOf(run.planes, question);
    return withPlanes(run, { says, ...marksOf(says, question) });
  }

  /** Measures how far the browser's own runs are from those that PyTorch sent.
   * @param {Change[][]} variants */
  compare(variants) {
    const [untouched, ...sent] = this.sent;
    const whole = this.forwardOf(untouched.planes.inputs).runFrom(0, []);
    const differences = sent.map((run, at) => {
      const changes = variants[at] ?? [];
      return this.words[at] === this.wordOf(changes) ? apart(run, this.run(changes, run)) : 0;
    });
    this.apart = Math.max(apart(untouched, withPlanes(untouched, whole)), ...differences);
  }

  /** In one sentence; nothing where the browser runs nothing, or all that there is to set itself against. */
  get agreement() {
    if (!this.apart) return "";
    if (!this.isTrusted)
      return ` · ${say("the browser’s own run is too far from it: the server runs every move")}`;
    const largest = this.apart.toExponential(0);
    return ` · ${say("the browser’s own run: max |Δ| = {largest}", { largest })}`;
  }
}

/** The answers of a run where other layers stand between it and them, which the browser does not run.
 * @param {Record<string, Plane>} planes */
const unknown = ({ says, right, wrong }) =>
  Object.fromEntries(
    Object.entries({ says, right, wrong }).map(([name, { values, rows }]) => [
      name,
      planeOf(values.slice().fill(NaN), rows),
    ]),
  );

/** @template {Panel} P
 * @param {P} panel
 * @param {Record<string, Plane>} planes
 * @returns {P} */
const withPlanes = (panel, planes) => ({ ...panel, planes: { ...panel.planes, ...planes } });

/** The largest difference of two runs, relative where the numbers are large.
 * @param {Panel} one
 * @param {Panel} other */
export function apart(one, other) {
  let most = 0;
  for (const { name } of one.quantities) {
    const [these, those] = [one.planes[name].values, other.planes[name].values];
    for (let at = 0; at < these.length; at++)
      most = Math.max(most, Math.abs(these[at] - those[at]) / Math.max(1, Math.abs(these[at])));
  }
  return most;
}
