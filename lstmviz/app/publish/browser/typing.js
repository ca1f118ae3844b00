// @ts-check
// The field for a sequence of one's own on a published stop, and the examples of its task.

import { filled } from "../../../draw/stepper/say.js";

/** @typedef {import("./retyped.js").Reading & { says: Record<string, string>, most: number }} Typing */

/** What was typed as tokens, one a character, or what is wrong with it.
 * @param {string} text
 * @param {Typing} typing
 * @returns {{ tokens: string[], problem: string }} */
export function tokensOf(text, { reads, says, most }) {
  const tokens = [...text.trim()];
  const bad = tokens.findIndex((token) => !Object.hasOwn(reads, token));
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
