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
  const turned = style.writingMode === "vertical-rl";
  for (const whole of turned ? [columnOf(node)] : linesOf(node)) {
    const { text, box } = cut(whole.text, placed(drawing, whole.rect), style.textOverflow, clip);
    const seen = common(box, clip);
    if (isEmpty(seen) || seen.right - seen.left < 0.5 * (box.right - box.left)) continue;
    const place = turned ? turnedIn(box, style) : levelIn(box, style);
    const line = svgElement("text", { ...place, ...fontOf(style), ...fill });
    line.textContent = text.trimEnd();
    // Another program's font may be wider: the line keeps its length.
    const length = turned ? box.bottom - box.top : box.right - box.left;
    if (line.textContent.length > 1) line.setAttribute("textLength", length.toFixed(2));
    line.setAttribute("lengthAdjust", "spacingAndGlyphs");
    drawing.svg.append(line);
  }
}

/** @param {Box} box
 * @param {CSSStyleDeclaration} style */
function levelIn({ left, right, top, bottom }, style) {
  const anchor = { center: "middle", right: "end", end: "end" }[style.textAlign] ?? "start";
  const { ascent, descent } = metrics(style);
  const x = anchor === "start" ? left : anchor === "end" ? right : (left + right) / 2;
  return { x, y: top + ((bottom - top) * ascent) / (ascent + descent), "text-anchor": anchor };
}

/** A text that runs down.
 * @param {Box} box
 * @param {CSSStyleDeclaration} style */
function turnedIn({ left, right, top, bottom }, style) {
  const [x, middle] = [(left + right) / 2, (top + bottom) / 2];
  const { ascent, descent } = metrics(style);
  const y = middle + (ascent - descent) / 2;
  return { x, y, "text-anchor": "middle", transform: `rotate(90 ${x} ${middle})` };
}

/** The size is the one drawn, where letters are made as wide as another font's.
 * @param {CSSStyleDeclaration} style */
function fontOf(style) {
  const asked = parseFloat(style.fontSize);
  const [, wanted] = style.fontSizeAdjust.match(/^ch-width ([\d.]+)/) ?? [];
  const drawn = wanted ? (asked * Number(wanted) * asked) / metrics(style).width : asked;
  return {
    "font-family": style.fontFamily,
    "font-size": `${drawn}px`,
    "font-weight": style.fontWeight,
    "font-style": style.fontStyle,
  };
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

/** @type {Map<string, { ascent: number, descent: number, width: number }>} */
const measured = new Map();

/** How far a font goes above and below its baseline, and how wide a figure is.
 * @param {CSSStyleDeclaration} style */
function metrics({ fontStyle, fontWeight, fontSize, fontFamily }) {
  const font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
  const known = measured.get(font);
  if (known) return known;
  const pen = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  pen.font = font;
  const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent, width } = pen.measureText("0");
  const all = { ascent, descent, width };
  measured.set(font, all);
  return all;
}

/** A text that runs down stands on one line.
 * @param {Text} node */
function columnOf(node) {
  const range = document.createRange();
  range.selectNodeContents(node);
  return { text: node.data, rect: range.getBoundingClientRect() };
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
