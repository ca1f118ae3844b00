// @ts-check
// Elements of an SVG that stands for itself: every colour and font is written where it is used.

import { svgElement } from "../stepper/elements.js";

/** What style sheets may say of an SVG's parts, and what is meant where nothing is written. */
const STYLED = {
  fill: "", // always written
  "fill-opacity": "1",
  stroke: "none",
  "stroke-width": "1px",
  "stroke-opacity": "1",
  "stroke-dasharray": "none",
  "stroke-linecap": "butt",
  "stroke-linejoin": "miter",
  opacity: "1",
  visibility: "visible",
  "vector-effect": "none",
  "shape-rendering": "auto",
  "clip-path": "none",
};
const LETTERS = ["font-family", "font-size", "font-weight", "font-style", "text-anchor"];

/** Numbers are written to a hundredth of a px.
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @returns {SVGElement} */
export function element(tag, attributes) {
  const rounded = Object.entries(attributes).map(([name, value]) => [
    name,
    typeof value === "number" ? Math.round(value * 100) / 100 : value,
  ]);
  return svgElement(tag, Object.fromEntries(rounded));
}

/** @type {Map<string, [string, number]>} */
const known = new Map();

/** A colour, however it is written, as attributes that other programs read: fill and fill-opacity. Null where
 * nothing is to be seen.
 * @param {"fill" | "stroke" | "stop"} name
 * @param {string} colour */
export function inked(name, colour) {
  if (!known.has(colour)) known.set(colour, readColour(colour));
  const [solid, alpha] = /** @type {[string, number]} */ (known.get(colour));
  if (!alpha) return null;
  const as = name === "stop" ? "stop-color" : name;
  return { [as]: solid, ...(alpha < 1 ? { [`${name}-opacity`]: alpha } : {}) };
}

/** @param {string} colour
 * @returns {[string, number]} */
function readColour(colour) {
  const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = pen.getImageData(0, 0, 1, 1).data;
  const solid = [red, green, blue].map((channel) => channel.toString(16).padStart(2, "0")).join("");
  return [`#${solid}`, alpha / 255];
}

/** A copy of an SVG of the page, at a place, with the styles that it has there.
 * @param {SVGSVGElement} svg
 * @param {{ left: number, top: number, right: number, bottom: number }} box */
export function inlined(svg, { left, top, right, bottom }) {
  const copy = /** @type {SVGSVGElement} */ (svg.cloneNode(true));
  style(svg, copy);
  const [width, height] = [right - left, bottom - top];
  for (const name of ["class", "style", "role", "aria-label", "aria-hidden"]) copy.removeAttribute(name);
  if (!copy.hasAttribute("viewBox")) copy.setAttribute("viewBox", `0 0 ${width} ${height}`);
  const place = element("svg", { x: left, y: top, width, height });
  for (const { name, value } of place.attributes) copy.setAttribute(name, value);
  copy.setAttribute("overflow", getComputedStyle(svg).overflow);
  return copy;
}

/** @param {Element} original
 * @param {Element} copy */
function style(original, copy) {
  const computed = getComputedStyle(original);
  if (computed.display === "none") return copy.remove();
  const children = [...original.children].map((child, index) => [child, copy.children[index]]);
  const shape = !["svg", "g", "defs", "clipPath", "title", "desc", "style"].includes(original.localName);
  if (original.localName === "style") return copy.remove();
  for (const [name, rest] of Object.entries(STYLED)) {
    const value = computed.getPropertyValue(name);
    if (shape && value && value !== rest) write(copy, name, value);
  }
  if (original instanceof SVGTextContentElement) {
    for (const name of LETTERS) copy.setAttribute(name, computed.getPropertyValue(name));
  }
  for (const attribute of [...copy.attributes]) {
    if (/^(class$|style$|data-)/.test(attribute.name)) copy.removeAttribute(attribute.name);
  }
  for (const [child, its] of children) style(child, its);
}

/** @param {Element} copy
 * @param {string} name
 * @param {string} value */
function write(copy, name, value) {
  const isColour = (name === "fill" || name === "stroke") && value !== "none" && !value.startsWith("url");
  if (!isColour) return copy.setAttribute(name, value);
  const colour = inked(name === "fill" ? "fill" : "stroke", value) ?? { [name]: "none" };
  for (const [attribute, text] of Object.entries(colour)) copy.setAttribute(attribute, String(text));
}
