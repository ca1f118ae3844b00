// @ts-check
// What stands on the page as one SVG: boxes, letters, SVGs as they are, canvases as images. It reads the page
// itself, so that what one takes away is what one sees.

import { element as svgElement, inked, inlined } from "./svg_elements.js";

/** px, from the picture's corner.
 * @typedef {{ left: number, top: number, right: number, bottom: number }} Box */

const NOWHERE = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };

/** @param {Element[]} shown what the picture is of
 * @param {string} leftOut a selector: what stands in it on the page but not in the picture
 * @returns {SVGElement} */
export function pictureOf(shown, leftOut) {
  const boxes = shown.map((element) => element.getBoundingClientRect()).filter(({ height }) => height);
  const [left, top] = [Math.min(...boxes.map((box) => box.left)), Math.min(...boxes.map((box) => box.top))];
  const width = Math.ceil(Math.max(...boxes.map((box) => box.right)) - left);
  const height = Math.ceil(Math.max(...boxes.map((box) => box.bottom)) - top);
  const svg = svgElement("svg", { width, height, viewBox: `0 0 ${width} ${height}` });
  const drawing = { svg, leftOut, corner: { left, top } };
  for (const element of shown) draw(drawing, element, NOWHERE);
  return svg;
}

/** @typedef {{ svg: SVGElement, leftOut: string, corner: { left: number, top: number } }} Drawing */

/** @param {Drawing} drawing
 * @param {Element} element
 * @param {Box} clip what of it can be seen */
function draw(drawing, element, clip) {
  const style = getComputedStyle(element);
  if (style.display === "none" || element.matches(drawing.leftOut)) return;
  const box = placed(drawing, element.getBoundingClientRect());
  const seen = style.visibility === "visible" && Number(style.opacity) > 0;
  if (element instanceof SVGSVGElement) {
    if (seen) drawing.svg.append(inlined(element, box));
    return;
  }
  if (seen && element instanceof HTMLCanvasElement) drawCanvas(drawing, element, box, clip);
  else if (seen) drawBox(drawing, style, box, clip);
  const inside = style.overflow === "visible" ? clip : common(clip, box);
  for (const child of element.childNodes) {
    if (child instanceof Element) draw(drawing, child, inside);
    else if (seen && child instanceof Text) drawText(drawing, child, style, inside);
  }
}

/** @param {Drawing} drawing
 * @param {Box} rect on the screen
 * @returns {Box} */
function placed({ corner }, { left, top, right, bottom }) {
  return {
    left: left - corner.left,
    top: top - corner.top,
    right: right - corner.left,
    bottom: bottom - corner.top,
  };
}

/** @param {Box} one
 * @param {Box} other
 * @returns {Box} */
const common = (one, other) => ({
  left: Math.max(one.left, other.left),
  top: Math.max(one.top, other.top),
  right: Math.min(one.right, other.right),
  bottom: Math.min(one.bottom, other.bottom),
});

/** @param {Box} box
 * @param {number} by px outwards
 * @returns {Box} */
const grown = ({ left, top, right, bottom }, by) => ({
  left: left - by,
  top: top - by,
  right: right + by,
  bottom: bottom + by,
});

/** @param {Box} box */
const attributes = ({ left, top, right, bottom }) => ({
  x: left,
  y: top,
  width: right - left,
  height: bottom - top,
});

/** @param {Box} box */
const isEmpty = ({ left, top, right, bottom }) => right - left <= 0 || bottom - top <= 0;

/** The part of a canvas that can be seen, in whole pixels of its own.
 * @param {Drawing} drawing
 * @param {HTMLCanvasElement} canvas
 * @param {Box} box
 * @param {Box} clip */
function drawCanvas({ svg }, canvas, box, clip) {
  const seen = common(box, clip);
  if (isEmpty(seen) || !canvas.width) return;
  const [across, down] = [(box.right - box.left) / canvas.width, (box.bottom - box.top) / canvas.height];
  const first = Math.round((seen.left - box.left) / across);
  const count = Math.round((seen.right - box.left) / across) - first;
  if (count < 1) return;
  const part = Object.assign(document.createElement("canvas"), { width: count, height: canvas.height });
  part.getContext("2d")?.drawImage(canvas, -first, 0);
  const at = {
    x: box.left + first * across,
    y: box.top,
    width: count * across,
    height: down * canvas.height,
  };
  const image = svgElement("image", { ...at, href: part.toDataURL(), preserveAspectRatio: "none" });
  image.setAttribute("style", "image-rendering: pixelated");
  svg.append(image);
}

/** Background, borders, outline and rings around.
 * @param {Drawing} drawing
 * @param {CSSStyleDeclaration} style
 * @param {Box} box
 * @param {Box} clip */
function drawBox({ svg }, style, box, clip) {
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

/** A line of text an element, anchored as it is aligned, so that another font moves nothing.
 * @param {Drawing} drawing
 * @param {Text} node
 * @param {CSSStyleDeclaration} style
 * @param {Box} clip */
function drawText(drawing, node, style, clip) {
  const fill = inked("fill", style.color);
  if (!fill || !node.data.trim()) return;
  const anchor = { center: "middle", right: "end", end: "end" }[style.textAlign] ?? "start";
  const { ascent, descent } = metrics(style.font);
  for (const { text, rect } of linesOf(node)) {
    const box = placed(drawing, rect);
    const seen = common(box, clip);
    if (isEmpty(seen) || seen.right - seen.left < 0.5 * (box.right - box.left)) continue;
    const x = anchor === "start" ? box.left : anchor === "end" ? box.right : (box.left + box.right) / 2;
    const y = box.top + ((box.bottom - box.top) * ascent) / (ascent + descent);
    const font = {
      "font-family": style.fontFamily,
      "font-size": style.fontSize,
      "font-weight": style.fontWeight,
      "font-style": style.fontStyle,
    };
    const line = svgElement("text", { x, y, "text-anchor": anchor, ...font, ...fill });
    line.textContent = text.trimEnd();
    // Another program's font may be wider: the line keeps its length.
    if (line.textContent.length > 1) line.setAttribute("textLength", (box.right - box.left).toFixed(2));
    line.setAttribute("lengthAdjust", "spacingAndGlyphs");
    drawing.svg.append(line);
  }
}

/** @type {Map<string, { ascent: number, descent: number }>} */
const measured = new Map();

/** How far a font goes above and below its baseline.
 * @param {string} font */
function metrics(font) {
  const pen = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  pen.font = font;
  const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = pen.measureText("x");
  if (!measured.has(font)) measured.set(font, { ascent, descent });
  return /** @type {{ ascent: number, descent: number }} */ (measured.get(font));
}

/** The lines into which a text was broken, and where each stands. White space that is not shown is left out.
 * @param {Text} node
 * @returns {{ text: string, rect: Box }[]} */
function linesOf(node) {
  /** @type {{ text: string, rect: Box }[]} */ const lines = [];
  const range = document.createRange();
  let at = 0;
  for (const letter of node.data) {
    range.setStart(node, at);
    range.setEnd(node, (at += letter.length));
    const { left, top, right, bottom } = range.getBoundingClientRect();
    const last = lines.at(-1);
    const goesOn = last && Math.abs(last.rect.top - top) < 2;
    if (/\s/.test(letter)) {
      if (goesOn && right > left && !last.text.endsWith(" ")) last.text += " ";
    } else if (goesOn) {
      last.text += letter;
      last.rect.right = Math.max(last.rect.right, right);
    } else lines.push({ text: letter, rect: { left, top, right, bottom } });
  }
  return lines;
}
