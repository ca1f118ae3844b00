// @ts-check
// The stepper: one state, one act() that changes it, one render() that shows it. No server is asked.

import { connectTakeAway } from "../take_away/take_away.js";
import { Bench } from "./bench.js";
import { checkInWords } from "./check.js";
import { runNumber } from "./flow.js";
import { connectHoverCard } from "./hover_card.js";
import { drawInsides, fillInsides, insidesOf } from "./insides.js";
import { showLens } from "./lens.js";
import { hashOf, missing, readHash, REST } from "./link.js";
import { markup } from "./markup.js";
import { offerOf } from "./offer.js";
import { connectOrderMenu, fillOrderMenu, isOffered, ordersOfUnits } from "./order_menu.js";
import { connectOverview, markOverview } from "./overview.js";
import { buildPanels, markPanels, markScene, repaintPanels, sameRows } from "./panels.js";
import { connectRoom, fit, look, NOWHERE } from "./placing.js";
import { readOut } from "./readout.js";
import { describe, fillTables } from "./spoken.js";
import { nearest, resizes, seen, START } from "./state.js";
import { Stepped, within } from "./stepped.js";
import { takeColours, themeOf } from "./theme.js";
import { veiledFrom, whenVeiled } from "./veil.js";

// Once it has chosen a scene, the arrows are the stepper's again.
const HOLDS_ARROWS = ":is(input[type=text]:focus, [role=radio]:focus:not(:focus-visible))";
/** @typedef {import("./scene.js").Panel} Panel */
/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {import("./state.js").State} State */
/** Told the changes of the bench when they are let go, in the words of the link.
 * @typedef {((word: string) => void) | null} OnChanged */

/** @extends {Stepped<Scene, State>} */
export class Stepper extends Stepped {
  /** What stands in the sections. @type {import("./panels.js").Drawn | null} */ drawn = null;
  /** The order of units in each panel. @type {number[][]} */ orders = [];
  /** The cells that are looked into. @type {import("./insides.js").Inside[]} */ insides = [];
  /** The panels whose cells are drawn. */ shown = "";
  /** @type {import("./layout.js").Layout} */ layout = /** @type {any} */ (null);
  /** @type {import("./placing.js").Sight} */ sight = NOWHERE;
  /** Answers that are written short. @type {Record<string, string>} */ short = {};
  /** @type {OnChanged} */ onChanged = null;
  /** Where the scene's panels can be changed. @type {Bench | null} */ bench = null;
  /** The scene as it came. @type {Uint8Array<ArrayBuffer>} */ bytes = new Uint8Array();
  /** What was spoken of last. @type {{ panels: Panel[] | null, state: State | null }} */
  spoken = { panels: null, state: null };
  theme = "light";
  /** The room that the layout is of; "" where everything is to be placed anew. */ fitted = "";

  /** @param {Element} parent
   * @param {string} begin the hash of where it begins, if the address has none */
  constructor(parent, begin = "") {
    super(parent, markup(), "stepper");
    this.begin = begin;
    this.state = { ...START };
    connectHoverCard(this);
    connectOrderMenu(this);
    const [diagram, lines] = ["other-diagram", "other-equations"].map(this.part);
    this.otherCell = { diagram, lines, terms: {} };
    connectOverview(this);
    connectTakeAway(this.part("take-away"), offerOf(this));
    connectRoom(this, parent);
    whenVeiled(() => this.scene && this.act({}), this.ends.signal);
  }

  /** @param {Scene} scene
   * @param {Uint8Array<ArrayBuffer>} bytes of which it was unpacked */
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
    this.takeTheme();
    markScene(this.root, this.scene);
    this.reorder();
    if (first && this.scene.panels.some(({ steps }) => steps < this.scene.steps))
      this.state.arrangement = "below"; // each has a time axis of its own
    if (first) this.takeUp(window.location.hash || this.begin, true);
    else {
      if (document.querySelector(HOLDS_ARROWS)) this.root.focus({ preventScroll: true });
      this.act({});
    }
    this.root.dataset.ready = "";
  }

  takeTheme() {
    this.theme = themeOf(this.root);
    takeColours(this.root, this.scene, this.theme);
  }

  recolour() {
    this.takeTheme();
    this.rebuild();
  }

  /** Up to what is veiled.
   * @returns {number} */
  get steps() {
    return seen(super.steps, veiledFrom());
  }

  // Once the picture stands still.
  check() {
    for (const panel of this.scene.panels) panel.holds ??= checkInWords(panel);
    readOut(this);
  }

  /** The same panels with other numbers: nothing is built or placed anew where the rows are the same.
   * @param {Pick<Scene, "panels" | "tokens" | "question">} shown */
  renew(shown) {
    const asBefore = sameRows(shown, this.scene) && shown.tokens === this.scene.tokens;
    Object.assign(this.scene, shown);
    if (!asBefore) return this.rebuild();
    repaintPanels(this);
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

  /** @param {number} units */
  moveUnit(units) {
    const order = this.orders[this.state.panel];
    const row = order.indexOf(this.state.unit) + units;
    this.act({ unit: order[within(row, order.length - 1)] });
  }

  section = (/** @type {number} */ index) => this.part("panels").children[index];

  /** @param {{ step: number, unit: number | null, panel: number, quantity: string }} place */
  pinAt({ step, unit, panel, quantity }) {
    this.act(unit === null ? { step } : { step, unit, panel, pin: { step, unit }, lens: quantity });
  }

  /** @param {number} direction */
  substep(direction) {
    super.substep(direction);
    if (direction > 0) runNumber(this);
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
    if (resizes(change)) this.fitted = "";
    Object.assign(state, nearest(state, scene.panels, veiledFrom()));
    this.insides = insidesOf(this);
    const lines = scene.panels[this.insides.at(-1)?.panel ?? 0].equations.length;
    state.listed = within(state.listed, lines);
    this.render();
  }

  reorder() {
    const { scene, state } = this;
    if (!isOffered(scene.panels, state.order)) state.order = REST.order;
    this.orders = ordersOfUnits(scene.panels, state.order);
    buildPanels(this);
    this.shown = "";
    fillOrderMenu(this);
    this.fitted = "";
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
    const { step, unit, stage, panel } = state;
    const { steps } = scene.panels[panel];
    Object.assign(root.dataset, { step, steps, last: this.steps - 1, unit, stage, panel });
    root.classList.toggle("veils", this.steps < steps);
    const shown = this.insides.map((inside) => inside.panel).join();
    if (this.shown !== shown) {
      drawInsides(this);
      Object.assign(this, { shown, fitted: "" });
    }
    if (!this.fitted) fit(this);
    look(this);
    markPanels(this);
    if (this.layout.count < scene.steps) markOverview(this);
    this.bench?.mark();
    fillInsides(this);
    showLens(this);
    readOut(this);
    this.restSoon();
  }

  /** The address that shows the same, as far as it holds it. */
  get hash() {
    return hashOf(this.state, this.scene?.unit);
  }

  rest() {
    this.check();
    this.writeLink(this.hash);
    if (this.state.playing) return;
    const { scene, state } = this;
    const last = this.spoken.panels === scene.panels ? this.spoken.state : null; // a drag shows other panels
    const says = describe.step(scene, state, last);
    if (says) this.part("spoken").textContent = says;
    this.spoken = { panels: scene.panels, state: { ...state } };
    fillTables(this.part("table"), scene, state);
  }

  /** @param {string} hash */
  takeUp(hash, first = false) {
    if (!first && hash === this.hash) return;
    const read = readHash(hash);
    this.act(read.state);
    this.notice(missing(read, this.state));
  }
}
