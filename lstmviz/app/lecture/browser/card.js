// @ts-check
// Where the card of a stop lies, what is veiled until it is guessed, the keys that lead from stop to stop.

/**
 * What Python says of a stop (card.py).
 * @typedef {{ head: string, fold: string, number: number, stops: number, arrival: string, place: string,
 *   veil: number | null, point: string, told: boolean, lecture: string }} Placing
 */

const GAP = 14; // px between the card and the column it points at
const EDGE = 8; // px between the card and the window's edge
const ROOM = 0.3; // of the window's height, the least for a card in place of what is inside a cell
const NARROW = 620; // px, where the card is a sheet at the bottom (card.css)
const WRITING = "input:not([type=radio]), textarea, select, [contenteditable], [role=combobox], dialog *";

/** @type {Placing | null} */ let stop = null;
/** @type {AbortController | null} */ let ends = null;
/** @type {MutationObserver | null} */ let watching = null;
const sizes = new ResizeObserver(() => lie()); // of the card: its text comes after its place
/** @type {{ x: number, y: number } | null} */ let dragged = null;
let arrived = ""; // at which stop, before or after its guess
let touched = ""; // the stop at which the visitor moves the page by hand
const pointer = Object.assign(document.createElement("div"), { className: "lecture-pointer" });
const channel = "BroadcastChannel" in window ? new BroadcastChannel("lstmviz-lecture") : null;

/** @param {string} selector @returns {any} */
const find = (selector) => document.querySelector(selector);
const cardOf = () => find(".st-key-lecture_card");
const stepperOf = () => find('[data-testid="stepper"]');

/** Called by Streamlit whenever the page has run.
 * @param {HTMLElement} parent
 * @param {Placing} data */
export function place(parent, data) {
  stop = data;
  drawHead(parent.querySelector(".lecture-head"), data);
  veil(data.veil);
  if (arrived !== data.arrival) arrive(data);
  if (!ends) listen();
  if (cardOf()) sizes.observe(cardOf());
  document.body.append(pointer);
  lie();
  tell();
}

export function leave() {
  ends?.abort();
  watching?.disconnect();
  sizes.disconnect();
  ends = watching = stop = null;
  arrived = "";
  veil(null);
  pointer.remove();
}

/** Every stepper reads it (draw/stepper/veil.js).
 * @param {number | null} from */
function veil(from) {
  const { dataset } = document.documentElement;
  if (from === null) delete dataset.veil;
  else dataset.veil = String(from - 1);
  document.dispatchEvent(new Event("lstmviz-veil"));
}

/** The stepper goes where the stop says; a link that was opened with a place of its own stays there.
 * @param {Placing} data */
function arrive(data) {
  const first = !arrived;
  arrived = data.arrival;
  dragged = null;
  if (first && window.location.hash) return;
  if (data.place) window.location.replace(data.place);
  const focused = /** @type {HTMLElement | null} */ (document.activeElement);
  if (focused && cardOf()?.contains(focused)) focused.blur(); // the arrows are the stepper's again
}

/** @param {any} head
 * @param {Placing} data */
function drawHead(head, { head: title, fold, number, stops }) {
  if (!head) return;
  const name = Object.assign(document.createElement("span"), { innerHTML: title });
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: "▾" });
  button.setAttribute("aria-label", fold);
  button.setAttribute("aria-expanded", String(!cardOf()?.classList.contains("folded")));
  button.onclick = () => {
    const folded = cardOf().classList.toggle("folded");
    button.setAttribute("aria-expanded", String(!folded));
    lie();
  };
  const bar = Object.assign(document.createElement("div"), { className: "stops" });
  for (let at = 1; at <= stops; at++) {
    const state = at < number ? "done" : at === number ? "now" : "";
    bar.append(Object.assign(document.createElement("i"), { className: state }));
  }
  head.replaceChildren(name, button, bar);
  head.onpointerdown = drag;
}

/** Beside the cursor's column of what it points at, over what is veiled; else in the corner. */
function lie() {
  const card = cardOf();
  if (!card || !stop) return;
  showAbove(card);
  const place = pointedAt(stop.point);
  const free = !dragged && place && !stop.told && window.innerWidth > NARROW && !card.popover;
  const { width, height } = card.getBoundingClientRect();
  const spot = free ? beside(place, width, height) : dragged;
  dock(card);
  card.style.left = spot ? `${spot.x}px` : "";
  card.style.top = spot ? `${spot.y}px` : "";
  card.style.right = card.style.bottom = spot ? "auto" : "";
  pointer.hidden = !place || stop.told;
  if (!place) return;
  uncover(place, card.getBoundingClientRect().top);
  const { left, top, right, bottom } = place;
  Object.assign(pointer.style, {
    left: `${left - 3}px`,
    top: `${top - 3}px`,
    width: `${right - left + 6}px`,
    height: `${bottom - top + 6}px`,
  });
}

/** Above the picture alone it stands in place of what is inside the cell, and covers nothing else.
 * @param {any} card */
