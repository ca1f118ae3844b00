// @ts-check
// One panel: the tokens it reads, a heatmap a quantity, what the net says, and the axis, on the same columns.

import { element, refill, write } from "./elements.js";
import { countBeyond } from "./colours.js";
import { gradient, paint } from "./heatmap.js";
import { answerAt, decimals, rowsOf } from "./scene.js";
import { say } from "./say.js";
import { arranged } from "./units.js";

export const LEGIBLE = 7; // px of a column from which on letters can be told apart
export const JOINED = 14; // px of a column below which answers stand side by side as one band
const TICKS = [1, 2, 5, 10, 20, 50, 100, 200, 500]; // whole numbers of steps between two labels of the axis
const LABEL = 5; // a label of the axis wants, in sizes of its letters

/** A row of the picture: what stands left of the columns, on them and right of them.
 * @param {string} name
 * @param {Element[]} label
 * @param {Element[]} track
 * @param {Element[]} beside */
export function row(name, label, track, beside = []) {
  const line = element("div", { className: `row ${name}` });
  const parts = { label, track, scale: beside };
  for (const [part, content] of Object.entries(parts)) {
    const place = element("div", { className: part });
    place.append(...content);
    line.append(place);
  }
  return line;
}

/** Fills a panel's section for a scene; what depends on the step follows in marks.js.
 * @param {any} section
 * @param {any} scene
 * @param {any} panel
 * @param {string} theme
 * @param {number[]} order of the units */
export function buildPicture(section, scene, panel, theme, order) {
  const colours = scene.scales[theme];
  const heatmaps = panel.quantities.map((/** @type {any} */ quantity) =>
    heatmapRow(panel, quantity, colours[quantity.kind], order),
  );
  const says = panel.planes.says ? saysRows(scene, panel, colours.probability) : [];
  section
    .querySelector(".picture")
    .replaceChildren(
      row("reads", [label(say("reads"))], [element("div", { className: "tokens", tabIndex: -1 })]),
      ...heatmaps,
      ...says,
      row("axis", [], [element("div", { className: "ticks" }), element("b", { className: "tick now" })]),
      element("div", { className: "veiled" }),
      element("div", { className: "cursor" }),
    );
}

/** @param {string} textContent */
export const label = (textContent) => element("span", { className: "name", textContent });

/** @param {any} panel
 * @param {any} quantity
 * @param {string[]} colours
 * @param {number[]} order */
function heatmapRow(panel, quantity, colours, order) {
  const { name, symbol, title, gloss, span, row: of } = quantity;
  const plane = panel.planes[name];
  const canvas = element("canvas", {});
  paint(canvas, of === "unit" ? arranged(plane, order) : plane, span, colours);
  canvas.setAttribute("role", "img");
  const [least, most] = ends(span);
  const { rows, columns } = plane;
  canvas.setAttribute(
    "aria-label",
    say("Heatmap of {net}: {title}, {rows} rows, a {row} each, by {columns} steps, from {least} to {most}", {
      ...{ net: panel.title, title, rows, row: say(of), columns, least, most },
    }),
  );
  const clip = element("div", { className: "clip" });
  clip.append(canvas);
  const marks = ["veil", "brush", "hovered", "pinned", "chosen"].map((className) =>
    element("i", { className }),
  );
  const head = element("button", { type: "button", className: `name ${name}` });
  head.dataset.card = name;
  head.setAttribute("aria-label", say("{symbol} {title} of {net}", { symbol, title, net: panel.title }));
  head.append(
    element("b", { className: "symbol", textContent: symbol }),
    element("span", { className: "title", textContent: ` ${title.replace(/ gate$| state$/, shortened)}` }),
  );
  const line = row(
    `heatmap ${name}`,
    [head, element("span", { className: "gloss", textContent: gloss }), element("b", { className: "value" })],
    [clip, ...marks],
    [bar(colours), ...ends(span, countBeyond(plane.values, span)).map(end)],
  );
  line.dataset.quantity = name;
  return line;
}

/** "forget gate" is "forget" here, "hidden state" "hidden"; the cell state keeps its name.
 * @param {string} word
 * @param {number} _at
 * @param {string} whole */
const shortened = (word, _at, whole) => (whole === "cell state" ? word : "");

