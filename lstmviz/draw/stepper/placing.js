// @ts-check
// Where everything stands: sizes for the room there is (layout.js), the grid, and the columns in sight.

import { isLegible } from "./columns.js";
import { linesInSight } from "./frame.js";
import { frameHeld } from "./held.js";
import { shapeOf, sizeInsides } from "./insides.js";
import { layOut } from "./layout.js";
import { drawOverview } from "./overview.js";
import { write } from "./elements.js";
import { showColumns } from "./picture.js";
import { say } from "./say.js";
import { shortNames } from "./short_names.js";

/** @typedef {import("./stepper.js").Stepper} Stepper */
/** @typedef {import("./scene.js").Panel} Panel */
/** @typedef {import("./scene.js").Scene} Scene */
/** Columns in sight, px of them, of an answer's row and of the smallest letter; whether tokens can be read,
 * and how answers are written, where that is possible.
 * @typedef {{ first: number, count: number, column: number, answer: number, letter: number, tokens: boolean,
 *   answers: ((name: string) => string) | null }} Sight */

/** @type {Sight} */
export const NOWHERE = {
  first: 0, count: 0, column: 0, answer: 0, letter: 0, tokens: false, answers: null,
}; // prettier-ignore
const THREE_LINES = 44; // px that a name, what it is for and its value want
const TWO_LINES = 58; // of 1080, where the value stands beside the name
const DIGIT = 0.5; // sizes of its letters, as wide as Streamlit's are
const SETTLED = 60; // ms without another size, until it counts

/** The room that the page gives.
 * @param {Stepper} stepper
 * @returns {import("./layout.js").Room} */
function roomOf({ root, state, part }) {
  const lines = linesInSight();
  const height = lines - topOf(part("panels"));
  const { alone, window: asked, arrangement } = state;
  const width = alone ? window.innerWidth : root.clientWidth;
  const ratio = window.devicePixelRatio;
  const [, digit] = getComputedStyle(root).getPropertyValue("--letters").split("ch-width ");
  return { width, height, lines, ratio, digit: Number(digit) || DIGIT, alone, window: asked, arrangement };
}

/** Places everything anew when the window, or the column it stands in, takes another size; a page that merely
 * grows longer is none.
 * @param {Stepper} stepper
 * @param {Element} column */
export function connectRoom(stepper, column) {
  const { signal } = stepper.ends;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ let waiting;
  const resize = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if (signal.aborted || !stepper.scene || stepper.fitted === JSON.stringify(roomOf(stepper))) return;
      stepper.fitted = "";
      stepper.act({});
    }, SETTLED);
  };
  window.addEventListener("resize", resize, { signal });
  const sized = new ResizeObserver(resize);
  sized.observe(column);
  signal.addEventListener("abort", () => sized.disconnect());
}

/** Takes the sizes that the room gives.
 * @param {Stepper} stepper */
export function fit(stepper) {
  const { root, scene, part } = stepper;
  const { answers = [], shown = [] } = scene.question ?? {};
  const said = shown.map((answer) => answers[answer]);
  const short = shortNames(said);
  const shape = {
    steps: scene.steps,
    token: widest(
      root,
      scene.panels.flatMap(({ tokens }) => tokens),
    ),
    said: widest(root, said),
    short: widest(root, Object.values(short)),
    heatmaps: scene.panels.map(({ quantities, planes }) =>
      quantities.map(({ name, height }) => ({ units: planes[name].rows, height })),
    ),
    answers: scene.panels.map(({ planes }) => (planes.says ? scene.question?.shown.length || 4 : 0)),
    inside: stepper.insides.map(({ panel }) => shapeOf(scene.panels[panel])),
  };
  root.style.setProperty("--token", shape.token);
  size(stepper, layOut(shape, roomOf(stepper)));
  size(stepper, layOut(shape, roomOf(stepper))); // overview and bar take room of their own
  const { heights, beside, hall, share } = stepper.layout;
  heights.forEach((rows, index) => {
    const lines = stepper.section(index).querySelectorAll(".heatmap");
    rows.forEach((height, row) => {
      lines[row].style.height = `${height}px`;
      lines[row].classList.toggle("tight", height < (hall ? TWO_LINES * share : THREE_LINES));
    });
  });
  sizeInsides(stepper);
  placeInGrid(part("panels").children, part("side"), scene, beside);
  writeShort(stepper, stepper.layout.said < shape.said ? short : {});
  stepper.sight = { ...NOWHERE, first: stepper.sight.first };
  stepper.fitted = JSON.stringify(roomOf(stepper));
}

