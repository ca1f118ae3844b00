// @ts-check
// Where the card of a stop lies: beside the column it points at, where it was dragged to, or in its corner.

import { showAbove } from "./above.js";
import { pointedAt } from "./pointed_at.js";

const GAP = 14; // px between the card and the column it points at
const EDGE = 8; // px between the card and the window's edge
const ROOM = 0.3; // of the window's height, the least for a card in place of what is inside a cell
const NARROW = 620; // px, where the card is a sheet at the bottom (card.css)

/** @typedef {{ x: number, y: number }} Spot */

/** Around what the card points at. */
export const pointer = Object.assign(document.createElement("div"), { className: "lecture-pointer" });

/** Beside the cursor's column of what it points at, over what is veiled; else in the corner.
 * @param {any} card
 * @param {import("./card.js").Placing} stop
 * @param {Spot | null} dragged where to
 * @param {boolean} mayScroll what the card points at into sight */
export function lay(card, stop, dragged, mayScroll) {
  showAbove(card);
  const place = pointedAt(stop.point);
  const free = !dragged && place && !stop.told && window.innerWidth > NARROW && !card.popover;
  const { width, height } = card.getBoundingClientRect();
  const spot = free ? beside(place, width, height) : dragged;
  dock(card, dragged);
  card.style.left = spot ? `${spot.x}px` : "";
  card.style.top = spot ? `${spot.y}px` : "";
  card.style.right = card.style.bottom = spot ? "auto" : "";
  pointer.hidden = !place || stop.told;
  if (!place) return;
  if (mayScroll) uncover(place, card.getBoundingClientRect().top);
  const { left, top, right, bottom } = place;
  Object.assign(pointer.style, {
    left: `${left - 3}px`,
    top: `${top - 3}px`,
    width: `${right - left + 6}px`,
    height: `${bottom - top + 6}px`,
  });
}

/** Above the picture alone it stands in place of what is inside the cell, and covers nothing else.
 * @param {any} card
 * @param {Spot | null} dragged where to */
function dock(card, dragged) {
  const open = card.popover && !card.classList.contains("folded") && !dragged;
  const side = open && document.querySelector('.lstmviz.alone [data-part="side"]')?.getBoundingClientRect();
  const legend = document.querySelector(".lstmviz.alone .legend");
  const bottom = legend?.getBoundingClientRect().top ?? 0;
  const docked = Boolean(side) && bottom - side.top > ROOM * window.innerHeight;
  card.classList.toggle("docked", docked);
  if (!docked) return;
  const lengths = { left: side.left, top: side.top, width: side.width, bottom };
  for (const [name, length] of Object.entries(lengths)) card.style.setProperty(`--${name}`, `${length}px`);
}

/** On a narrow screen what a stop points at is scrolled out from under the sheet.
 * @param {{ bottom: number }} place
 * @param {number} sheet its top */
function uncover({ bottom }, sheet) {
  if (window.innerWidth > NARROW || bottom + GAP <= sheet) return;
  (document.querySelector(".stMain") ?? window).scrollBy(0, bottom + GAP - sheet);
}

/** @param {{ left: number, top: number, right: number }} place
 * @param {number} width
 * @param {number} height
 * @returns {Spot} */
function beside({ left, top, right }, width, height) {
  const fits = right + GAP + width + EDGE < window.innerWidth;
  const lowest = window.innerHeight - height - EDGE;
  return {
    x: fits ? right + GAP : Math.max(EDGE, left - GAP - width),
    y: Math.max(EDGE, Math.min(top, lowest)),
  };
}

/** @param {any} card
 * @param {PointerEvent} event that takes hold of it
 * @param {(spot: Spot) => void} move */
export function drag(card, event, move) {
  if (/** @type {Element} */ (event.target).closest("button")) return;
  const box = card.getBoundingClientRect();
  const follow = (/** @type {PointerEvent} */ { clientX, clientY }) =>
    move({ x: box.left + clientX - event.clientX, y: box.top + clientY - event.clientY });
  const end = new AbortController();
  window.addEventListener("pointermove", follow, { signal: end.signal });
  window.addEventListener("pointerup", () => end.abort(), { signal: end.signal });
}