/** @param {string[]} colours */
function bar(colours) {
  const strip = element("i", { className: "bar-of-colours" });
  strip.style.background = gradient(colours);
  return strip;
}

/** @param {string} textContent */
export const end = (textContent) => element("span", { className: "end", textContent });

/** The ends of a scale as written beside it, the least first; marked where numbers lie beyond.
 * @param {[number, number]} span
 * @param {number} beyond */
function ends([low, high], beyond = 0) {
  const written = (/** @type {number} */ value) => {
    const text = decimals(value, Math.abs(value) >= 10 || Number.isInteger(value) ? 0 : 1);
    return low < 0 && value > 0 ? `+${text}` : text;
  };
  const most = beyond ? " ▸" : "";
  return [written(low) + most, written(high) + most];
}

/** @param {any} scene
 * @param {any} panel
 * @param {string[]} colours */
function saysRows(scene, panel, colours) {
  const answers = element("div", { className: "answers" });
  answers.dataset.testid = "answers";
  const marks = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  marks.setAttribute("class", "answer-marks");
  marks.setAttribute("aria-hidden", "true");
  const { answers: all, shown } = scene.question;
  const names = shown.map((/** @type {number} */ answer) => all[answer]);
  if (!names.length) return [row("says number", [label(say("says"))], [marks])];
  const canvas = element("canvas", {});
  paint(canvas, rowsOf(panel.planes.says, shown), [0, 1], colours);
  canvas.setAttribute("role", "img");
  canvas.setAttribute(
    "aria-label",
    say("Heatmap of {net}: the probability of {answers} at every step", {
      net: panel.title,
      answers: names.join(", "),
    }),
  );
  const clip = element("div", { className: "clip" });
  clip.append(canvas, marks);
  const letters = element("div", { className: "letters" });
  letters.append(...names.map((/** @type {string} */ textContent) => element("span", { textContent })));
  return [
    row("said", [label(say("says"))], [answers, element("i", { className: "veil" })]),
    row("says", [letters], [clip, element("i", { className: "veil" })]),
  ];
}

/** The steps in sight.
 * @param {{ first: number, count: number }} sight */
export const stepsOf = ({ first, count }) => Array.from({ length: count }, (_, k) => first + k);

/** What depends on which columns are in sight: tokens, answers, marks and ticks.
 * @param {any} section
 * @param {any} scene
 * @param {any} panel
 * @param {{first: number, count: number, column: number, answer: number}} sight */
export function showColumns(section, scene, panel, sight) {
  const { first, count, column } = sight;
  const inSight = Math.max(0, Math.min(count, panel.steps - first));
  const steps = stepsOf({ first, count: inSight });
  const picture = section.querySelector(".picture");
  for (const canvas of picture.querySelectorAll("canvas")) {
    canvas.style.width = `${column * canvas.width}px`;
    canvas.style.left = `${-first * column}px`;
  }
  const legible = column >= LEGIBLE;
  picture.classList.toggle("letterless", !legible);
  picture.classList.toggle("joined", column < JOINED);
  picture
    .querySelector(".tokens")
    .replaceChildren(...steps.map((step) => token(panel.tokens[step], legible)));
  showAnswers(section, scene, panel, sight);
  const letter = parseFloat(getComputedStyle(picture.querySelector(".ticks")).fontSize);
  const between = TICKS.find((every) => every * column >= LABEL * letter) ?? 1000;
  const ticks = steps.filter((step) => step === 0 || (step + 1) % between === 0);
  picture.querySelector(".ticks").replaceChildren(
    ...ticks.map((step) => {
      const tick = element("span", { className: "tick", textContent: String(step + 1) });
      tick.style.left = `${(step - first + 0.5) * column}px`;
      return tick;
    }),
  );
}

/** @param {any} section
 * @param {any} scene
 * @param {any} panel
 * @param {{first: number, count: number, column: number, answer: number}} sight */
export function showAnswers(section, scene, panel, sight) {
  const picture = section.querySelector(".picture");
  const steps = stepsOf(sight);
  fillAnswers(picture.querySelector(".answers"), scene, panel, sight.column >= LEGIBLE ? steps : []);
  if (panel.planes.says) showMarks(picture.querySelector(".answer-marks"), scene, panel, sight);
}

/** A letter that stands there already stays, with the mark of where one stands.
 * @param {any} place
 * @param {any} scene
 * @param {any} panel
 * @param {number[]} steps */
