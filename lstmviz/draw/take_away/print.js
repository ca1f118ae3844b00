// @ts-check
// What is printed: the pictures that one can take away, all on one page, instead of the page of the screen,
// which is laid out for a window.

/** Words that go with the pictures: a claim's statement, and what was found. */
const WORDS = ".stMarkdown h2, .st-key-words";

/** Where a control stands -> its picture, drawn when it is asked for.
 * @type {Map<Element, () => SVGElement>} */
const pictures = new Map();

/** @param {Element} place of the control, with which the picture comes and goes
 * @param {() => SVGElement} draw */
export function printAs(place, draw) {
  if (!pictures.size) {
    window.addEventListener("beforeprint", lay);
    window.addEventListener("afterprint", clear);
  }
  pictures.set(place, draw);
}

function lay() {
  clear();
  for (const place of pictures.keys()) if (!place.isConnected) pictures.delete(place);
  if (!pictures.size) return;
  const page = Object.assign(document.createElement("div"), { className: "printed" });
  const drawn = [...pictures.values()].map((draw, index) => apart(draw(), `-printed-${index}`));
  const words = [...document.querySelectorAll(WORDS)].map(copied);
  page.append(pageOf(drawn), ...words, arranged(drawn));
  document.body.append(page);
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
