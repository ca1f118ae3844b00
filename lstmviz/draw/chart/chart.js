// @ts-check
// A figure made in Python, drawn in the page's theme. It computes nothing; a click is told in the axes'
// own numbers.

import { speak } from "../stepper/say.js";
import { themeOf } from "../stepper/theme.js";
import { connectTakeAway } from "../take_away/take_away.js";
import { offerOf } from "./offer.js";

const HALL = 1680; // px; from there on everything written grows, to be read from the last row
const LARGER = 1.35;
const STILL = 6; // px that a click may move
const CONFIG = { displayModeBar: false, responsive: true, showSendToCloud: false, displaylogo: false };

/** Plotly's graph div, and what it is told of clicks. @typedef {any} Graph */
/** @type {WeakMap<Element, Graph>} */
const charts = new WeakMap();

/** Draws `figures[theme]` in `parent`; called again with other figures it changes what is drawn.
 * @param {Element} parent
 * @param {{ figures: Record<string, any>, alt: string, height: number,
 *   spoken: import("../stepper/say.js").Spoken }} shown with the language of its buttons
 * @param {() => Promise<any>} plotly which it waits for
 * @param {(at: { x: number, y: number }) => void} [clicked] told of a click between the axes
 */
export async function mount(parent, { figures, alt, height, spoken }, plotly, clicked) {
  speak(spoken);
  const gd = charts.get(parent) ?? open(parent);
  gd.setAttribute("aria-label", alt);
  gd.style.height = `${grown() * height}px`;
  gd.style.cursor = clicked ? "crosshair" : "";
  Object.assign(gd, { clicked, figures, high: height });
  await plotly();
  await draw(gd);
  gd.dataset.ready = "";
}

const grown = () => (window.innerWidth >= HALL ? LARGER : 1);

/** In the theme that the page has now.
 * @param {Graph} gd */
function draw(gd) {
  const hall = grown();
  const { data, layout } = gd.figures[themeOf(gd)];
  const font = { ...layout.font, size: hall * layout.font.size, family: getComputedStyle(gd).fontFamily };
  gd.drawing = plotlyOf(window).react(
    gd,
    data,
    { ...layout, font, height: hall * gd.high, autosize: true },
    CONFIG,
  );
  return gd.drawing;
}

/** @param {Element} parent */
export async function unmount(parent) {
  const gd = charts.get(parent);
  if (!gd) return;
  charts.delete(parent);
  await gd.drawing; // Plotly stumbles over what is purged while it is drawn
  plotlyOf(window)?.purge(gd);
}

/** @param {Element} parent
 * @returns {Graph} */
function open(parent) {
  const gd = /** @type {Graph} */ (parent.querySelector(".lstmviz-chart"));
  gd.addEventListener(
    "pointerdown",
    (/** @type {PointerEvent} */ down) => gd.clicked && awaitRelease(gd, down),
  );
  const place = /** @type {HTMLElement} */ (parent.querySelector(".chart-take-away"));
  connectTakeAway(
    place,
    offerOf(gd, () => draw(gd)),
  );
  charts.set(parent, gd);
  return gd;
}

/** Plotly puts itself there.
 * @param {any} page */
const plotlyOf = (page) => page.Plotly;

/** Plotly covers the page while a button is down, so that no click ever comes.
 * @param {Graph} gd
 * @param {PointerEvent} down */
function awaitRelease(gd, down) {
  const release = (/** @type {PointerEvent} */ up) =>
    Math.hypot(up.clientX - down.clientX, up.clientY - down.clientY) < STILL && tell(gd, up);
  window.addEventListener("pointerup", release, { once: true, capture: true });
}

/** @param {Graph} gd
 * @param {PointerEvent} up */
function tell(gd, { clientX, clientY }) {
  const { xaxis, yaxis } = gd._fullLayout;
  const box = gd.querySelector(".nsewdrag").getBoundingClientRect();
  const [x, y] = [xaxis.p2d(clientX - box.left), yaxis.p2d(clientY - box.top)];
  const inside = (/** @type {number} */ value, /** @type {[number, number]} */ [one, other]) =>
    value >= Math.min(one, other) && value <= Math.max(one, other);
  if (inside(x, xaxis.range) && inside(y, yaxis.range)) gd.clicked({ x, y });
}
