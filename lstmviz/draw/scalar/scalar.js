// One LSTM cell of one unit beside one RNN unit: one state, one act() that changes it and runs both cells,
// one render() that shows them. No server is asked.

import { drawCell, element, fillCell } from "../stepper/cell.js";
import { decimals } from "../stepper/scene.js";
import { Stepped, within } from "../stepper/stepped.js";
import { planesOf } from "./cell_run.js";
import { buildCurves, drawCurves, markCurves, showStrip } from "./curves.js";
import { connectInput, judge, showTyped } from "./input.js";
import { beginning, hashOf, readHash } from "./link.js";
import { markup } from "./markup.js";
import { fillTable, inWords, readOut } from "./readout.js";
import { buildWeights, showWeights } from "./weights.js";

const shown = new WeakMap();
let left = ""; // the hash one had on leaving the page: Streamlit drops it when another page is chosen

export function mount(parent, content) {
  if (!shown.has(parent)) shown.set(parent, new Scalar(parent, content));
}

export function unmount(parent) {
  shown.get(parent)?.leave();
  shown.delete(parent);
}

class Scalar extends Stepped {
  constructor(parent, content) {
    super(parent, markup(content), "scalar");
    this.content = content;
    this.state = { ...beginning(content, Object.keys(content.presets)[0]), playing: false, hover: null };
    this.buildPresets();
    buildCurves(this);
    buildWeights(this);
    connectInput(this);
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

  begin(preset) {
    const { speed, symbols, panel } = this.state;
    this.play(false);
    judge(this);
    this.notice("");
    this.act({ ...beginning(this.content, preset), speed, symbols, panel });
  }

  act(change) {
    Object.assign(this.state, change);
    const { state, content } = this;
    if (change.numbers || change.inputs || !this.scene) this.compute();
    state.step = within(state.step, this.scene.steps - 1);
    state.stage = within(state.stage, content.panels[state.panel].equations.length);
    this.render();
  }

  // What the stepper's diagram, equations and keys know as a scene.
  compute() {
    const { content } = this;
    const { numbers, inputs } = this.state;
    const panels = content.panels.map((panel) => ({ ...panel, channels: [""] }));
    this.scene = {
      steps: inputs.length,
      tokens: inputs.map((value) => decimals(value)),
      question: null,
      panels: panels.map((panel) => ({ ...panel, planes: planesOf(panel, content.groups, numbers, inputs) })),
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
      rest: false,
    });
    if (this.shown !== state.panel) {
      drawCell(this.cell, panel);
      this.shown = state.panel;
    }
    fillCell(this.cell, scene, panel, { ...state, unit: 0 });
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

  takeUp(hash) {
    if (this.scene && hash === hashOf(this.state, this.content)) return;
    const { state, unread } = readHash(hash, this.content);
    this.act(state);
    this.notice(
      unread.length
        ? `In the link, ${unread.map((word) => `“${word}”`).join(", ")} could not be read and was left out.`
        : "",
    );
  }
}
