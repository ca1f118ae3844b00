// The stepper: one state, one act() that changes it, one render() that shows it. No server is asked.

import { connectBrush } from "./brush.js";
import { drawCell, element, fillCell } from "./cell.js";
import { drawHeatmaps, drawScales, mark } from "./heatmaps.js";
import { fit, sizeOf } from "./layout.js";
import { hashOf, readHash, writeHash } from "./link.js";
import { connectKeys, connectTransport } from "./transport.js";
import { player } from "./player.js";
import { readOut } from "./readout.js";
import { alike, unpack } from "./scene.js";
import { markup } from "./markup.js";
import { themeOf } from "./theme.js";
import { describe, fillTable } from "./words.js";

const REST = 250; // ms of stillness after which the address and the spoken words follow
// Once it has chosen a scene, the arrows are the stepper's again.
const HOLDS_ARROWS = ":is(input[type=text], [role=radio]):focus";
const steppers = new WeakMap();
const left = new Map(); // path of a page -> where its stepper stood when taken off, since the address forgets

// Shows a scene in `parent`; called again with other bytes it keeps step, unit and all marks.
// Everything but the heatmaps stands at once; they follow when plotly(), a promise, has loaded the library.
// `brushed` is told when, in a draggable scene, a drag chooses a unit and a range of steps.
export function mount(parent, bytes, plotly, brushed = null) {
  if (!steppers.has(parent)) steppers.set(parent, new Stepper(parent));
  steppers.get(parent).brushed = brushed;
  return steppers.get(parent).show(bytes, plotly);
}

export function unmount(parent) {
  steppers.get(parent)?.leave();
  steppers.delete(parent);
}

class Stepper {
  constructor(parent) {
    this.state = {
      step: 0,
      unit: 0,
      panel: 0,
      stage: 0,
      pin: null,
      brush: null,
      speed: 1,
      symbols: false,
      playing: false,
      hover: null,
    };
    this.path = window.location.pathname;
    parent.insertAdjacentHTML("beforeend", markup);
    this.root = parent.querySelector('[data-testid="stepper"]');
    this.part = (name) => this.root.querySelector(`[data-part="${name}"]`);
    this.cell = { diagram: this.part("diagram"), lines: this.part("equations"), terms: this.part("terms") };
    this.part("table")
      .closest("details")
      .addEventListener("toggle", () => this.rest());
    connectTransport(this);
    this.disconnectKeys = connectKeys(this);
    this.readAddress = this.readAddress.bind(this);
    window.addEventListener("hashchange", this.readAddress);
    this.resize = this.resize.bind(this);
    window.addEventListener("resize", this.resize);
    this.sized = new ResizeObserver(this.resize);
    this.sized.observe(parent);
  }

  leave() {
    this.play(false);
    left.set(this.path, hashOf(this.state));
    clearTimeout(this.resting);
    this.disconnectKeys();
    window.removeEventListener("hashchange", this.readAddress);
    window.removeEventListener("resize", this.resize);
    this.sized.disconnect();
    this.root.remove();
  }

  async show(bytes, plotly) {
    const first = !this.scene;
    this.drawn = false;
    this.scene = unpack(bytes);
    this.state.brush = null;
    this.theme = themeOf(this.root);
    for (const [name, colour] of Object.entries(this.scene.colours[this.theme]))
      this.root.style.setProperty(`--${name}`, colour);
    this.build();
    this.size = fit(this);
    if (first) this.takeUp(window.location.hash || left.get(this.path) || "");
    else document.querySelector(HOLDS_ARROWS)?.blur();
    this.act({});
    if (!window.Plotly) await new Promise(requestAnimationFrame); // it takes a third of a second to start
    await plotly();
    await this.drawAll();
    this.root.dataset.ready = "";
  }

  // Only what is new: while a slider moves, the untouched run stays as it is.
  async drawAll() {
    const { panels } = this.scene;
    const stays = (index) =>
      this.drawnIn === this.look() &&
      this.drawnPanels[index] &&
      alike(this.drawnPanels[index], panels[index], this.theme);
    await Promise.all(panels.map((panel, index) => stays(index) || this.draw(panel, index)));
    Object.assign(this, { drawnPanels: panels, drawnIn: this.look() });
    this.drawn = true;
    this.act({});
  }

  // When the window or the column it stands in takes another size; a page that merely grows longer does not.
  resize() {
    clearTimeout(this.resizing);
    this.resizing = setTimeout(() => {
      if (!this.drawn || this.size === sizeOf(this)) return;
      this.size = fit(this);
      this.drawAll();
    }, 100);
  }

