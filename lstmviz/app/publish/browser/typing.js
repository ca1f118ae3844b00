// @ts-check
// The field for a sequence of one's own on a published stop, and the examples of its task.

import { filled } from "../../../draw/stepper/say.js";

/** How a token is read: a character by what stands for it, or a number from 0 to 1, perhaps marked by a star.
 * @typedef {{ symbols?: Record<string, number[]>, number?: string }} Reads */
/** @typedef {{ task: string, reads: Reads, says: Record<string, string>, most: number }} Typing */

/** What a net reads at a token; undefined where it cannot be read.
 * @param {string} token
 * @param {Reads} reads
 * @returns {number[] | undefined} */
export function readAt(token, { symbols, number }) {
  if (symbols) return Object.hasOwn(symbols, token) ? symbols[token] : undefined;
  const value = Number(token.replace("*", ""));
  return new RegExp(number ?? "").test(token) && value <= 1
    ? [value, Number(token.endsWith("*"))]
    : undefined;
}

/** What was typed as tokens, or what is wrong with it.
 * @param {string} text
 * @param {Typing} typing
 * @returns {{ tokens: string[], problem: string }} */
export function tokensOf(text, { reads, says, most }) {
  const tokens = reads.symbols ? [...text.trim()] : text.split(/,?\s+/).filter(Boolean);
  const bad = tokens.findIndex((token) => !readAt(token, reads));
  if (!tokens.length) return { tokens, problem: says.empty };
  if (tokens.length > most) return { tokens, problem: filled(says.long, { steps: tokens.length, most }) };
  if (bad >= 0)
    return { tokens, problem: filled(says.bad, { position: bad + 1, shown: `‘${tokens[bad]}’` }) };
  return { tokens, problem: "" };
}

/** @param {HTMLFormElement} form
 * @param {(tokens: string[], typing: Typing) => void} run */
export function connectTyping(form, run) {
  /** @type {Typing} */
  const typing = JSON.parse(form.dataset.typing ?? "");
  const [field, examples] = /** @type {any} */ (form.elements);
  const problem = /** @type {HTMLElement} */ (form.querySelector("[role=alert]"));
  const take = () => {
    const { tokens, problem: said } = tokensOf(field.value, typing);
    problem.textContent = said;
    if (!said) run(tokens, typing);
  };
  field.onchange = take;
  examples.onchange = () => {
    field.value = examples.value;
    take();
  };
  form.onsubmit = (event) => event.preventDefault();
}
