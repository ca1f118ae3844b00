// @ts-check
// The picture under its title, above the day and the link.

import { pictureOf } from "./picture_svg.js";
import { element as svgElement, inked } from "./svg_elements.js";

const TITLE = 16; // px, of what is written above the picture
const FOOT = 11; // px, below it
const LINE = 1.35; // of a line, in sizes of its letters
const MARGIN = 16; // px around

/** @param {{ shown: () => Element[], leftOut: string }} offer
 * @param {import("./numbers.js").About} about
 * @returns {SVGElement} */
export function sheetOf(offer, about) {
  const shown = offer.shown();
  const picture = pictureOf(shown, offer.leftOut);
  const [width, height] = ["width", "height"].map((name) => Number(picture.getAttribute(name)));
  const { fontFamily, color } = getComputedStyle(shown[0]);
  const title = lines(about.title, width, TITLE, `700 ${TITLE}px ${fontFamily}`);
  const foot = lines(`${about.date} ${about.link}`.trim(), width, FOOT, `${FOOT}px ${fontFamily}`);
  const top = MARGIN + title.height + FOOT;
  const [wide, high] = [width + 2 * MARGIN, Math.ceil(top + height + foot.height + 2 * MARGIN)];
  const svg = svgElement("svg", { width: wide, height: high, viewBox: `0 0 ${wide} ${high}` });
  for (const [name, value] of Object.entries({ x: MARGIN, y: top }))
    picture.setAttribute(name, String(value));
  svg.append(
    plain("title", about.title),
    plain("desc", [about.date, about.link].filter(Boolean).join(" ")),
    svgElement("rect", { width: wide, height: high, ...inked("fill", paperBehind(shown[0])) }),
    picture,
  );
  const ink = { "font-family": fontFamily, ...inked("fill", color) };
  svg.append(...written(title, MARGIN, ink), ...written(foot, top + height + MARGIN, ink));
  return svg;
}

/** Lines as they stand from a height on.
 * @param {ReturnType<typeof lines>} lines
 * @param {number} top
 * @param {Record<string, string | number>} ink */
const written = ({ texts, size, weight }, top, ink) =>
  texts.map((text, at) => {
    const place = { x: MARGIN, y: top + (at + 0.75) * LINE * size };
    return plain("text", text, { ...place, ...ink, "font-size": `${size}px`, "font-weight": weight });
  });

/** @param {string} tag
 * @param {string} text
 * @param {Record<string, string | number>} attributes */
export const plain = (tag, text, attributes = {}) =>
  Object.assign(svgElement(tag, attributes), { textContent: text });

/** A text broken into lines that are no wider than the picture; a word that is wider is broken too.
 * @param {string} text
 * @param {number} width
 * @param {number} size px
 * @param {string} font */
function lines(text, width, size, font) {
  const pen = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  pen.font = font;
  const fits = (/** @type {string} */ line) => pen.measureText(line).width <= width;
  const texts = [""];
  for (const word of text.split(" ")) {
    const longer = `${texts.at(-1)} ${word}`.trim();
    if (fits(longer)) texts[texts.length - 1] = longer;
    else texts.push("");
    if (!fits(longer))
      for (const letter of word) {
        if (fits(texts.at(-1) + letter)) texts[texts.length - 1] += letter;
        else texts.push(letter);
      }
  }
  const whole = texts.filter(Boolean);
  return {
    texts: whole,
    size,
    weight: font.startsWith("700") ? 700 : 400,
    height: whole.length * LINE * size,
  };
}

/** The first background that can be seen behind an element.
 * @param {Element} element
 * @returns {string} */
function paperBehind(element) {
  for (let around = /** @type {Element | null} */ (element); around; around = around.parentElement) {
    const { backgroundColor } = getComputedStyle(around);
    if (inked("fill", backgroundColor)) return backgroundColor;
  }
  return "white";
}
