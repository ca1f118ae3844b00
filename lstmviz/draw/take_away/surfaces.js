// @ts-check
// What an element of the page is painted with, as shapes of an SVG: background, borders, outline, rings.

import { attributes, common, grown, isEmpty } from "./boxes.js";
import { element as svgElement, inked } from "./svg_elements.js";

/** @typedef {import("./boxes.js").Box} Box */
/** @typedef {import("./boxes.js").Drawing} Drawing */

/** Background, borders, outline and rings around.
 * @param {Drawing} drawing
 * @param {CSSStyleDeclaration} style
 * @param {Box} box
 * @param {Box} clip */
export function drawBox({ svg }, style, box, clip) {
  const seen = common(box, clip);
  if (isEmpty(seen)) return;
  const rx = parseFloat(style.borderTopLeftRadius) || 0;
  for (const { inset, spread, colour } of rings(style.boxShadow)) {
    if (!inset) frame(svg, grown(box, spread / 2), spread, colour, rx + spread / 2);
  }
  const fill = inked("fill", style.backgroundColor);
  if (fill) svg.append(svgElement("rect", { ...attributes(seen), rx, ...fill }));
  drawGradient(svg, style, seen);
  for (const { inset, spread, colour } of rings(style.boxShadow)) {
    if (inset) frame(svg, grown(box, -spread / 2), spread, colour, rx);
  }
  drawBorders(svg, style, box, rx);
  const outline = parseFloat(style.outlineWidth);
  if (style.outlineStyle === "none" || !outline) return;
  const at = grown(box, parseFloat(style.outlineOffset) + outline / 2);
  frame(svg, at, outline, style.outlineColor, rx, style.outlineStyle);
}

/** @param {SVGElement} svg
 * @param {Box} box the middle of the line
 * @param {number} width
 * @param {string} colour
 * @param {number} rx
 * @param {string} style */
function frame(svg, box, width, colour, rx, style = "solid") {
  const stroke = inked("stroke", colour);
  if (!stroke || isEmpty(box)) return;
  const line = svgElement("rect", { ...attributes(box), rx, fill: "none", "stroke-width": width, ...stroke });
  if (style === "dotted" || style === "dashed") line.setAttribute("stroke-dasharray", `${width} ${width}`);
  svg.append(line);
}

/** Shadows that are drawn as rings: without offset and blur. Computed: "colour 0px 0px 0px 2px inset, …".
 * @param {string} shadows */
function rings(shadows) {
  return [...shadows.matchAll(/(\S+\([^)]*\)) 0px 0px 0px ([\d.]+)px( inset)?/g)].map(
    ([, colour, spread, inset]) => ({ colour, spread: Number(spread), inset: Boolean(inset) }),
  );
}

/** One frame where all four sides are alike, else a rectangle a side.
 * @param {SVGElement} svg
 * @param {CSSStyleDeclaration} style
 * @param {Box} box
 * @param {number} rx */
function drawBorders(svg, style, box, rx) {
  const sides = /** @type {const} */ (["Top", "Right", "Bottom", "Left"]).map((side) => ({
    side,
    width: style[`border${side}Style`] === "none" ? 0 : parseFloat(style[`border${side}Width`]),
    colour: style[`border${side}Color`],
  }));
  const [first] = sides;
  if (sides.every(({ width, colour }) => width === first.width && colour === first.colour)) {
    if (first.width) frame(svg, grown(box, -first.width / 2), first.width, first.colour, rx);
    return;
  }
  for (const { side, width, colour } of sides) {
    const fill = width ? inked("fill", colour) : null;
    if (!fill) continue;
    const { left, top, right, bottom } = box;
    const strip = {
      Top: { ...box, bottom: top + width },
      Right: { ...box, left: right - width },
      Bottom: { ...box, top: bottom - width },
      Left: { ...box, right: left + width },
    }[side];
    svg.append(svgElement("rect", { ...attributes(strip), ...fill }));
  }
}

/** "linear-gradient(to top, …)" with colours evenly spread, over the whole box or a band in its middle.
 * @param {SVGElement} svg
 * @param {CSSStyleDeclaration} style
 * @param {Box} box */
function drawGradient(svg, style, box) {
  const colours = style.backgroundImage.match(/\w+\([\d., /%a-z]*\)(?=[,)])/g);
  if (!style.backgroundImage.startsWith("linear-gradient") || !colours) return;
  const upright = !style.backgroundImage.includes("to right");
  const id = `colours-${svg.querySelectorAll("linearGradient").length}`;
  const towards = upright ? { x1: 0, y1: 1, x2: 0, y2: 0 } : { x1: 0, y1: 0, x2: 1, y2: 0 };
  const gradient = svgElement("linearGradient", { id, ...towards });
  colours.forEach((colour, index) => {
    const offset = colours.length > 1 ? index / (colours.length - 1) : 0;
    gradient.append(svgElement("stop", { offset, ...inked("stop", colour) }));
  });
  const band = parseFloat(style.backgroundSize.split(" ")[1]) || box.bottom - box.top;
  const middle = (box.top + box.bottom) / 2;
  const at = { ...box, top: middle - band / 2, bottom: middle + band / 2 };
  svg.append(gradient, svgElement("rect", { ...attributes(at), fill: `url(#${id})` }));
}
