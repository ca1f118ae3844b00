// @ts-check
// Which two runs of the bench stand side by side, under which names: the variant at hand, and another or the
// difference from it.

import { says, short } from "./changes.js";
import { compared } from "./comparison.js";
import { say } from "./say.js";

/** @typedef {import("./bench.js").Bench} Bench */
/** @typedef {import("./scene.js").Panel} Panel */

export const LETTERS = "ABCD"; // of the runs; A is untouched
export const WEIGHT_LINK = "#change="; // of a term in an equation; the controls hear of a click

/** Two panels, what they read and what is asked of it, for the stepper to show.
 * @param {Bench} bench */
export function shownOf(bench) {
  const at = bench.variant + 1;
  const { other, isDifference } = againstOf(bench);
  const letters = { one: LETTERS[at], other: LETTERS[other] };
  const title = isDifference ? say("Difference {one} − {other}", letters) : "";
  const { tokens, question = bench.question } = bench.runs.shown[at];
  return { panels: compared(panelOf(bench, at), panelOf(bench, other), title, question), tokens, question };
}

/** @param {Bench} bench
 * @param {number} at of the runs
 * @returns {Panel} */
function panelOf(bench, at) {
  const { runs, variants, forms } = bench;
  const run = { ...runs.shown[at], checked: runs.shown[at].checked + runs.agreement };
  if (!at) return run;
  const on = variants[at - 1].filter((change) => change.on);
  const detail = on.map((change) => says(forms[change.kind], change)).join("; ");
  const edits = on.filter(({ kind }) => run.quantities.some(({ name }) => name === kind));
  const held = edits.map(({ kind, values }) => heldOf(kind, values));
  const title = `${LETTERS[at]}: ${summaryOf(bench, at - 1)}`;
  return { ...run, held, changing: WEIGHT_LINK, title, detail };
}

/** @param {string} quantity
 * @param {import("./changes.js").Values} values */
const heldOf = (quantity, { unit, first, last }) => ({ quantity, unit, first, last });

/** A variant in a few letters.
 * @param {Bench} bench
 * @param {number} variant */
export function summaryOf({ variants, forms }, variant) {
  const [first, ...others] = variants[variant].filter(({ on }) => on);
  if (!first) return say("nothing changed");
  return others.length
    ? say("{count} changes", { count: others.length + 1 })
    : short(forms[first.kind], first);
}

/** What stands on the right: another run, or the difference from it, as far as anything is changed.
 * @param {Bench} bench */
export function againstOf({ stepper, variants, variant, changes }) {
  const [, minus, letter] = /^(-?)([A-D])$/.exec(stepper.state.against) ?? [];
  const asked = letter ? LETTERS.indexOf(letter) : -1;
  const isThere = asked >= 0 && asked <= variants.length && asked !== variant + 1;
  if (isThere) return { other: asked, isDifference: minus === "-" };
  return { other: 0, isDifference: changes.some(({ on }) => on) };
}

/** What could stand there: words of the link, with what a button says.
 * @param {Bench} bench
 * @returns {[string, string][]} */
export function sidesOf({ variants, variant }) {
  const at = variant + 1;
  const others = [...LETTERS.slice(0, variants.length + 1)].filter((letter) => letter !== LETTERS[at]);
  return others.flatMap((letter) => [
    [`-${letter}`, `${LETTERS[at]} − ${letter}`],
    [letter, letter === "A" ? say("A untouched") : letter],
  ]);
}
