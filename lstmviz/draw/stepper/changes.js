// @ts-check
// One change of a run, by the form that its kind declares (app/what_if/changes/form.py): what it says, its
// word of the link, and what it does to a run. A template's braces are filled from the change's values.

import { filled } from "./say.js";

/** @typedef {Record<string, any>} Values */
/** @typedef {{ name: string, kind: "choice" | "unit" | "steps" | "whole" | "text", label: string, start: any,
 *   count: number, least: number, options: Record<string, string>, texts: Record<string, string> }} Field */
/** @typedef {{ least: number, most: number, step: number, start: number, label: string,
 *   without: number | null }} Span */
/** @typedef {{ title: string, sentence: string, word: string, fields: Field[], says: Record<string, string>,
 *   short: Record<string, string>, spans: Record<string, Span>, does: Values | null }} Form */
/** `says` and `word` are those of when it was sent: it may be of a kind that has no form here.
 * @typedef {{ kind: string, on: boolean, values: Values, says: string, word: string,
 *   refused: boolean }} Change */

/** How a field stands in the link, and how it is read.
 * @type {Record<Field["kind"], {
 *   word: (values: Values, field: Field) => string, text: (values: Values, field: Field) => string }>} */
const FIELDS = {
  choice: {
    word: (values, { name }) => values[name],
    text: (values, { name, options }) => options[values[name]],
  },
  unit: {
    word: ({ unit }) => (unit === null ? "all" : `u${unit}`),
    text: ({ unit }, { texts }) => filled(texts[unit === null ? "all" : "one"], { unit }),
  },
  steps: {
    word: ({ first, last }) => `t${first}-${last}`,
    text: ({ first, last }, { texts, count }) => {
      const all = first === 1 && last === count && count > 1;
      return filled(texts[all ? "all" : first === last ? "one" : "some"], { first, last });
    },
  },
  whole: { word: (values, { name }) => values[name], text: (values, { name }) => values[name] },
  text: { word: (values, { name }) => values[name], text: (values, { name }) => values[name] },
};

/** A number as the link has it: Python's "g".
 * @param {number} value */
export function general(value) {
  const rounded = Number(value.toPrecision(6)) + 0; // + 0: never −0
  const size = Math.abs(rounded);
  if (size === 0 || (size >= 1e-4 && size < 1e6)) return String(rounded);
  return rounded.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
}

/** Which of a form's templates and spans are for these values.
 * @param {Form} form
 * @param {Values} values */
const modeOf = (form, values) => (values.mode in form.says ? values.mode : "");

/** @param {Form} form
 * @param {Values} values
 * @returns {Span | undefined} */
export const spanOf = (form, values) => form.spans[modeOf(form, values)];

/** A change of this kind as it begins.
 * @param {string} kind
 * @param {Form} form
 * @returns {Change} */
export function begun(kind, form) {
  /** @type {Values} */
  const values = {};
  for (const { name, kind: of, start } of form.fields) {
    if (of === "steps") [values.first, values.last] = start;
    else values[name] = start;
  }
  const span = spanOf(form, values);
  if (span) values.value = span.start;
  return { kind, on: true, values, says: "", word: "", refused: false };
}

/** A change with other values.
 * @param {Change} change
 * @param {Values} values
 * @returns {Change} */
export const withValues = (change, values) => ({
  ...change,
  values: { ...change.values, ...values },
  refused: false,
});

/** The same, but another way of changing begins with its own number.
 * @param {Form} form
 * @param {Change} change
 * @param {Values} values */
export function turned(form, change, values) {
  const changed = withValues(change, values);
  const span = spanOf(form, changed.values);
  const isOther = span && span !== spanOf(form, change.values);
  return isOther ? withValues(changed, { value: span.start }) : changed;
}

/** A change of another kind, at the same unit and steps where it has such.
 * @param {string} kind
 * @param {Form} form
 * @param {Change} change */
export function ofKind(kind, form, change) {
  const fresh = begun(kind, form);
  const { unit, first, last } = change.values;
  return "unit" in fresh.values && first ? withValues(fresh, { unit, first, last }) : fresh;
}

/** @param {Form} form
 * @param {Change} change
 * @param {"word" | "text"} as */
function parts({ fields }, { kind, values }, as) {
  const own = fields.map((field) => [field.name, FIELDS[field.kind][as](values, field)]);
  return { kind, value: "value" in values ? general(values.value) : "", ...Object.fromEntries(own) };
}

/** @param {Form | undefined} form
 * @param {Change} change */
export function says(form, change) {
  return form ? filled(form.says[modeOf(form, change.values)], parts(form, change, "text")) : change.says;
}

/** @param {Form | undefined} form
 * @param {Change} change */
export function short(form, change) {
  return form ? filled(form.short[modeOf(form, change.values)], parts(form, change, "text")) : change.says;
}

/** @param {Form | undefined} form
 * @param {Change} change */
export function word(form, change) {
  const own = form ? filled(form.word, parts(form, change, "word")) : change.word;
  return change.on ? own : `off,${own}`;
}

/** What a change does to a run; null: that is the server's to find out.
 * @param {Form} form
 * @param {Change} change
 * @returns {import("./edits.js").Edit | import("./edits.js").WeightEdit | null} */
export function operation({ does }, { values }) {
  if (!does) return null;
  const own = (/** @type {any} */ given) => {
    const name = /^\{(\w+)\}$/.exec(given)?.[1];
    return name === undefined ? given : values[name];
  };
  const made = Object.fromEntries(Object.entries(does).map(([name, given]) => [name, own(given)]));
  return /** @type {any} */ (made);
}