  // What changes with the scene but not with the step.
  build() {
    this.part("tokens").replaceChildren(
      ...this.scene.tokens.map((textContent) => element("span", { textContent })),
    );
    const sections = this.part("panels");
    while (sections.children.length > this.scene.panels.length) sections.lastChild.remove();
    this.scene.panels.forEach((panel, index) => {
      if (!sections.children[index])
        sections.append(this.part("panel").content.firstElementChild.cloneNode(true));
      const section = sections.children[index];
      section.querySelector("h3").textContent = panel.title;
      section.querySelector(".detail").textContent = panel.detail;
      const rows = panel.quantities.map(({ title }) => title).join(", ");
      section
        .querySelector(".figure")
        .setAttribute(
          "aria-label",
          `Heatmaps of ${panel.title}: ${rows}; ${panel.units} units by ${this.scene.steps} steps. The numbers of each step are in the table below and are read out.`,
        );
    });
    this.shown = null;
  }

  draw(panel, index) {
    const look = { figure: panel.figures[this.theme], colours: this.scene.colours[this.theme] };
    const act = {
      hover: (at) => this.act({ hover: at && { ...at, panel: index } }),
      pin: ({ step, unit }) =>
        this.act(unit === null ? { step } : { step, unit, panel: index, pin: { step, unit } }),
    };
    if (this.scene.draggable && panel.equations.length) {
      connectBrush(this.figure(index), panel, this.brushed, (brush) => this.act({ brush, panel: index }));
    }
    drawScales(this.figure(index).nextElementSibling, look.figure);
    return drawHeatmaps(this.figure(index), panel, look, act);
  }

  look() {
    return `${this.theme} at ${this.size}`;
  }

  figure(index) {
    return this.part("panels").children[index].querySelector(".figure");
  }

  act(change) {
    Object.assign(this.state, change);
    const { state, scene } = this;
    const limit = (value, most) => Math.max(0, Math.min(Math.round(value) || 0, most));
    state.panel = limit(state.panel, scene.panels.length - 1);
    if (!scene.panels[state.panel].equations.length)
      state.panel = scene.panels.findIndex(({ equations }) => equations.length);
    const panel = scene.panels[state.panel];
    state.step = limit(state.step, scene.steps - 1);
    state.unit = limit(state.unit, panel.units - 1);
    state.stage = limit(state.stage, panel.equations.length);
    if (state.pin && (state.pin.step >= scene.steps || state.pin.step < 0 || state.pin.unit >= panel.units))
      state.pin = null;
    this.render();
  }

  render() {
    const { root, scene, state } = this;
    const panel = scene.panels[state.panel];
    Object.assign(root.dataset, {
      step: state.step,
      steps: scene.steps,
      unit: state.unit,
      stage: state.stage,
      panel: state.panel,
    });
    if (this.drawn)
      scene.panels.forEach((_, index) =>
        mark(this.figure(index), {
          ...state,
          brush: index === state.panel ? state.brush : null,
          chosen: index === state.panel || scene.panels[index].units > state.unit,
        }),
      );
    if (this.shown !== state.panel) drawCell(this.cell, scene.panels[(this.shown = state.panel)]);
    fillCell(this.cell, scene, panel, state);
    readOut(this);
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.rest(), REST);
  }

  rest() {
    writeHash(this.state);
    if (this.state.playing) return;
    this.part("spoken").textContent = describe.step(this.scene, this.state);
    fillTable(this.part("table"), this.scene.panels[this.state.panel], this.state.step);
  }

  readAddress() {
    this.takeUp(window.location.hash);
  }

  takeUp(hash) {
    if (hash === hashOf(this.state)) return;
    const { state, unread } = readHash(hash);
    if (!SPEEDS.has(state.speed ?? 1)) {
      unread.push(`x=${state.speed}`);
      delete state.speed;
    }
    this.act(state);
    const changed = ["step", "unit", "panel", "stage"].filter(
      (field) => field in state && state[field] !== this.state[field],
    );
    this.notice([
      ...unread.map((word) => `“${word}” was not understood`),
      ...changed.map(
        (field) =>
          `there is no ${field} ${state[field] + (field === "step" || field === "panel" ? 1 : 0)} here`,
      ),
    ]);
  }

  notice(lines) {
    this.part("notice").hidden = !lines.length;
    this.part("notice").textContent = lines.length
      ? `In the link, ${lines.join("; ")}. Shown is the nearest there is.`
      : "";
  }
}

Object.assign(Stepper.prototype, player);

const SPEEDS = new Set([0.5, 1, 2, 4]);
