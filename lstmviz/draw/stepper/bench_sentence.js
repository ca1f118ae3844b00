// @ts-check
// The changes of a variant, and the one at hand as a sentence with controls in it.

import { element } from "./elements.js";
import { short, says } from "./changes.js";
import { say } from "./say.js";

/** @typedef {import("./bench.js").Bench} Bench */
/** @typedef {import("./changes.js").Field} Field */
/** @typedef {import("./changes.js").Values} Values */

/** @param {string} action of ACTIONS (bench_controls.js)
 * @param {string} text
 * @param {number} at
 * @param {Record<string, any>} more */
export function actionButton(action, text, at = 0, more = {}) {
  const button = element("button", { type: "button", textContent: text, ...more });
  Object.assign(button.dataset, { bench: action, at });
  return button;
}

/** @param {Bench} bench
 * @returns {Node[]} */
export function chips(bench) {
  const { changes, forms, active } = bench;
  const made = changes.map((change, at) => {
    const said = says(forms[change.kind], change);
    const chip = element("span", { className: `chip${at === active ? " chosen" : ""}` });
    const on = element("input", { type: "checkbox", checked: change.on });
    on.dataset.on = String(at);
    on.setAttribute("aria-label", said);
    if (change.on) on.setAttribute("checked", "");
    const name = actionButton("choose", short(forms[change.kind], change), at, { title: said });
    name.setAttribute("aria-pressed", String(at === active));
    chip.append(
      on,
      name,
      actionButton("remove", "×", at, { ariaLabel: say("Remove: {change}", { change: said }) }),
    );
    return chip;
  });
  const hint = element("span", {
    className: "hint",
    textContent: say("Nothing is changed yet: move the slider."),
  });
  const other = actionButton("choose", say("+ another"), -1, { className: "link" });
  other.setAttribute("aria-pressed", String(active < 0));
  return [...made, changes.length ? other : hint];
}

/** @param {Bench} bench
 * @returns {Node[]} */
export function sentence(bench) {
  const { change, forms } = bench;
  const form = forms[change.kind];
  if (!form) return [document.createTextNode(change.says)]; // of a net that has no such thing
  const pieces = form.sentence.split(/\{(\w+)\}/);
  const content = pieces.flatMap((piece, at) => {
    if (at % 2 === 0) return [document.createTextNode(piece)];
    if (piece === "kind") return [kindMenu(bench)];
    const field = form.fields.find(({ name }) => name === piece);
    return field ? controls(field, change.values) : [];
  });
  const ofWeight = form.does && "weight" in form.does && form.fields.length > 0;
  return ofWeight
    ? [...content, actionButton("weights", say("all weights …"), 0, { className: "link" })]
    : content;
}

/** @param {Bench} bench */
function kindMenu({ change, forms }) {
  return menu(
    "kind",
    say("What is changed"),
    Object.entries(forms).map(([kind, { title }]) => [kind, title]),
    change.kind,
  );
}

/** @param {string} field
 * @param {string} label
 * @param {[string, string][]} options
 * @param {string} chosen */
function menu(field, label, options, chosen) {
  const select = element("select", { ariaLabel: label });
  select.dataset.field = field;
  for (const [value, textContent] of options) {
    const option = element("option", { value, textContent });
    if (value === chosen) option.setAttribute("selected", "");
    select.append(option);
  }
  select.value = chosen;
  return select;
}

/** @param {Field} field
 * @param {Values} values
 * @returns {Node[]} */
function controls(field, values) {
  const { name, kind, label, options, count, least, texts } = field;
  if (kind === "choice") return [menu(name, label, Object.entries(options), values[name])];
  if (kind === "text") return [entry(name, label, "text", values[name], { maxLength: 12, size: 4 })];
  if (kind === "whole")
    return [entry(name, label, "number", values[name], { min: least, max: least + count - 1 })];
  if (kind === "steps") {
    const steps = { min: 1, max: count };
    const to = document.createTextNode(` ${say("to")} `);
    return [entry("first", say("{field}, first", { field: label }), "number", values.first, steps), to,
      entry("last", say("{field}, last", { field: label }), "number", values.last, steps)]; // prettier-ignore
  }
  const units = Array.from({ length: count }, (_, unit) => [
    String(unit),
    texts.one.replace("{unit}", String(unit)),
  ]);
  const select = menu(
    name,
    label,
    [["", texts.all], .../** @type {[string, string][]} */ (units)],
    String(values.unit ?? ""),
  );
  select.dataset.of = "unit";
  return [select];
}

/** @param {string} field
 * @param {string} label
 * @param {"number" | "text"} type
 * @param {any} value
 * @param {Record<string, any>} more */
function entry(field, label, type, value, more) {
  const input = element("input", { type, ...more, ariaLabel: label });
  input.setAttribute("value", value);
  Object.assign(input.dataset, { field, of: type });
  return input;
}
