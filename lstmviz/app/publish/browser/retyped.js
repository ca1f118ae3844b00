// @ts-check
// A scene over another sequence: what its nets make of tokens that a visitor typed, run by the browser alone.

import { marksOf, saysOf } from "../../../draw/stepper/answering.js";
import { rangeOf } from "../../../draw/stepper/comparison.js";
import { Forward } from "../../../draw/stepper/forward.js";
import { apart, Runs } from "../../../draw/stepper/runs.js";
import { say } from "../../../draw/stepper/say.js";
import { planeOf } from "../../../draw/stepper/scene.js";
import { TRUTHS } from "./truths.js";
import { readAt } from "./typing.js";

/** @typedef {import("../../../draw/stepper/changes.js").Change} Change */
/** @typedef {import("../../../draw/stepper/scene.js").Panel} Panel */
/** @typedef {import("../../../draw/stepper/scene.js").Plane} Plane */
/** @typedef {import("../../../draw/stepper/scene.js").Question} Question */
/** @typedef {import("../../../draw/stepper/scene.js").Scene} Scene */
/** What can be changed, and what is.
 * @typedef {Pick<import("../../../draw/stepper/bench.js").Sent, "forms" | "variants">} Changing */

/** @param {Scene} scene as PyTorch ran it
 * @param {string[]} tokens each of which is read
 * @param {import("./typing.js").Typing} typing
 * @param {Changing | null} changing the changes as they stand, where there can be any
 * @returns {Scene} */
export function retyped(scene, tokens, { task, reads }, changing = scene.bench ?? null) {
  const inputs = planeOf(
    Float32Array.from(tokens.flatMap((token) => readAt(token, reads) ?? [])),
    tokens.length,
  );
  const question = scene.question && asked(scene.question, TRUTHS[task]?.(tokens) ?? tokens.map(() => null));
  const bench = changing && scene.bench && { ...scene.bench, ...over(changing, tokens.length) };
  const untouched = bench ? scene.panels.slice(0, 1) : scene.panels;
  const panels = untouched.map((panel) => run(panel, inputs, tokens, question));
  if (bench) panels.push(...changed(panels[0], bench, question));
  for (const panel of panels)
    panel.quantities = panel.quantities.map((quantity) => spanned(quantity, panels));
  if (question && !question.answers.length) question.span = spanOf(question, panels);
  return { ...scene, tokens, steps: tokens.length, question, panels, bench };
}

/** Changes of all steps are of all these; one of steps that are no more is off.
 * @param {Changing} changing
 * @param {number} steps
 * @returns {Changing} */
function over({ forms, variants }, steps) {
  const resized = Object.entries(forms).map(([kind, form]) => {
    const fields = form.fields.map((one) =>
      one.kind === "steps" ? { ...one, count: steps, start: [1, steps] } : one,
    );
    return [kind, { ...form, fields }];
  });
  const moved = (/** @type {Change} */ change) => {
    const { first, last } = change.values;
    const count = forms[change.kind].fields.find(({ kind }) => kind === "steps")?.count;
    if (!count) return change;
    if (first === 1 && last === count) return { ...change, values: { ...change.values, last: steps } };
    return { ...change, on: change.on && last <= steps };
  };
  return { forms: Object.fromEntries(resized), variants: variants.map((changes) => changes.map(moved)) };
}

/** The run with each variant's changes.
 * @param {Panel} untouched
 * @param {Changing} changing
 * @param {Question | null} question
 * @returns {Panel[]} */
function changed(untouched, { forms, variants }, question) {
  const runs = new Runs();
  runs.take([untouched], [], forms, question);
  return variants.map((changes) => runs.run(changes, runs.sent[0]));
}

/** @param {Question} question
 * @param {(number | null)[]} truth
 * @returns {Question} */
function asked(question, truth) {
  const plane = (/** @type {number[]} */ values) => planeOf(Float32Array.from(values));
  const isAsked = plane(truth.map((target) => Number(target !== null)));
  return { ...question, targets: plane(truth.map((target) => target ?? 0)), asked: isAsked };
}

/** @param {Panel} panel
 * @param {Plane} inputs
 * @param {string[]} tokens
 * @param {Question | null} question
 * @returns {Panel} */
function run(panel, inputs, tokens, question) {
  const own = { ...panel, planes: { ...panel.planes, ...new Forward(panel).runFrom(0, []) } };
  const largest = apart(panel, own).toExponential(0);
  const checked = say(
    "computed by this browser, which agrees with PyTorch to within {largest} on this stop",
    { largest },
  );
  const blank = Object.fromEntries(
    panel.equations.map(({ quantity }) => {
      const { rows } = panel.planes[quantity];
      return [quantity, planeOf(new Float32Array(rows * tokens.length), rows)];
    }),
  );
  const over = {
    ...panel,
    tokens,
    steps: tokens.length,
    checked,
    planes: { ...panel.planes, inputs, ...blank },
  };
  const planes = { ...over.planes, ...new Forward(over).runFrom(0, []) };
  if (!question) return { ...over, planes };
  const says = saysOf(planes, question);
  return { ...over, planes: { ...planes, says, ...marksOf(says, question) } };
}

/** What several panels show alike has one range of colours.
 * @param {import("../../../draw/stepper/scene.js").Quantity} quantity
 * @param {Panel[]} panels */
function spanned(quantity, panels) {
  const { name, title } = quantity;
  const alike = panels.filter(({ quantities }) =>
    quantities.some((one) => one.name === name && one.title === title),
  );
  return {
    ...quantity,
    span: rangeOf(
      quantity,
      alike.map(({ planes }) => planes[name]),
    ),
  };
}

/** From the least to the largest number that is right or that a net says, 0 among them.
 * @param {Question} question
 * @param {Panel[]} panels
 * @returns {[number, number]} */
function spanOf({ targets }, panels) {
  const numbers = [targets, ...panels.map(({ planes }) => planes.says)].flatMap(({ values }) => [...values]);
  return [Math.min(0, ...numbers), Math.max(1e-3, ...numbers)];
}
