// @ts-check
// What the controls of the bench do, and when they are filled anew.

import {
  add,
  drop,
  keep,
  redo,
  remove,
  set,
  setKind,
  slide,
  takeWeight,
  turn,
  undo,
} from "./bench_actions.js";
import { chips, sentence } from "./bench_sentence.js";
import { renderSlider } from "./bench_slider.js";
import { pills, sides } from "./bench_variants.js";
import { pickWeight, showWeights } from "./bench_weights.js";
import { renew } from "./focus.js";
import { againstOf, sidesOf, WEIGHT_LINK } from "./side_by_side.js";

/** @typedef {import("./bench.js").Bench} Bench */

/** @param {Bench} bench */
export function connectBench(bench) {
  const { part } = bench.stepper;
  const root = part("bench");
  const slider = part("slider");
  const exactly = part("exactly");
  root.addEventListener("click", (/** @type {any} */ { target }) => {
    const pressed = target.closest("[data-bench]");
    if (pressed && pressed.ariaDisabled !== "true")
      ACTIONS[pressed.dataset.bench](bench, Number(pressed.dataset.at));
  });
  root.addEventListener("change", (/** @type {any} */ { target }) => {
    if (target.dataset.field) take(bench, target);
    if (target.dataset.on) turn(bench, Number(target.dataset.on), target.checked);
  });
  slider.addEventListener("input", () => slide(bench, Number(slider.value)));
  slider.addEventListener("pointerup", () => bench.letGo());
  slider.addEventListener("change", () => bench.letGoSoon());
  exactly.addEventListener("change", () => {
    const typed = exactly.value === "" ? bench.change.values.value : Number(exactly.value);
    slide(bench, Math.min(Math.max(typed, Number(exactly.min)), Number(exactly.max)));
    bench.letGo();
  });
  bench.stepper.root.addEventListener("click", (/** @type {any} */ event) => {
    const side = event.target.closest("[data-against]");
    if (side) bench.stepper.act({ against: side.dataset.against });
    const term = event.target.closest(`a[href^="${WEIGHT_LINK}"]`);
    if (!term) return;
    event.preventDefault();
    takeWeight(bench, decodeURIComponent(term.hash.slice(WEIGHT_LINK.length)));
    part("slider").focus();
  });
  part("weights-canvas").addEventListener("click", (/** @type {any} */ event) => pickWeight(bench, event));
}

/** @type {Record<string, (bench: Bench, at: number) => void>} */
const ACTIONS = {
  add: (bench) => add(bench, bench.change),
  undo,
  redo,
  reset: (bench) => bench.changeTo([]),
  choose: (bench, at) => bench.choose(at),
  remove,
  variant: (bench, at) => bench.stepper.act({ variant: at }),
  keep,
  drop,
  weights: showWeights,
};

/** A field of the sentence was changed.
 * @param {Bench} bench
 * @param {any} control */
function take(bench, control) {
  const { field, of } = control.dataset;
  if (field === "kind") return setKind(bench, control.value);
  const typed =
    of === "number" ? whole(control) : of === "unit" && control.value === "" ? null : control.value;
  const value = of === "unit" && typed !== null ? Number(typed) : typed;
  const { first, last } = bench.change.values;
  delete bench.stepper.part("sentence").dataset.shows; // another number may be taken than what was typed
  if (field === "first") return set(bench, { first: value, last: Math.max(value, last) });
  if (field === "last") return set(bench, { first: Math.min(value, first), last: value });
  set(bench, { [field]: value });
}

/** @param {HTMLInputElement} control */
const whole = ({ value, min, max }) =>
  Math.min(Math.max(Math.round(Number(value)) || 0, Number(min)), Number(max));

/** @param {Bench} bench */
export function renderBench(bench) {
  const { part } = bench.stepper;
  part("bench").hidden = false;
  const { changes, change, forms, active, variant, variants } = bench;
  const values = { ...change.values, value: 0 }; // which the sentence does not say
  renew(part("chips"), [changes, active], () => chips(bench));
  renew(part("sentence"), [change.kind, values, forms], () => sentence(bench));
  renew(part("variants"), [variants, variant], () => pills(bench));
  renew(part("against"), [sidesOf(bench), againstOf(bench)], () => sides(bench));
  renderSlider(bench);
  const idle = {
    undo: !bench.history.past.length,
    redo: !bench.history.future.length,
    reset: !bench.changes.length,
    add: bench.active >= 0 || bench.changes.length >= bench.most.changes,
  };
  for (const [name, isIdle] of Object.entries(idle))
    part("bench").querySelector(`[data-bench="${name}"]`).ariaDisabled = String(isIdle); // the focus may stay
}
