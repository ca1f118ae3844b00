// @ts-check
// The columns in sight: which steps they are of, and what fits onto them.

import { element } from "./elements.js";

/** @typedef {Pick<import("./placing.js").Sight, "first" | "count" | "column">} Columns */

const LEGIBLE = 0.58; // sizes of the smallest letter, of a column from which on letters can be told apart
const JOINED = 1.16; // the same, below which answers stand side by side as one band
const TICKS = [1, 2, 5, 10, 20, 50, 100, 200, 500]; // whole numbers of steps between two labels of the axis
const LABEL = 5; // a label of the axis wants, in sizes of its letters
const APART = 2; // what two labels want from centre to centre

/** @param {{ column: number, letter: number }} sight */
export const isLegible = ({ column, letter }) => column >= LEGIBLE * letter;

/** @param {{ column: number, letter: number }} sight */
export const isJoined = ({ column, letter }) => column < JOINED * letter;

/** The steps in sight, of a sequence of so many.
 * @param {{ first: number, count: number }} columns
 * @param {number} steps */
export function stepsOf({ first, count }, steps = Infinity) {
  const length = Math.max(0, Math.min(count, steps - first));
  return Array.from({ length }, (_, k) => first + k);
}

/** A token a column, without its letters where they cannot be read.
 * @param {import("./placing.js").Sight} sight
 * @param {string[]} tokens of the whole sequence
 * @param {string[]} [flags] those that decide the answers */
export function tokensOn(sight, tokens, flags = []) {
  return stepsOf(sight, tokens.length).map((step) => {
    const [title, textContent] = [tokens[step], sight.tokens ? tokens[step] : ""];
    return element("span", { className: flags.includes(title) ? "flag" : "", textContent, title });
  });
}

/** The steps that the axis labels: the first, and every round number that has the room.
 * @param {Columns} columns
 * @param {number} steps of the sequence
 * @param {number} letter px */
export function labelledSteps(columns, steps, letter) {
  const between = TICKS.find((every) => every * columns.column >= LABEL * letter) ?? 1000;
  return stepsOf(columns, steps).filter((step) => step === 0 || (step + 1) % between === 0);
}

/** How many steps from the cursor's a label would lie under the cursor's own.
 * @param {Columns} columns
 * @param {number} letter px */
export const hiddenBy = ({ column }, letter) => Math.ceil((APART * letter) / column) - 1;
