// @ts-check
// The stepper: one state, one act() that changes it, one render() that shows it. No server is asked.

import { connectTakeAway } from "../take_away/take_away.js";
import { Bench } from "./bench.js";
import { element, refill, write } from "./elements.js";
import { checkInWords } from "./check.js";
import { runNumber } from "./flow.js";
import { keepFocus } from "./focus.js";
import { gradient } from "./heatmap.js";
import { frameHeld } from "./held.js";
import { connectHoverCard } from "./hover_card.js";
import { drawInsides, fillInsides, insidesOf } from "./insides.js";
import { showLens } from "./lens.js";
import { hashOf, readHash, REST } from "./link.js";
import { markPanel } from "./marks.js";
import { markup } from "./markup.js";
import { offerOf } from "./offer.js";
import { connectOverview, drawOverview, markOverview } from "./overview.js";
import { showAnswers } from "./answer_rows.js";
import { buildPicture, repaint } from "./picture.js";
import { fit, look, NOWHERE, roomOf } from "./placing.js";
import { connectPointer } from "./pointer.js";
import { readOut } from "./readout.js";
import { alike, decimals, rightAt, unpack, valueAt } from "./scene.js";
import { describe, fillTables } from "./spoken.js";
import { Stepped, within } from "./stepped.js";
import { themeOf } from "./theme.js";
import { orderOf, ordersOf } from "./units.js";
import { veiledFrom, whenVeiled } from "./veil.js";
import { language, say, sayMany, speak } from "./say.js";

// Once it has chosen a scene, the arrows are the stepper's again.
const HOLDS_ARROWS = ":is(input[type=text]:focus, [role=radio]:focus:not(:focus-visible))";
const START = { ...REST, listed: 0, lens: "", brush: null, hover: null, alone: false, playing: false };
/** @type {(keyof State)[]} */
const RESIZING = ["alone", "arrangement", "window", "both"];
/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {import("./scene.js").Panel} Panel */
/** `hover` and `brush` are where the pointer is, and what it drags over.
 * @typedef {typeof REST & { listed: number, lens: string, brush: any, hover: any, alone: boolean,
 *   playing: boolean }} State */
/** Told the changes of the bench when they are let go, in the words of the link.
 * @typedef {((word: string) => void) | null} Told */

/** @type {WeakMap<Element, Stepper>} */
const steppers = new WeakMap();
/** Path of a page -> where its stepper stood when taken off, since the address forgets.
 * @type {Map<string, string>} */
const left = new Map();

/** Shows a scene in `parent`; called again with other bytes it keeps step, unit and all marks.
 * @param {Element} parent
 * @param {Uint8Array} bytes
 * @param {Told} changed */
export function mount(parent, bytes, changed = null) {
  mountScene(parent, unpack(bytes), bytes, changed);
}

/** The same with a scene that was unpacked, and may have been made another since.
 * @param {Element} parent
 * @param {Scene} scene
 * @param {Uint8Array} bytes
 * @param {Told} changed */
export function mountScene(parent, scene, bytes, changed = null) {
  if (scene.spoken.language !== language()) unmount(parent); // its texts are in another language
  speak(scene.spoken);
  const stepper = steppers.get(parent) ?? new Stepper(parent);
  steppers.set(parent, stepper);
  stepper.changed = changed;
  stepper.show(scene, bytes);
}

/** Where the scene in `parent` can be changed.
 * @param {Element} parent */
export const benchOf = (parent) => steppers.get(parent)?.bench ?? null;

/** @param {Element} parent */
export function unmount(parent) {
  steppers.get(parent)?.leave();
  steppers.delete(parent);
}

/** @extends {Stepped<Scene, State>} */
class Stepper extends Stepped {
  /** The panels whose pictures stand. @type {Panel[]} */ drawn = [];
  /** The order of units in each. @type {number[][]} */ orders = [];
  /** The orders in which they stand. @type {number[][]} */ drawnIn = [];
  /** Their scene. @type {any} */ head;
  /** The theme they are drawn in. @type {string | undefined} */ builtIn;
  /** The cells that are looked into. @type {import("./insides.js").Inside[]} */ insides = [];
  /** The panels whose cells are drawn. */ shown = "";
  /** Sizes, as layOut gives them. @type {any} */ layout = null;
  /** @type {import("./placing.js").Sight} */ sight = NOWHERE;
  /** @type {Told} */ changed = null;
  /** Where the scene's panels can be changed. @type {Bench | null} */ bench = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ resizing;
  /** The scene as it came. @type {Uint8Array} */ bytes = new Uint8Array();
  /** What was spoken of last. @type {{ panels: Panel[] | null, state: State | null }} */
  told = { panels: null, state: null };
  theme = "light";
  first = 0;
  fitted = "";

