// @ts-check
// What stands on the page as one SVG: boxes, letters, SVGs as they are, canvases as images. It reads the page
// itself, so that what one takes away is what one sees.

import { common, isEmpty, placed } from "./boxes.js";
import { drawText } from "./letters.js";
import { drawBox } from "./surfaces.js";
import { element as svgElement, inked, inlined } from "./svg_elements.js";

/** @typedef {import("./boxes.js").Box} Box */
/** @typedef {import("./boxes.js").Drawing} Drawing */

const EVERYWHERE = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };

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
  for (const element of shown) draw(drawing, element, EVERYWHERE);
  return svg;
}

/** @param {Drawing} drawing
 * @param {Element} element
 * @param {Box} clip what of it can be seen */
function draw(drawing, element, clip) {
  const style = getComputedStyle(element);
  if (style.display === "none" || element.matches(drawing.leftOut)) return;
  const box = placed(drawing, element.getBoundingClientRect());
  const seen = style.visibility === "visible" && Number(style.opacity) > 0;
  if (element instanceof SVGSVGElement) {
    if (seen) drawBox(drawing, style, box, clip);
    if (seen) drawing.svg.append(inlined(element, box));
    return;
  }
  if (seen && element instanceof HTMLCanvasElement) drawCanvas(drawing, element, box, clip);
  else if (seen) drawBox(drawing, style, box, clip);
  if (seen && element instanceof HTMLInputElement) drawControl(drawing, element, style, box);
  const inside = style.overflow === "visible" ? clip : common(clip, box);
  for (const child of element.childNodes) {
    if (child instanceof Element) draw(drawing, child, inside);
    else if (seen && child instanceof Text) drawText(drawing, child, style, inside);
  }
}

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

/** What a text field holds, and how far a slider is.
 * @param {Drawing} drawing
 * @param {HTMLInputElement} control
 * @param {CSSStyleDeclaration} style
 * @param {Box} box */
function drawControl({ svg }, control, style, box) {
  const { left, top, right, bottom } = box;
  const middle = (top + bottom) / 2;
  if (control.type === "range") {
    const share = (control.valueAsNumber - Number(control.min)) / (Number(control.max) - Number(control.min));
    const track = { x: left, y: middle - 2, width: right - left, height: 4, rx: 2 };
    const thumb = { cx: left + 8 + share * (right - left - 16), cy: middle, r: 7 };
    svg.append(
      svgElement("rect", { ...track, ...inked("fill", style.color), "fill-opacity": 0.25 }),
      svgElement("circle", { ...thumb, ...inked("fill", style.accentColor) }),
    );
  } else {
    const font = { "font-family": style.fontFamily, "font-size": style.fontSize };
    const at = { x: left + parseFloat(style.paddingLeft) + 1, y: middle + 0.35 * parseFloat(style.fontSize) };
    const text = svgElement("text", { ...at, ...font, ...inked("fill", style.color) });
    text.textContent = control.value;
    svg.append(text);
  }
}
