// @ts-check
// What the coloured text has to take away: the picture, the numbers under it, and how every unit ranks.

import { say } from "../stepper/say.js";

/** @typedef {import("./text.js").Text} Text */
/** @typedef {import("../take_away/take_away.js").Offer} Offer */

/** @param {Text} text
 * @returns {Offer} */
export function offerOf(text) {
  return {
    names: () => [text.content.quantities[text.content.chosen].title, text.content.place],
    heading: () => {
      const { quantities, chosen, place } = text.content;
      return say("coloured by {quantity}, {place}", { quantity: quantities[chosen].title, place });
    },
    shown: () => [text.root.querySelector(".areas")],
    root: text.root,
    recolour: () => text.show(text.content, text.tell),
    leftOut: ".ways, .take-away",
    numbers: () => numbersOf(text.content),
    link: () => window.location.href,
  };
}

/** @param {import("./text.js").Content} content
 * @returns {import("../take_away/numbers.js").Numbers[]} */
function numbersOf({ first, tokens, quantities, place, truth, ranking }) {
  const step = Int32Array.from(tokens, (_, at) => first + at + 1);
  /** @type {Record<string, ArrayLike<string | number>>} */
  const arrays = {
    token: tokens,
    ...Object.fromEntries(quantities.map(({ name, values }) => [name, values])),
  };
  if (truth) arrays.target = truth;
  const rank = Int32Array.from(ranking.score ?? [], (_, at) => at + 1);
  return [
    { of: place, axes: { step }, arrays },
    { of: "ranking", axes: { rank }, arrays: ranking },
  ];
}
