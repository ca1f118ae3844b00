// The hand on the curves, which draws the input or moves the cursor, and the input as typed numbers.

import { readInputs } from "./link.js";
import { showProblem } from "./readout.js";

const FINEST = 10; // drawn values are tenths

export function connectInput(scalar) {
  connectStrip(scalar, scalar.part("tokens"));
  const typed = scalar.part("typed");
  typed.addEventListener("input", () => {
    const { values, problem } = readInputs(typed.value.trim().split(/[\s,;]+/), scalar.content.limits);
    judge(scalar, problem);
    if (values) scalar.act({ inputs: values });
  });
  typed.addEventListener("blur", () => showTyped(scalar));
  // Out of a slider or a box: the arrows are the cursor's again.
  scalar.root.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") document.activeElement.blur();
  });
}

function connectStrip(scalar, strip) {
  const scrub = ({ clientX }) => {
    const { left, width } = strip.getBoundingClientRect();
    scalar.scrub(Math.floor(((clientX - left) / width) * scalar.scene.steps));
  };
  strip.addEventListener("pointerdown", (event) => {
    strip.setPointerCapture(event.pointerId);
    scrub(event);
  });
  strip.addEventListener("pointermove", (event) => strip.hasPointerCapture(event.pointerId) && scrub(event));
}

export function judge(scalar, problem = "") {
  showProblem(scalar, "typed", problem && `${problem} The last good input stays.`);
  scalar.part("typed").setAttribute("aria-invalid", Boolean(problem));
}

// What is being typed is left alone, also where it is wrong.
export function showTyped({ part, state }) {
  if (document.activeElement === part("typed") || part("typed").getAttribute("aria-invalid") === "true")
    return;
  part("typed").value = state.inputs.join(" ");
}

export function connectRow(scalar, row) {
  const { plot } = row;
  const draws = row.plane === "inputs";
  const place = (event) => {
    const box = plot.getBoundingClientRect();
    const step = Math.floor(((event.clientX - box.left) / box.width) * scalar.scene.steps);
    const limit = scalar.content.limits.input;
    const value = limit - ((event.clientY - box.top) / box.height) * 2 * limit;
    return {
      step: Math.max(0, Math.min(step, scalar.scene.steps - 1)),
      value: Math.max(-limit, Math.min(Math.round(value * FINEST) / FINEST, limit)) + 0, // + 0: never −0
    };
  };
  let last = null;
  const drag = (event) => {
    const now = place(event);
    if (draws) {
      judge(scalar);
      scalar.act({ inputs: drawn(scalar.state.inputs, last ?? now, now), step: now.step, hover: null });
    } else scalar.act({ step: now.step });
    last = now;
  };
  plot.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    plot.setPointerCapture(event.pointerId);
    document.activeElement?.blur(); // the arrows are the cursor's again
    scalar.play(false);
    last = null;
    drag(event);
  });
  plot.addEventListener("pointermove", (event) => {
    if (plot.hasPointerCapture(event.pointerId)) drag(event);
    else scalar.act({ hover: { step: place(event).step, row } });
  });
  plot.addEventListener("pointerleave", () => scalar.act({ hover: null }));
}

// A fast hand skips steps: those between get the values between.
function drawn(inputs, from, to) {
  const next = [...inputs];
  const width = to.step - from.step;
  for (let k = Math.min(from.step, to.step); k <= Math.max(from.step, to.step); k++) {
    const share = width ? (k - from.step) / width : 1;
    next[k] = Math.round((from.value + share * (to.value - from.value)) * FINEST) / FINEST + 0;
  }
  return next;
}