function dock(card) {
  const open = card.popover && !card.classList.contains("folded") && !dragged;
  const side = open && find('.lstmviz.alone [data-part="side"]')?.getBoundingClientRect();
  const bottom = side && find(".lstmviz.alone .legend").getBoundingClientRect().top;
  const docked = Boolean(side) && bottom - side.top > ROOM * window.innerHeight;
  card.classList.toggle("docked", docked);
  if (!docked) return;
  const lengths = { left: side.left, top: side.top, width: side.width, bottom };
  for (const [name, length] of Object.entries(lengths)) card.style.setProperty(`--${name}`, `${length}px`);
}

/** On a narrow screen what a stop points at is scrolled out from under the sheet, until the visitor scrolls.
 * @param {{ bottom: number }} place
 * @param {number} sheet its top */
function uncover({ bottom }, sheet) {
  if (window.innerWidth > NARROW || touched === arrived) return;
  if (bottom + GAP > sheet) (find(".stMain") ?? window).scrollBy(0, bottom + GAP - sheet);
}

/** @param {{ left: number, top: number, right: number }} place
 * @param {number} width
 * @param {number} height */
function beside({ left, top, right }, width, height) {
  const fits = right + GAP + width + EDGE < window.innerWidth;
  const lowest = window.innerHeight - height - EDGE;
  return {
    x: fits ? right + GAP : Math.max(EDGE, left - GAP - width),
    y: Math.max(EDGE, Math.min(top, lowest)),
  };
}

/** The row of a quantity of the first net, or of the other, from its beginning to the cursor.
 * @param {string} of "answers", or "other answers" */
function pointedAt(of) {
  const point = of.replace("other ", "");
  /** @type {any} */ const panel = document.querySelectorAll('[data-testid="panel"]')[point === of ? 0 : 1];
  const rows = { tokens: ".row.reads", answers: ".row.said, .row.says.number" };
  const row =
    of &&
    panel?.querySelector(rows[/** @type {"tokens" | "answers"} */ (point)] ?? `[data-quantity="${point}"]`);
  const cursor = panel?.querySelector(".cursor");
  if (!row || !cursor || cursor.hidden) return null;
  const track = row.querySelector(".track").getBoundingClientRect();
  return {
    left: track.left,
    right: cursor.getBoundingClientRect().right,
    top: track.top,
    bottom: track.bottom,
  };
}

/** The picture alone lies above the page: the card has to lie above it.
 * @param {any} card */
function showAbove(card) {
  const alone = stepperOf()?.dataset.alone === "true";
  if (alone === card.matches("[popover]")) return;
  if (!alone) return card.removeAttribute("popover");
  card.popover = "manual";
  card.showPopover();
}

/** @param {PointerEvent} event */
function drag(event) {
  if (/** @type {Element} */ (event.target).closest("button")) return;
  const box = cardOf().getBoundingClientRect();
  const move = (/** @type {PointerEvent} */ { clientX, clientY }) => {
    dragged = { x: box.left + clientX - event.clientX, y: box.top + clientY - event.clientY };
    lie();
  };
  const end = new AbortController();
  window.addEventListener("pointermove", move, { signal: end.signal });
  window.addEventListener("pointerup", () => end.abort(), { signal: end.signal });
}

function listen() {
  ends = new AbortController();
  const { signal } = ends;
  window.addEventListener("resize", lie, { signal });
  document.addEventListener("scroll", lie, { signal, capture: true });
  for (const by of ["wheel", "pointerdown", "keydown"]) {
    document.addEventListener(by, () => (touched = arrived), { signal, capture: true, passive: true });
  }
  document.addEventListener("keydown", press, { signal, capture: true });
  channel?.addEventListener("message", heard, { signal });
  watching = new MutationObserver(lie);
  watching.observe(document.body, {
    subtree: true,
    attributes: true,
    attributeFilter: ["data-step", "data-ready", "data-alone"],
  });
}

/** "." and "," lead from stop to stop; a remote's keys do where a sequence is at its end.
 * @param {KeyboardEvent} event */
function press(event) {
  const { key, ctrlKey, metaKey, altKey } = event;
  if (ctrlKey || metaKey || altKey || /** @type {Element} */ (event.target).closest?.(WRITING)) return;
  const { step = "0", last = step } = stepperOf()?.dataset ?? {};
  const on = key === "." || (key === "PageDown" && step === last);
  const back = key === "," || (key === "PageUp" && (!stepperOf() || step === "0"));
  if (!on && !back) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  act(back ? "back" : "on");
}

/** The answer first, then the next stop.
 * @param {"on" | "back"} way */
function act(way) {
  const options = [...document.querySelectorAll(".st-key-lecture_card [role=radiogroup] label")];
  const showMe = find(".st-key-lecture_show button") ?? options.at(-1);
  const next = find(".st-key-lecture_next :is(a, button)");
  if (way === "back") find(".st-key-lecture_back :is(a, button)")?.click();
  else if (stop?.told) next?.click();
  else (showMe ?? next)?.click(); // an answer that just came stands here before `told` does
}

/** Tells the speaker's window where the lecture is. */
function tell() {
  if (stop) channel?.postMessage({ lecture: stop.lecture, stop: stop.number, told: stop.told });
}

/** @param {MessageEvent} event */
function heard({ data }) {
  if (data.way) act(data.way);
  else if (data.asks) tell();
}