export function fillAnswers(place, scene, panel, steps) {
  if (!place) return;
  const fresh = steps.map((step) => answerOf(scene, panel, step));
  refill(
    place,
    fresh,
    (one, other) => one.textContent === other.textContent && one.dataset.is === other.dataset.is,
  );
}

/** Other numbers in a picture that stands: its heatmaps, and the ends of their scales.
 * @param {any} section
 * @param {any} scene
 * @param {any} panel
 * @param {string} theme
 * @param {number[]} order of the units */
export function repaint(section, scene, panel, theme, order) {
  for (const { name, kind, span, gloss, row: of } of panel.quantities) {
    const line = section.querySelector(`[data-quantity="${name}"]`);
    const plane = panel.planes[name];
    const drawn = of === "unit" ? arranged(plane, order) : plane;
    paint(line.querySelector("canvas"), drawn, span, scene.scales[theme][kind]);
    write(line.querySelector(".gloss"), gloss);
    const written = ends(span, countBeyond(plane.values, span));
    line.querySelectorAll(".end").forEach((/** @type {Element} */ place, /** @type {number} */ at) => {
      write(place, written[at]);
    });
  }
  const said = section.querySelector(".says canvas");
  if (!said) return;
  paint(said, rowsOf(panel.planes.says, scene.question.shown), [0, 1], scene.scales[theme].probability);
}

/** @param {string} text
 * @param {boolean} legible */
export const token = (text, legible) => element("span", { textContent: legible ? text : "", title: text });

/** A letter in the shape of how right and how sure it is, to be told without colour.
 * @param {any} scene
 * @param {any} panel
 * @param {number} step */
function answerOf(scene, panel, step) {
  const answer = answerAt(scene, panel, step);
  if (!answer) return element("span", {});
  const { name, value, right } = /** @type {any} */ (answer);
  const told = right === null ? "not-asked" : right ? "right" : "wrong";
  const changed = panel.planes.changed && !Number.isNaN(panel.planes.changed.at(0, step));
  const className = `${told} ${value >= 0.5 ? "sure" : "unsure"} ${changed ? "changed" : ""}`;
  const letter = element("span", { className, textContent: name });
  letter.dataset.is = className; // a mark of where one stands may be added
  return letter;
}

/** Dots where the net is right, crosses where it is wrong, in the row of the right answer; or a curve.
 * @param {any} svg
 * @param {any} scene
 * @param {any} panel
 * @param {{first: number, count: number, column: number, answer: number}} sight */
function showMarks(svg, scene, panel, { first, count, column, answer: height }) {
  const { shown } = scene.question;
  const rows = shown.length;
  const [low, high] = scene.question.span;
  const down = (/** @type {number} */ value) =>
    rows
      ? (shown.indexOf(value) + 0.5) * height
      : 4 + ((high - value) / (high - low || 1)) * (4 * height - 8);
  const across = (/** @type {number} */ step) => (step - first + 0.5) * column;
  const radius = Math.max(1.5, Math.min(4, column / 2 - 1, height / 2 - 1));
  const marked = (/** @type {number} */ target) => !Number.isNaN(target) && (!rows || shown.includes(target));
  const paths = { line: "", right: "", unsure: "", wrong: "" };
  for (let step = first; step < first + count; step++) {
    const { says, right, wrong } = panel.planes;
    if (!rows) paths.line += `${paths.line ? "L" : "M"}${across(step)} ${down(says.at(0, step))}`;
    const target = right.at(0, step);
    if (marked(target)) {
      const sure = !rows || says.at(target, step) >= 0.5;
      paths[sure ? "right" : "unsure"] += circle(across(step), down(target), radius);
    }
    const missed = wrong.at(0, step);
    if (marked(missed)) paths.wrong += cross(across(step), down(missed), radius);
  }
  const drawn = Object.entries(paths).map(([name, d]) => {
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("class", name);
    path.setAttribute("d", d);
    return path;
  });
  refill(svg, drawn);
}

/** @param {number} x
 * @param {number} y
 * @param {number} r */
const circle = (x, y, r) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;

/** @param {number} x
 * @param {number} y
 * @param {number} r */
const cross = (x, y, r) => `M${x - r} ${y - r}l${2 * r} ${2 * r}M${x - r} ${y + r}l${2 * r} ${-2 * r}`;
