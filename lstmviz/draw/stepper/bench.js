// @ts-check
// What is changed in a run, under the finger: variants of it, each a list of changes. What a hand does to
// them (bench_actions.js) is run and drawn at once; let go it is told to the server, as one step of undo, and
// PyTorch’s run takes the place of the browser’s own (runs.js).

import { connectBench, renderBench } from "./bench_controls.js";
import { begun } from "./changes.js";
import { markOutcome, showOutcome } from "./outcome.js";
import { Runs } from "./runs.js";
import { shownOf } from "./side_by_side.js";
import { Undo } from "./undo.js";

/** @typedef {import("./stepper.js").Stepper} Stepper */
/** @typedef {import("./changes.js").Change} Change */
/** @typedef {import("./changes.js").Form} Form */
/** @typedef {import("./scene.js").Panel} Panel */
/** @typedef {import("./scene.js").Scene} Scene */
/** What the server has: how what can be changed is changed, the variants, and their word of the link.
 * @typedef {{ forms: Record<string, Form>, variants: Change[][], word: string,
 *   most: { changes: number, variants: number } }} Sent */

const STILL = 150; // ms without a move by key, or after drawing, until what can wait is done

export class Bench {
  runs = new Runs();
  /** The changes of each variant as they are shown. @type {Change[][]} */ variants = [[]];
  /** @type {Undo<Change[][]>} */ history = new Undo(this.variants);
  /** Words that the server was told and has not answered. @type {string[]} */ unanswered = [];
  /** @type {Record<string, Form>} */ forms = {};
  most = { changes: 0, variants: 0 };
  /** Which change of the variant the controls are of; −1: one that is not made yet. */
  active = 0;
  /** @type {Change | null} */ draft = null;
  /** @type {import("./scene.js").Question | null} */ question = null;
  frame = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ waiting;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ comparing;

  /** @param {Stepper} stepper */
  constructor(stepper) {
    this.stepper = stepper;
    connectBench(this);
  }

  /** The variant that is shown and changed. */
  get variant() {
    return Math.min(this.stepper.state.variant, this.variants.length - 1);
  }

  get changes() {
    return this.variants[this.variant];
  }

  /** The change that the controls are of. */
  get change() {
    return this.changes[this.active] ?? this.drafted;
  }

  /** The change that "Add" makes. */
  get drafted() {
    if (!this.draft || !this.forms[this.draft.kind]) {
      const [[kind, form]] = Object.entries(this.forms);
      this.draft = begun(kind, form);
    }
    return this.draft;
  }

  /** The word of the link for what was let go last. */
  get word() {
    return this.wordOf(this.history.present);
  }

  /** @param {Change[][]} variants */
  wordOf(variants) {
    return variants.map((changes) => this.runs.wordOf(changes)).join("|");
  }

  /** Takes what comes next as the first that came: nothing before it can be undone. */
  begin() {
    this.letGo();
    this.runs = new Runs();
  }

  /** Takes up what the server sent, unless it answers an older word than the last one it was told.
   * @param {Scene} scene
   * @param {Sent} sent */
  take(scene, { forms, variants, word, most }) {
    const isFirst = !this.runs.sent.length;
    Object.assign(this, { forms, most, question: scene.question });
    this.runs.take(scene.panels, variants, forms, scene.question);
    if (isFirst) this.history = new Undo(variants);
    else if (word === this.word) this.history.present = variants;
    else if (!this.unanswered.includes(word)) this.history.do(variants); // of a link, Back, a guess
    if (word === this.word) this.unanswered = [];
    if (!this.waiting && !this.frame) this.variants = this.history.present;
    this.active = Math.min(this.active, this.changes.length - 1);
    this.runs.list(this.variants);
    clearTimeout(this.comparing);
    this.comparing = setTimeout(() => this.compare(), STILL);
  }

  compare() {
    if (!this.runs.isSmall) return;
    this.runs.compare(this.variants);
    this.stepper.say(this.shown().panels);
  }

  shown() {
    return shownOf(this);
  }

  /** @param {number} at of a change; −1: another that is not made yet */
  choose(at) {
    this.active = at;
    this.render();
  }

  /** @param {Change[]} changes */
  changeTo(changes) {
    this.show(changes);
    this.letGo();
  }

  /** Shows variants as they were let go, and tells the server.
   * @param {Change[][]} variants
   * @param {number} variant */
  standAt(variants, variant) {
    this.variants = variants;
    this.stepper.state.variant = Math.min(variant, variants.length - 1);
    this.active = Math.min(this.active, this.changes.length - 1);
    this.runs.list(variants);
    this.redraw();
    this.tell();
  }

  /** @param {Change[]} changes of the variant
   * @param {number} active */
  show(changes, active = this.active) {
    this.variants = this.variants.with(this.variant, changes);
    this.active = Math.min(active, changes.length - 1);
    this.frame ||= requestAnimationFrame(() => this.redraw());
  }

  // By key a move is let go once nothing more comes.
  letGoSoon() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.letGo(), STILL);
  }

  letGo() {
    clearTimeout(this.waiting);
    this.waiting = undefined;
    if (this.frame) this.redraw();
    if (this.wordOf(this.variants) === this.word) return;
    this.history.do(this.variants);
    this.tell();
  }

  tell() {
    this.unanswered.push(this.word);
    this.stepper.onChanged?.(this.word);
    this.render();
  }

  redraw() {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.runs.again(this.variant, this.changes);
    this.stepper.renew(this.shown());
    this.render();
  }

  render() {
    renderBench(this);
    showOutcome(this);
  }

  mark() {
    markOutcome(this);
  }
}
