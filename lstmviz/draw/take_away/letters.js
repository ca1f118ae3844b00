// @ts-check
// Text of the page as text of an SVG: a line an element, in the page's font.

import { common, isEmpty, placed } from "./boxes.js";
import { element as svgElement, inked } from "./svg_elements.js";

/** @typedef {import("./boxes.js").Box} Box */
/** @typedef {import("./boxes.js").Drawing} Drawing */

/** A line of text an element, anchored as it is aligned, so that another font moves nothing.
 * @param {Drawing} drawing
 * @param {Text} node
 * @param {CSSStyleDeclaration} style
 * @param {Box} clip */
export function drawText(drawing, node, style, clip) {
  const fill = inked("fill", style.color);
  if (!fill || !node.data.trim()) return;
  const anchor = { center: "middle", right: "end", end: "end" }[style.textAlign] ?? "start";
  const { ascent, descent } = metrics(style.font);
  for (const whole of linesOf(node)) {
    const { text, box } = cut(whole.text, placed(drawing, whole.rect), style.textOverflow, clip);
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

/** Where the page ends a text with an ellipsis, so does the picture.
 * @param {string} text
 * @param {Box} box
 * @param {string} overflow
 * @param {Box} clip */
function cut(text, box, overflow, clip) {
  if (overflow !== "ellipsis" || box.right <= clip.right + 1) return { text, box };
  const share = (clip.right - box.left) / (box.right - box.left);
  const fitting = text.slice(0, Math.max(0, Math.floor(share * text.length) - 1));
  return { text: `${fitting}…`, box: { ...box, right: clip.right } };
}

/** @type {Map<string, { ascent: number, descent: number }>} */
const measured = new Map();

/** How far a font goes above and below its baseline.
 * @param {string} font */
function metrics(font) {
  const known = measured.get(font);
  if (known) return known;
  const pen = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  pen.font = font;
  const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = pen.measureText("x");
  measured.set(font, { ascent, descent });
  return { ascent, descent };
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