  /** @param {Element} parent */
  constructor(parent) {
    super(parent, markup(), "stepper");
    this.state = { ...START };
    connectHoverCard(this);
    this.root.addEventListener("change", (/** @type {any} */ { target }) => {
      if (!target.matches(".order")) return;
      this.act({ order: target.value });
      if (!target.matches(":focus-visible")) target.blur(); // chosen by hand: the arrows step on
    });
    const [diagram, lines] = ["other-diagram", "other-equations"].map(this.part);
    this.otherCell = { diagram, lines, terms: {} };
    connectOverview(this);
    connectTakeAway(this.part("take-away"), offerOf(this));
    const resize = () => this.resize();
    window.addEventListener("resize", resize, { signal: this.ends.signal });
    whenVeiled(() => this.scene && this.act({}), this.ends.signal);
    this.sized = new ResizeObserver(resize);
    this.sized.observe(parent);
  }

  leave() {
    left.set(this.path, hashOf(this.state, this.scene?.unit));
    this.sized.disconnect();
    super.leave();
  }

  /** @param {Scene} scene
   * @param {Uint8Array} bytes of which it was unpacked */
  show(scene, bytes) {
    const first = !this.scene;
    const opened = this.scene?.unit ?? START.unit;
    Object.assign(this, { scene, bytes });
    if (this.scene.bench) {
      this.bench ??= new Bench(this);
      this.bench.take(this.scene, this.scene.bench);
      Object.assign(this.scene, this.bench.shown());
    }
    if (this.state.unit === opened) this.state.unit = this.scene.unit; // none was chosen
    this.state.brush = null;
    this.takeColours();
    this.root.classList.toggle("asks", Boolean(this.scene.question));
    this.root.classList.toggle(
      "compares",
      this.scene.panels.some(({ planes }) => planes.changed),
    );
    this.root.style.setProperty("--answer-rows", this.scene.question?.shown.length || 4);
    this.reorder();
    if (first && this.scene.panels.some(({ steps }) => steps < this.scene.steps))
      this.state.arrangement = "below"; // each has a time axis of its own
    if (first) this.takeUp(window.location.hash || left.get(this.path) || "", true);
    else {
      if (document.querySelector(HOLDS_ARROWS)) this.root.focus({ preventScroll: true });
      this.act({});
    }
    this.root.dataset.ready = "";
  }

  // The theme's, as the page has it now.
  takeColours() {
    this.theme = themeOf(this.root);
    for (const [name, colour] of Object.entries(this.scene.colours[this.theme])) {
      this.root.style.setProperty(`--${name}`, colour);
    }
    const { gate, state } = this.scene.scales[this.theme];
    this.root.style.setProperty("--gates", gradient(gate, "right"));
    this.root.style.setProperty("--states", gradient(state, "right"));
  }

  recolour() {
    this.takeColours();
    this.rebuild();
  }

  /** Up to what is veiled.
   * @returns {number} */
  get steps() {
    return Math.max(1, Math.min(super.steps, veiledFrom()));
  }

  // Once the picture stands still.
  check() {
    for (const panel of this.scene.panels) panel.holds ??= checkInWords(panel);
    readOut(this);
  }

  // What changes with the scene but not with the step. A panel that looks as before stays as it is.
  build() {
    const { scene, theme } = this;
    this.orders = this.orderUnits();
    const sections = this.part("panels");
    while (sections.children.length > scene.panels.length) sections.lastChild.remove();
    scene.panels.forEach((panel, index) => {
      if (!sections.children[index]) this.addSection(index);
      const section = sections.children[index];
      this.writeHead(index, panel);
      if (
        this.builtIn !== theme ||
        !this.drawn[index] ||
        String(this.drawnIn[index]) !== String(this.orders[index]) ||
        !alike(this.drawn[index], panel, this.head, scene)
      ) {
        keepFocus(section, () => buildPicture(section, scene, panel, theme, this.orders[index]));
      }
    });
    Object.assign(this, { drawn: scene.panels, drawnIn: this.orders, builtIn: theme, head: scene });
    this.shown = "";
  }

