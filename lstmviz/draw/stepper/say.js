// @ts-check
// Texts in the reader's language: Python's catalogue (lstmviz/languages), as far as these modules say it.

/** A language as the scene brings it: its code, and text -> translations, one for each of its plurals.
 * @typedef {{ language: string, texts: Record<string, string[]> }} Spoken */

/** As gettext counts them. @type {Intl.LDMLPluralRule[]} */
const CATEGORIES = ["zero", "one", "two", "few", "many", "other"];

/** @type {Spoken} */
let spoken = { language: "en", texts: {} };
let plurals = new Intl.PluralRules(spoken.language); // made once: it takes longer than all that is said

/** @param {Spoken} given */
export function speak(given) {
  spoken = given;
  plurals = new Intl.PluralRules(given.language);
}

/** The language of what is said now. */
export const language = () => spoken.language;

/** Marks a text that is declared before anybody speaks; `say` shows it.
 * @param {string} text */
export const mark = (text) => text;

/** A text with its {values} filled in.
 * @param {string} text in English
 * @param {Record<string, unknown>} values */
export const say = (text, values = {}) => filled(spoken.texts[text]?.[0] ?? text, values);

/** The text for one or for many of `count`, which is {n} in it.
 * @param {string} one
 * @param {string} many
 * @param {number} count
 * @param {Record<string, unknown>} values */
export function sayMany(one, many, count, values = {}) {
  const forms = spoken.texts[one] ?? [one, many];
  const there = plurals.resolvedOptions().pluralCategories;
  const place = CATEGORIES.filter((category) => there.includes(category)).indexOf(plurals.select(count));
  return filled(forms[Math.min(place, forms.length - 1)], { n: count, ...values });
}

/** A text with its {values}; one that is not given stays as it is written.
 * @param {string} text
 * @param {Record<string, unknown>} values */
export const filled = (text, values) =>
  text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
