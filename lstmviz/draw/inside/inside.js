// @ts-check
// One cell of one unit beside one RNN unit: one state, one act() that changes it and runs both cells,
// one render() that shows them. No server is asked.

import { drawCell, fillCell } from "../stepper/cell.js";
import { element } from "../stepper/elements.js";
import { decimals } from "../stepper/scene.js";
import { Stepped, within } from "../stepper/stepped.js";
import { connectTakeAway } from "../take_away/take_away.js";
import { planesOf } from "./cell_run.js";
import { buildCurves, drawCurves, markCurves, showStrip } from "./curves.js";
import { connectInput, connectRow, judge, showTyped } from "./input.js";
import { beginning, hashOf, readHash } from "./link.js";
import { markup, reading } from "./markup.js";
import { offerOf } from "./offer.js";
import { fillTable, inWords, readOut } from "./readout.js";
import { buildWeights, connectWeights, showWeights } from "./weights.js";
import { language, say, speak } from "../stepper/say.js";

/** @typedef {import("./link.js").Content} Content */
/** @typedef {import("./link.js").State & { playing: boolean, hover: any, listed: number }} State */

/** @type {WeakMap<Element, Inside>} */
const shown = new WeakMap();
let left = ""; // the hash one had on leaving the page: Streamlit drops it when another page is chosen

/** @param {Element} parent
 * @param {Content} content */
export function mount(parent, content) {
  if (content.spoken.language !== language()) unmount(parent); // its texts are in another language
  speak(content.spoken);
  if (!shown.has(parent)) shown.set(parent, new Inside(parent, content));
}

/** @param {Element} parent */
export function unmount(parent) {
  shown.get(parent)?.leave();
  shown.delete(parent);
}

/** @extends {Stepped<any, State>} */
export class Inside extends Stepped {
  /** The chosen cell and the one beside it. @type {import("./link.js").Cell[]} */ cells = [];
  /** @type {import("./curves.js").Row[]} */ rows = [];
  /** The panel whose cell is drawn. @type {number | null} */ shown = null;

  /** @param {Element} parent
   * @param {Content} content */
  constructor(parent, content) {
    super(parent, markup(content), "inside");
    this.content = content;
    /** @type {State} */ this.state = {
      ...beginning(content, Object.keys(content.presets)[0]),
      playing: false,
      hover: null,
      listed: 0,
    };
    this.buildPresets();
    this.part("cell").addEventListener("change", (/** @type {any} */ { target }) =>
      this.act({ cell: target.value }),
    );
    connectWeights(this);
    connectInput(this);
    connectTakeAway(this.part("take-away"), offerOf(this));
    this.takeUp(window.location.hash || left);
    this.root.dataset.ready = "";
  }

  leave() {
    left = hashOf(this.state, this.content);
    super.leave();
  }

  buildPresets() {
    for (const [name, { title }] of Object.entries(this.content.presets)) {
      const button = element("button", { type: "button", textContent: title });
      button.dataset.preset = name;
      button.addEventListener("click", (event) => {
        this.begin(name);
        if (event.detail) button.blur(); // clicked by hand: Space plays, as everywhere
      });
      this.part("presets").append(button);
    }
  }

  /** @param {string} preset */
  begin(preset) {
    const { speed, symbols, panel } = this.state;
    this.play(false);
    judge(this);
    this.notice("");
    this.act({ ...beginning(this.content, preset), speed, symbols, panel });
  }

  /** @param {Partial<State>} change */
  act(change) {
    Object.assign(this.state, change);
    const { state } = this;
    const other = state.cell !== this.cells[0]?.cell;
    if (other) this.choose();
    if (other || change.numbers || change.inputs) this.compute();
    state.step = within(state.step, this.scene.steps - 1);
    state.stage = within(state.stage, this.stages);
    this.render();
  }

  // Another cell has other curves, weights and equations.
  choose() {
    const { content, state, part, root } = this;
    this.cells = [state.cell, content.beside].map((name) => content.cells[name]);
    state.hover = null;
    buildCurves(this);
    for (const row of this.rows) connectRow(this, row);
    buildWeights(this);
    part("cell").value = state.cell;
    root.querySelector('[data-set="panel=0"]').textContent = this.cells[0].title;
    this.shown = null;
  }

  // What the stepper's diagram, equations and keys know as a scene.
  compute() {
    const { numbers, inputs } = this.state;
    const cells = this.cells.map((cell) => ({ ...cell, channels: [""] }));
    const steps = inputs.length;
    const tokens = inputs.map((value) => decimals(value));
    this.scene = {
      steps,
      tokens,
      question: null,
      panels: cells.map((cell) => ({ ...cell, steps, tokens, planes: planesOf(cell, numbers, inputs) })),
    };
    drawCurves(this);
    showWeights(this);
    showTyped(this);
  }

  render() {
    const { root, scene, state } = this;
    const panel = scene.panels[state.panel];
    Object.assign(root.dataset, {
      preset: state.preset,
      step: state.step,
      steps: scene.steps,
      unit: 0,
      stage: state.stage,
      panel: state.panel,
      cell: state.cell,
      rest: false,
    });
    if (this.shown !== state.panel) {
      drawCell(this.cell, panel);
      this.part("reading").innerHTML = reading(panel);
      this.shown = state.panel;
    }
    fillCell(this.cell, panel, { step: state.step, unit: 0, listed: state.listed || state.stage });
    markCurves(this);
    showStrip(this);
    readOut(this);
    this.restSoon();
  }

  rest() {
    this.writeLink(hashOf(this.state, this.content));
    if (this.state.playing) return;
    this.part("spoken").textContent = inWords(this.scene, this.state);
    fillTable(this.part("table"), this.scene);
    this.root.dataset.rest = true;
  }

  /** @param {string} hash */
  takeUp(hash) {
    if (this.scene && hash === hashOf(this.state, this.content)) return;
    const { state, unread } = readHash(hash, this.content);
    this.act(state);
    this.notice(
      unread.length
        ? say("Left out of the link, as it could not be read: {words}", { words: unread.join(", ") })
        : "",
    );
  }
}
