// @ts-check
// The card of a stop: its head, what is veiled until it is guessed, the keys that lead from stop to stop.

import { stepperOf } from "./above.js";
import { drag, lay, pointer } from "./card_place.js";

/**
 * What Python says of a stop (card.py).
 * @typedef {{ head: string, fold: string, number: number, stops: number, arrival: string, place: string,
 *   veil: number | null, point: string, told: boolean, lecture: string }} Placing
 */

const WRITING = "input:not([type=radio]), textarea, select, [contenteditable], [role=combobox], dialog *";

/** @type {Placing | null} */ let stop = null;
/** @type {AbortController | null} */ let ends = null;
/** @type {MutationObserver | null} */ let watching = null;
const sizes = new ResizeObserver(() => lie()); // of the card: its text comes after its place
/** @type {{ x: number, y: number } | null} */ let dragged = null;
let arrived = ""; // at which stop, before or after its guess
let touched = ""; // the stop at which the visitor moves the page by hand
const channel = "BroadcastChannel" in window ? new BroadcastChannel("lstmviz-lecture") : null;

/** @param {string} selector @returns {any} */
const find = (selector) => document.querySelector(selector);
const cardOf = () => find(".st-key-lecture_card");

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
  head.onpointerdown = (/** @type {PointerEvent} */ event) =>
    drag(cardOf(), event, (spot) => {
      dragged = spot;
      lie();
    });
}

function lie() {
  if (cardOf() && stop) lay(cardOf(), stop, dragged, touched !== arrived);
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
  channel?.addEventListener("message", onMessage, { signal });
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
function onMessage({ data }) {
  if (data.way) act(data.way);
  else if (data.asks) tell();
}
