// @ts-check
// What is printed: the pictures that one can take away, all on one page, instead of the page of the screen,
// which is laid out for a window.

import { themeOf } from "../stepper/theme.js";
import { pictureOf } from "./files.js";

/** @typedef {import("./take_away.js").Offer} Offer */

const LIGHT = {
  "--st-background-color": "white",
  "background-color": "white",
  color: "black",
  "color-scheme": "light",
};
/** Words that go with the pictures: a claim's statement, and what was found. */
const WORDS = ".stMarkdown h2, .st-key-words";

/** Where a control stands -> what it has to take away.
 * @type {Map<Element, Offer>} */
const offers = new Map();

/** @param {Element} place of the control, with which the picture comes and goes
 * @param {Offer} offer */
export function printAs(place, offer) {
  if (!offers.size) {
    window.addEventListener("beforeprint", lay);
    window.addEventListener("afterprint", clear);
  }
  offers.set(place, offer);
}

function lay() {
  clear();
  for (const place of offers.keys()) if (!place.isConnected) offers.delete(place);
  if (!offers.size) return;
  const page = Object.assign(document.createElement("div"), { className: "printed" });
  const drawn = [...offers.values()].map((offer, index) => apart(inLight(offer), `-printed-${index}`));
  const words = [...document.querySelectorAll(WORDS)].map(copied);
  page.append(pageOf(drawn), ...words, arranged(drawn));
  document.body.append(page);
}

/** Paper is white: the picture in the light theme, whatever the page's is.
 * @param {Offer} offer
 * @returns {SVGElement} */
function inLight(offer) {
  const { root, recolour } = offer;
  if (themeOf(root) === "light") return pictureOf(offer);
  for (const [name, value] of Object.entries(LIGHT)) root.style.setProperty(name, value);
  recolour?.();
  try {
    return pictureOf(offer);
  } finally {
    for (const name of Object.keys(LIGHT)) root.style.removeProperty(name);
    recolour?.();
  }
}

/** @param {Element} words */
function copied(words) {
  const copy = /** @type {Element} */ (words.cloneNode(true));
  for (const part of [copy, ...copy.querySelectorAll("[id]")]) part.removeAttribute("id");
  return copy;
}

/** @param {SVGElement} svg */
const isWide = (svg) => Number(svg.getAttribute("width")) > Number(svg.getAttribute("height"));

/** A single picture that is higher than wide stands on an upright page.
 * @param {SVGElement[]} drawn */
function pageOf(drawn) {
  const size = drawn.length > 1 || isWide(drawn[0]) ? "landscape" : "portrait";
  return Object.assign(document.createElement("style"), {
    textContent: `@page { size: ${size}; margin: 10mm; }`,
  });
}

/** Pictures in a row; a wide one that begins has a row of its own.
 * @param {SVGElement[]} drawn */
function arranged(drawn) {
  const row = Object.assign(document.createElement("div"), { className: "printed-pictures" });
  row.append(...drawn);
  row.classList.toggle("begins-wide", drawn.length > 1 && isWide(drawn[0]));
  return row;
}

function clear() {
  for (const page of document.querySelectorAll("body > .printed")) page.remove();
}

/** The picture with names of its parts that no other on the page has.
 * @param {SVGElement} svg
 * @param {string} suffix */
function apart(svg, suffix) {
  for (const part of svg.querySelectorAll("[id]")) part.id += suffix;
  for (const part of svg.querySelectorAll("*")) {
    for (const { name, value } of [...part.attributes]) {
      const named = value.replace(/url\(["']?#([^"')]+)["']?\)/g, `url(#$1${suffix})`);
      const pointed = name.endsWith("href") ? named.replace(/^#(.+)/, `#$1${suffix}`) : named;
      if (pointed !== value) part.setAttribute(name, pointed);
    }
  }
  return svg;
}
