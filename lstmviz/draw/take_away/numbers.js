// @ts-check
// The numbers of a picture, as a page declares them: arrays on named axes. Every file of numbers reads this.

/** @typedef {string | number} Label */

/** Arrays that stand on the same axes, each with its values row by row, the last axis fastest.
 * @typedef {object} Numbers
 * @property {string} of what they belong to: "LSTM"
 * @property {Record<string, ArrayLike<Label>>} axes name -> its labels, in the order of the dimensions
 * @property {Record<string, ArrayLike<Label>>} arrays name -> values
 *
 * What is said of the numbers at the head of every file.
 * @typedef {{ title: string, link: string, date: string }} About */

/** @param {Numbers} numbers */
export const shapeOf = ({ axes }) => Object.values(axes).map(({ length }) => length);

/** The same numbers, each `of` another: two panels of one title are numbered.
 * @param {Numbers[]} all
 * @returns {Numbers[]} */
export function named(all) {
  /** @type {Map<string, number>} */ const met = new Map();
  return all.map((numbers) => {
    const names = [numbers.of, ...Object.keys(numbers.arrays)].join("/");
    const count = (met.get(names) ?? 0) + 1;
    met.set(names, count);
    return count > 1 ? { ...numbers, of: `${numbers.of} ${count}` } : numbers;
  });
}