  /** @param {number} index
   * @param {Panel} panel */
  writeHead(index, panel) {
    const section = this.section(index);
    write(section.querySelector("h2"), panel.title);
    write(section.querySelector(".detail"), panel.detail);
    refill(section.querySelector(".score"), score(rightAt(this.scene, panel)));
  }

  /** The same panels with other numbers: nothing is built or placed anew where the rows are the same.
   * @param {Pick<Scene, "panels" | "tokens" | "question">} shown */
  renew(shown) {
    const alike = JSON.stringify(rowsOf(shown)) === JSON.stringify(rowsOf(this.scene));
    const asBefore = alike && shown.tokens === this.scene.tokens;
    Object.assign(this.scene, shown);
    if (!asBefore) return this.rebuild();
    shown.panels.forEach((panel, index) => {
      this.writeHead(index, panel);
      repaint(this.section(index), this.scene, panel, this.theme, this.orders[index]);
      showAnswers(this.section(index), this.scene, panel, this.sight);
      frameHeld(this.section(index), panel, this.sight, this.layout.heights[index], this.orders[index]);
    });
    if (this.layout.count < this.scene.steps) drawOverview(this);
    this.drawn = shown.panels;
    this.act({});
  }

  rebuild() {
    this.reorder();
    this.act({});
  }

  /** What is said below the pictures of how far the numbers can be relied on.
   * @param {Panel[]} panels */
  say(panels) {
    panels.forEach(({ checked }, index) => Object.assign(this.scene.panels[index], { checked }));
    this.act({});
  }

  // Of each panel its own; runs that are compared row by row share the first one's.
  orderUnits() {
    const { panels } = this.scene;
    const compared = panels.some(({ planes }) => planes.changed);
    return panels.map((panel) => orderOf(compared ? panels[0] : panel, this.state.order));
  }

  offerOrders() {
    const lead = this.scene.panels.findIndex(({ equations }) => equations.length);
    this.scene.panels.forEach((panel, index) => {
      const menu = this.section(index).querySelector(".order");
      menu.hidden = index !== lead || panel.units === 1;
      const orders = menu.hidden ? {} : ordersOf(panel);
      menu.replaceChildren(
        ...Object.entries(orders).map(([value, textContent]) => element("option", { value, textContent })),
      );
      menu.value = this.state.order;
    });
  }

  /** @param {number} units */
  moveUnit(units) {
    const order = this.orders[this.state.panel];
    const row = order.indexOf(this.state.unit) + units;
    this.act({ unit: order[within(row, order.length - 1)] });
  }

  /** @param {number} index */
  addSection(index) {
    const section = this.part("panel").content.firstElementChild.cloneNode(true);
    this.part("panels").append(section);
    connectPointer(this, section, index);
  }

  /** @param {number} index */
  section(index) {
    return this.part("panels").children[index];
  }

  // When the window or the column it stands in takes another size; a page that merely grows longer is none.
  resize() {
    clearTimeout(this.resizing);
    this.resizing = setTimeout(() => {
      if (!this.scene || this.fitted === JSON.stringify(roomOf(this))) return;
      this.layout = null;
      this.act({});
    }, 60);
  }

  /** @param {{ step: number, unit: number | null, panel: number, quantity: string }} place */
  pinAt({ step, unit, panel, quantity }) {
    this.act(unit === null ? { step } : { step, unit, panel, pin: { step, unit }, lens: quantity });
  }

  /** @param {number} direction */
  substep(direction) {
    super.substep(direction);
    const { state, scene, cell } = this;
    const equation = scene.panels[state.panel].equations[state.stage - 1];
    const inside = this.insides.find(({ panel }) => panel === state.panel)?.cell ?? cell;
    if (direction > 0 && equation)
      runNumber(inside.diagram, state.stage, equation.quantity, this.computed(equation));
  }

  /** @param {import("./scene.js").Equation} equation of the chosen net */
  computed({ quantity }) {
    const { panel, unit, step } = this.state;
    return decimals(valueAt(this.scene.panels[panel], quantity, unit, step));
  }

