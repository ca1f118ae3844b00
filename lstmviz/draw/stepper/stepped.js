// @ts-check
// Whatever is stepped through: its life on the page, its cursor, playing, its link, what follows at rest. The
// stepper and the cell of one unit build on it; they say what is shown: `scene`, `state`, act() and the rest.

import { connectButtons } from "./buttons.js";
import { REST, STAGED_SPEED } from "./constants.js";
import { connectKeys } from "./keys.js";

const BEAT = 500; // ms a step at speed 1
const SKIP_LINK = '[data-testid="stSkipToContent"]'; // of the page around, "Skip to main content"

/** @template {{ steps: number, panels: { equations: any[], steps: number }[] }} Shown
 * @template {{ step: number, stage: number, panel: number, speed: number, playing: boolean }} State */
export class Stepped {
  /** What is shown. @type {Shown} */ scene = /** @type {any} */ (null);
  /** Fields of the link, and what a hand has moved. @type {State} */ state = /** @type {any} */ (null);
  /** @type {ReturnType<typeof setTimeout> | undefined} */ resting;
  /** @type {ReturnType<typeof setInterval> | undefined} */ beating;

  /** Changes the state and shows it. Said by what is stepped through.
   * @param {any} _change fields of the state */
  act(_change) {}
  /** What follows at rest: the link, the spoken words, the table. */
  rest() {}
  /** Goes where a link says.
   * @param {string} _hash */
  takeUp(_hash) {}

  /** @param {Element} parent
   * @param {string} markup ours to the last character
   * @param {string} testid of the markup's root */
  constructor(parent, markup, testid) {
    this.path = window.location.pathname;
    parent.insertAdjacentHTML("beforeend", markup);
    /** @type {any} */ this.root = parent.querySelector(`[data-testid="${testid}"]`);
    this.root.tabIndex = -1; // where the link leads that skips the rest
    this.part = (/** @type {string} */ name) => this.root.querySelector(`[data-part="${name}"]`);
    this.cell = {
      diagram: this.part("diagram"),
      lines: this.part("equations"),
      terms: this.part("terms"),
    };
    this.part("table")
      .closest("details")
      .addEventListener("toggle", () => this.rest());
    connectButtons(this);
    this.ends = new AbortController();
    const { signal } = this.ends;
    document.addEventListener("click", (event) => this.skipTo(event), { capture: true, signal });
    connectKeys(this, signal);
    // The event's own address: whoever writes the hash meanwhile does not change what was asked for.
    const takeUpHash = (/** @type {HashChangeEvent} */ { newURL }) => this.takeUp(new URL(newURL).hash);
    window.addEventListener("hashchange", takeUpHash, { signal });
  }

  /** Streamlit's own link leads to the controls above.
   * @param {MouseEvent} event */
  skipTo(event) {
    if (!(/** @type {Element} */ (event.target).closest(SKIP_LINK))) return;
    event.preventDefault();
    event.stopPropagation();
    this.root.focus();
  }

  leave() {
    this.play(false);
    clearTimeout(this.resting);
    this.ends.abort();
    this.root.remove();
  }

  /** How many steps the chosen net takes; another may have read a longer sequence.
   * @returns {number} */
  get steps() {
    return this.scene.panels[this.state.panel].steps;
  }

  /** How many sub-steps the chosen net has.
   * @returns {number} */
  get stages() {
    return this.scene.panels[this.state.panel].equations.length;
  }

  /** Sub-steps run on into the next step.
   * @param {number} direction -1 or 1 */
  substep(direction) {
    const { step, stage } = this.state;
    if (direction > 0 && stage === this.stages) return this.move(1, 1);
    if (direction < 0 && stage <= 1 && step > 0) return this.act({ step: step - 1, stage: this.stages });
    return this.act({ stage: Math.max(stage + direction, 1) });
  }

  /** @param {number} steps
   * @param {number} stage */
  move(steps, stage = this.state.stage) {
    this.act({ step: this.state.step + steps, stage });
  }

  /** To a unit further down.
   * @param {number} units */
  moveUnit(units) {
    this.act({ unit: /** @type {any} */ (this.state).unit + units });
  }

  /** By hand, which ends playing.
   * @param {number} steps */
  walk(steps) {
    this.play(false);
    this.move(steps);
  }

  /** By hand, which ends playing.
   * @param {number} direction -1 or 1 */
  walkStages(direction) {
    this.play(false);
    this.substep(direction);
  }

  /** @param {number} step */
  scrub(step) {
    this.play(false);
    this.act({ step });
  }

  /** @param {boolean} playing */
  play(playing) {
    clearInterval(this.beating);
    if (this.state.playing === playing && !playing) return;
    const { step, speed } = this.state;
    const ended = step === this.steps - 1;
    this.act({ playing, ...(playing && ended ? { step: 0, stage: 0 } : {}) });
    const beat = speed === STAGED_SPEED ? BEAT : BEAT / speed;
    if (playing) this.beating = setInterval(() => this.beat(), beat);
  }

  beat() {
    const staged = this.state.speed === STAGED_SPEED;
    const done = !staged || this.state.stage === this.stages;
    if (this.state.step === this.steps - 1 && done) return this.play(false);
    return staged ? this.substep(1) : this.move(1);
  }

  // Browsers throttle changes of the address, and a voice cannot follow a slider: both wait for stillness.
  restSoon() {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.rest(), REST);
  }

  /** Without a rerun and without a new entry in the history. A frame of a notebook has no address to write;
   * what is drawn late of a page that was left writes nothing into the next one's.
   * @param {string} next hash */
  writeLink(next) {
    const { pathname, search, hash } = window.location;
    if (next === hash || this.ends.signal.aborted) return;
    try {
      window.history.replaceState(window.history.state, "", pathname + search + next);
    } catch {
      this.root.classList.add("unaddressed");
    }
  }

  /** The address that shows the same; "" in a frame that has none. */
  link() {
    this.rest();
    return this.root.classList.contains("unaddressed") ? "" : window.location.href;
  }

  /** @param {string} text */
  notice(text) {
    this.part("notice").hidden = !text;
    this.part("notice").textContent = text;
  }
}

/** @param {number} value
 * @param {number} most */
export const within = (value, most) => Math.max(0, Math.min(Math.round(value) || 0, most));
