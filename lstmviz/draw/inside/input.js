// @ts-check
// The hand on the curves, which draws the input or moves the cursor, and the input as typed numbers.

import { within } from "../stepper/stepped.js";
import { readInputs } from "./link.js";
import { showProblem } from "./readout.js";

/** @typedef {import("./inside.js").Inside} Inside */

const FINEST = 10; // drawn values are tenths

/** @param {Inside} inside */
export function connectInput(inside) {
  connectStrip(inside, inside.part("tokens"));
  const typed = inside.part("typed");
  typed.addEventListener("input", () => {
    const { values, problem } = readInputs(typed.value.trim().split(/[\s,;]+/), inside.content.limits);
    judge(inside, problem);
    if (values) inside.act({ inputs: values });
  });
  typed.addEventListener("blur", () => showTyped(inside));
  // Out of a slider or a box: the arrows are the cursor's again.
  inside.root.addEventListener("keydown", (/** @type {KeyboardEvent} */ { key }) => {
    if (key === "Escape") blur();
  });
}

/** @param {Inside} inside
 * @param {Element} strip */
function connectStrip(inside, strip) {
  const scrub = (/** @type {PointerEvent} */ { clientX }) => {
    const { left, width } = strip.getBoundingClientRect();
    inside.scrub(Math.floor(((clientX - left) / width) * inside.scene.steps));
  };
  strip.addEventListener("pointerdown", (/** @type {any} */ event) => {
    strip.setPointerCapture(event.pointerId);
    scrub(event);
  });
  strip.addEventListener("pointermove", (/** @type {any} */ event) => {
    if (strip.hasPointerCapture(event.pointerId)) scrub(event);
  });
}

/** @param {Inside} inside
 * @param {string} problem */
export function judge(inside, problem = "") {
  showProblem(inside, "typed", problem);
  inside.part("typed").setAttribute("aria-invalid", Boolean(problem));
}

/** What is being typed is left alone, also where it is wrong.
 * @param {Inside} inside */
export function showTyped({ part, state }) {
  if (document.activeElement === part("typed") || part("typed").getAttribute("aria-invalid") === "true")
    return;
  part("typed").value = state.inputs.join(" ");
}

const blur = () => /** @type {HTMLElement | null} */ (document.activeElement)?.blur();

/** @typedef {{ step: number, value: number }} Spot */

/** @param {Inside} inside
 * @param {import("./curves.js").Row} row */
export function connectRow(inside, row) {
  const { plot } = row;
  const draws = row.plane === "inputs";
  /** @type {Spot | null} */ let last = null;
  const drag = (/** @type {PointerEvent} */ event) => {
    const now = spotUnder(event, inside);
    if (draws) {
      judge(inside);
      inside.act({ inputs: drawn(inside.state.inputs, last ?? now, now), step: now.step, hover: null });
    } else inside.act({ step: now.step });
    last = now;
  };
  plot.addEventListener("pointerdown", (/** @type {any} */ event) => {
    if (event.button) return;
    plot.setPointerCapture(event.pointerId);
    blur(); // the arrows are the cursor's again
    inside.play(false);
    last = null;
    drag(event);
  });
  plot.addEventListener("pointermove", (/** @type {any} */ event) => {
    if (plot.hasPointerCapture(event.pointerId)) drag(event);
    else inside.act({ hover: { step: spotUnder(event, inside).step, row } });
  });
  plot.addEventListener("pointerleave", () => inside.act({ hover: null }));
}

/** The step under the pointer, and the input that its height on a curve means.
 * @param {PointerEvent} event
 * @param {Inside} inside */
function spotUnder({ clientX, clientY, currentTarget }, { scene, content }) {
  const box = /** @type {Element} */ (currentTarget).getBoundingClientRect();
  const step = Math.floor(((clientX - box.left) / box.width) * scene.steps);
  const limit = content.limits.input;
  const value = limit - ((clientY - box.top) / box.height) * 2 * limit;
  return {
    step: within(step, scene.steps - 1),
    value: Math.max(-limit, Math.min(Math.round(value * FINEST) / FINEST, limit)) + 0, // + 0: never −0
  };
}

/** A fast hand skips steps: those between get the values between.
 * @param {number[]} inputs
 * @param {Spot} from
 * @param {Spot} to */
function drawn(inputs, from, to) {
  const next = [...inputs];
  const width = to.step - from.step;
  for (let k = Math.min(from.step, to.step); k <= Math.max(from.step, to.step); k++) {
    const share = width ? (k - from.step) / width : 1;
    next[k] = Math.round((from.value + share * (to.value - from.value)) * FINEST) / FINEST + 0;
  }
  return next;
}