  /** @param {Partial<State>} change */
  act(change) {
    Object.assign(this.state, change);
    const { state, scene } = this;
    if (this.bench && ("variant" in change || "against" in change)) {
      Object.assign(scene, this.bench.shown());
      this.reorder();
    }
    if ("alone" in change) this.stand(state.alone);
    if ("order" in change) this.reorder();
    if (RESIZING.some((field) => field in change)) this.layout = null;
    state.panel = within(state.panel, scene.panels.length - 1);
    if (!scene.panels[state.panel].equations.length) {
      state.panel = Math.max(
        0,
        scene.panels.findIndex(({ equations }) => equations.length),
      );
    }
    const panel = scene.panels[state.panel];
    state.step = within(state.step, this.steps - 1);
    state.unit = within(state.unit, panel.units - 1);
    state.stage = within(state.stage, panel.equations.length);
    this.insides = insidesOf(this);
    const lines = scene.panels[this.insides.at(-1)?.panel ?? 0].equations.length;
    state.listed = within(state.listed, lines);
    const { pin } = state;
    const { hover } = /** @type {State} */ (state);
    if (hover && hover.step >= this.steps) state.hover = null;
    if (pin && (pin.step >= this.steps || pin.step < 0 || pin.unit >= panel.units)) state.pin = null;
    this.render();
  }

  reorder() {
    const lead = this.scene.panels.find(({ equations }) => equations.length);
    if (!lead || !Object.hasOwn(ordersOf(lead), this.state.order)) this.state.order = REST.order;
    this.build();
    this.offerOrders();
    this.layout = null;
  }

  /** The picture alone lies above all that the page has; a popover needs no place in the page's own order.
   * @param {boolean} alone */
  stand(alone) {
    this.root.classList.toggle("alone", alone);
    this.root.dataset.alone = String(alone);
    if (!alone) return this.root.removeAttribute("popover");
    this.root.popover = "manual";
    this.root.showPopover();
  }

  render() {
    const { root, scene, state } = this;
    const panel = scene.panels[state.panel];
    const { step, unit, stage } = state;
    Object.assign(root.dataset, {
      step,
      steps: panel.steps,
      last: this.steps - 1,
      unit,
      stage,
      panel: state.panel,
    });
    root.classList.toggle("veils", this.steps < panel.steps);
    const shown = this.insides.map((inside) => inside.panel).join();
    if (this.shown !== shown) {
      drawInsides(this);
      Object.assign(this, { shown, layout: null });
    }
    if (!this.layout) fit(this);
    look(this);
    scene.panels.forEach((one, index) => {
      const chosen = index === state.panel;
      const order = this.orders[index];
      const sight = { ...this.sight, heights: this.layout.heights[index], chosen, order };
      markPanel(this.section(index), scene, one, { ...state, brush: chosen ? state.brush : null }, sight);
    });
    if (this.layout.count < scene.steps) markOverview(this);
    this.bench?.mark();
    fillInsides(this);
    showLens(this);
    readOut(this);
    this.restSoon();
  }

  rest() {
    this.check();
    this.writeLink(hashOf(this.state, this.scene.unit));
    if (this.state.playing) return;
    const { scene, state } = this;
    const last = this.told.panels === scene.panels ? this.told.state : null; // a drag shows other panels
    const told = describe.step(scene, state, last);
    if (told) this.part("spoken").textContent = told;
    this.told = { panels: scene.panels, state: { ...state } };
    fillTables(this.part("table"), scene, state);
  }

  /** @param {string} hash */
  takeUp(hash, first = false) {
    if (!first && hash === hashOf(this.state, this.scene.unit)) return;
    const { state, unread } = readHash(hash);
    this.act(state);
    const missed = /** @type {const} */ (["step", "unit", "panel", "stage", "order"]).filter(
      (field) => field in state && state[field] !== this.state[field],
    );
    const counted = (/** @type {string} */ field) =>
      state[field] + (field === "step" || field === "panel" ? 1 : 0);
    const lines = [
      ...unread.map((word) => say("“{word}” was not understood", { word })),
      ...missed.map((field) => say("there is no {field} {number} here", { field, number: counted(field) })),
    ];
    const problems = lines.join("; ");
    this.notice(
      lines.length ? say("In the link, {problems}. Shown is the nearest there is.", { problems }) : "",
    );
  }
}

/** What stands in the rows of the pictures.
 * @param {Pick<Scene, "panels">} shown */
const rowsOf = ({ panels }) =>
  panels.map(({ quantities, planes }) => [quantities.map(({ symbol }) => symbol), Boolean(planes.says)]);

/** @param {{ right: number, asked: number }} steps */
function score({ right, asked }) {
  if (!asked) return [];
  const text = sayMany("right at {right} of {n} step", "right at {right} of {n} steps", asked);
  const [before, after] = text.split("{right}");
  const number = element("b", { textContent: String(right) });
  return [document.createTextNode(before), number, document.createTextNode(after)];
}