/** Takes short names of answers, if any, and explains them.
 * @param {Stepper} stepper
 * @param {Record<string, string>} short */
function writeShort(stepper, short) {
  stepper.short = short;
  const all = Object.entries(short);
  const place = stepper.part("short");
  write(place, all.map(([name, text]) => say("{short}: {name}", { short: text, name })).join(" · "));
  place.hidden = !all.length;
}

/** The width of the widest text, in sizes of its letters.
 * @param {Element} root
 * @param {string[]} texts */
function widest(root, texts) {
  const pen = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  pen.font = `500 100px ${getComputedStyle(root).getPropertyValue("--mono")}`;
  return Math.max(0, ...[...new Set(texts)].map((text) => pen.measureText(text).width)) / 100;
}

/** @param {Stepper} stepper
 * @param {ReturnType<typeof layOut>} layout */
function size(stepper, layout) {
  const { root, scene } = stepper;
  const { sizes, column, count, beside, hall, line, share, tokens, answers, said } = layout;
  const lengths = { ...sizes, column, track: column * count, equation: line, share };
  for (const [name, length] of Object.entries(lengths)) root.style.setProperty(`--px-${name}`, `${length}px`);
  root.style.setProperty("--said", said);
  const [low, long, turned] = [sizes.answer < 11, count < scene.steps, tokens === "turned"];
  const looks = { beside, hall, low, long, turned, "turned-answers": answers === "turned" };
  for (const [name, on] of Object.entries(looks)) root.classList.toggle(name, on);
  if (looks.long) drawOverview(stepper);
  stepper.layout = layout;
}

/** The columns in sight: all, or a window that goes where the cursor leaves it.
 * @param {Stepper} stepper */
export function look(stepper) {
  const { state, scene, layout, orders, short } = stepper;
  const { count, column, sizes } = layout;
  const legible = isLegible({ column, letter: sizes.letter });
  const tokens = legible && layout.tokens !== "none";
  const answers =
    legible && layout.answers !== "none" ? (/** @type {string} */ name) => short[name] ?? name : null;
  let { first } = stepper.sight;
  const inside = state.step >= first && state.step < first + count;
  if (!inside) first = state.step - Math.floor(count / 2);
  first = Math.max(0, Math.min(first, scene.steps - count));
  if (stepper.sight.count && stepper.sight.first === first) return;
  stepper.sight = { first, count, column, answer: sizes.answer, letter: sizes.letter, tokens, answers };
  scene.panels.forEach((panel, index) => {
    showColumns(stepper.section(index), scene, panel, stepper.sight);
    frameHeld(stepper.section(index), panel, stepper.sight, layout.heights[index], orders[index]);
  });
  stepper.bench?.render();
}

/** Beside: a panel left, the next right, and what is inside the cell where the least stands.
 * @param {HTMLCollection} sections
 * @param {HTMLElement} side
 * @param {Scene} scene
 * @param {boolean} beside */
function placeInGrid(sections, side, scene, beside) {
  const rows = scene.panels.map(({ quantities }) => quantities.length);
  const put = (/** @type {any} */ element, /** @type {string} */ column, /** @type {string} */ row) =>
    Object.assign(element.style, { gridColumn: column, gridRow: row });
  if (!beside) return [...sections, side].forEach((element) => put(element, "1", "auto"));
  [...sections].forEach((section, index) =>
    put(section, index % 2 ? "2" : "1", String(1 + Math.floor(index / 2))),
  );
  const last = 1 + Math.floor((sections.length - 1) / 2);
  const odd = sections.length % 2 === 1;
  const shorter = sections.length === 2 && rows[1] < rows[0];
  if (shorter) put(sections[0], "1", "1 / span 2");
  if (odd) put(side, "2", String(last));
  else put(side, shorter ? "2" : "1 / -1", String(last + 1));
}

/** Where an element stands on the unscrolled page, whatever scrolls.
 * @param {any} element */
function topOf(element) {
  let scrolled = 0;
  for (let around = element.parentElement; around; around = around.parentElement)
    scrolled += around.scrollTop;
  const first = element.firstElementChild ?? element.parentElement; // panels take no box of their own
  return first.getBoundingClientRect().top + scrolled;
}
