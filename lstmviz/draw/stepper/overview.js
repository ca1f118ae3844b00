// @ts-check
// A sequence too long for its columns, whole: one quantity, where each net is right, and the window in sight.

import { element, refill, svgElement, write } from "./elements.js";
import { heatmap, paint } from "./heatmap.js";
import { rightAt } from "./scene.js";
import { say } from "./say.js";
import { arranged } from "./units.js";

/** @typedef {import("./stepper.js").Stepper} Stepper */

const LEAST = 8; // columns in sight
const APART = 1; // % of the overview's width that a letter wants

/** Draws what does not depend on the step.
 * @param {Stepper} stepper */
export function drawOverview(stepper) {
  const { part, scene } = stepper;
  const { panel, quantity, plane, colours } = drawnIn(stepper);
  const says = say("Heatmap of {net}: {quantity} at all {steps} steps, as an overview", {
    net: panel.title,
    quantity: quantity.title,
    steps: panel.steps,
  });
  const canvas = heatmap(plane, quantity.span, colours, says);
  canvas.style.width = `${(100 * panel.steps) / scene.steps}%`;
  const answered = scene.panels.filter((one) => one.planes.says);
  const flags = flagsOf(panel.tokens, scene.question?.flags ?? [], scene.steps);
  part("overview-lines").replaceChildren(
    ...(flags.length ? [line(say("flags"), element("div", { className: "flags" }), flags)] : []),
    line(quantity.title, canvas),
    ...answered.map((one) => line(scoreOf(scene, one), rightAndWrong(scene, one))),
  );
}

/** Other numbers in an overview that stands.
 * @param {Stepper} stepper */
export function repaintOverview(stepper) {
  const { part, scene } = stepper;
  const { quantity, plane, colours } = drawnIn(stepper);
  const lines = part("overview-lines");
  paint(lines.querySelector("canvas"), plane, quantity.span, colours);
  const answered = lines.querySelectorAll(".overview-line.svg");
  scene.panels
    .filter((one) => one.planes.says)
    .forEach((one, at) => {
      const [name, marks] = answered[at].children;
      write(name, scoreOf(scene, one));
      refill(marks, [...rightAndWrong(scene, one).children]);
    });
}

/** The quantity that the overview shows, with its numbers and colours.
 * @param {Stepper} stepper */
function drawnIn({ scene, theme, state, orders }) {
  const panel = scene.panels[state.panel];
  const quantity =
    panel.quantities.find((one) => one.name === "cell") ?? panel.quantities[panel.quantities.length - 1];
  const plane = arranged(panel.planes[quantity.name], orders[state.panel]);
  return { panel, quantity, plane, colours: scene.scales[theme][quantity.kind] };
}

/** @param {import("./scene.js").Scene} scene
 * @param {import("./scene.js").Panel} panel */
function scoreOf(scene, panel) {
  const { right, asked } = rightAt(scene, panel);
  return `${right} / ${asked} ${panel.title}`;
}

/** The tokens that decide the answers, each at its place; of those that would lie on each other the first.
 * @param {string[]} tokens
 * @param {string[]} flags
 * @param {number} steps of the overview */
function flagsOf(tokens, flags, steps) {
  let last = -Infinity;
  return tokens.flatMap((textContent, step) => {
    const share = (100 * (step + 0.5)) / steps;
    if (!flags.includes(textContent) || share < last + APART) return [];
    last = share;
    const flag = element("b", { textContent });
    flag.style.left = `${share}%`;
    return [flag];
  });
}

/** @param {string} name
 * @param {Element} drawn
 * @param {Element[]} within */
function line(name, drawn, within = []) {
  drawn.append(...within);
  const row = element("div", { className: `overview-line ${drawn.tagName.toLowerCase()}` });
  row.append(element("span", { className: "overview-name", textContent: name }), drawn);
  return row;
}

/** Thin where the net is right, thick where it is wrong.
 * @param {import("./scene.js").Scene} scene
 * @param {import("./scene.js").Panel} panel */
function rightAndWrong(scene, panel) {
  const svg = svgElement("svg", {
    viewBox: `0 0 ${scene.steps} 10`,
    preserveAspectRatio: "none",
    "aria-hidden": "true",
  });
  const path = (/** @type {string} */ name, /** @type {number} */ top, /** @type {number} */ height) =>
    svgElement("path", { class: name, d: runs(panel.planes[name].values, top, height) });
  svg.append(path("right", 4, 3), path("wrong", 1, 9));
  return svg;
}

/** A box over every run of steps that have a number.
 * @param {ArrayLike<number>} values
 * @param {number} top
 * @param {number} height */
export function runs(values, top, height) {
  let path = "";
  for (let from = 0; from < values.length; from++) {
    if (Number.isNaN(values[from])) continue;
    let to = from;
    while (to < values.length && !Number.isNaN(values[to])) to++;
    path += `M${from} ${top}H${to}v${height}H${from}z`;
    from = to;
  }
  return path;
}

/** Puts cursor and window where they are.
 * @param {Stepper} stepper */
export function markOverview({ part, scene, state, sight }) {
  const share = (/** @type {number} */ steps) => `${(100 * steps) / scene.steps}%`;
  part("overview-cursor").style.left = share(state.step + 0.5);
  Object.assign(part("overview-window").style, { left: share(sight.first), width: share(sight.count) });
}

/** A drag moves the cursor, and the window with it; a drag of the window's ends makes it wider.
 * @param {Stepper} stepper */
export function connectOverview(stepper) {
  const overview = stepper.part("overview");
  const track = stepper.part("overview-track");
  let grip = "";
  const drag = (/** @type {PointerEvent} */ { clientX }) => {
    const { left, width } = track.getBoundingClientRect();
    const step = Math.floor(((clientX - left) / width) * stepper.scene.steps);
    if (!grip) return stepper.scrub(step);
    const { first, count } = stepper.sight;
    const wide = grip === "left" ? first + count - step : step + 1 - first;
    if (wide >= LEAST && wide !== count) stepper.act({ window: wide });
  };
  overview.addEventListener("pointerdown", (/** @type {any} */ event) => {
    if (event.button) return;
    overview.setPointerCapture(event.pointerId);
    grip = event.target.dataset.grip ?? "";
    if (!grip) drag(event);
  });
  overview.addEventListener("pointermove", (/** @type {any} */ event) => {
    if (overview.hasPointerCapture(event.pointerId)) drag(event);
  });
}
