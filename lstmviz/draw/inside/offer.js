// @ts-check
// What the cell of one unit has to take away: curves, diagram, weights and equations, and their numbers.

import { say } from "../stepper/say.js";

/** @typedef {import("./inside.js").Inside} Inside */
/** @typedef {import("../take_away/take_away.js").Offer} Offer */
/** @typedef {import("../take_away/numbers.js").Numbers} Numbers */

const LEFT_OUT = '[data-part$="-hint"], .hover, .tip, .notice, .group, .weights button';

/** @param {Inside} inside
 * @returns {Offer} */
export function offerOf(inside) {
  const content = () => new TextEncoder().encode(JSON.stringify(inside.content));
  return {
    names: () => [...inside.cells.map(({ title }) => title), `t${inside.state.step + 1}`],
    heading: () => {
      const { preset, step } = inside.state;
      const { title } = inside.content.presets[preset];
      return say("{title}, step {step} of {steps}", { title, step: step + 1, steps: inside.scene.steps });
    },
    shown: () => [inside.root.querySelector(".areas")],
    root: inside.root,
    leftOut: LEFT_OUT,
    numbers: () => numbersOf(inside),
    page: { name: "inside", content },
    link: () => inside.link(),
  };
}

/** @param {Inside} inside
 * @returns {Numbers[]} */
function numbersOf({ scene, state, cells }) {
  const step = Int32Array.from({ length: scene.steps }, (_, at) => at + 1);
  const weight = Object.keys(state.numbers);
  return [
    { of: "sequence", axes: { step }, arrays: { input: state.inputs } },
    ...cells.map(({ title, quantities }, panel) => ({
      of: title,
      axes: { step },
      arrays: Object.fromEntries(
        quantities.map(({ name }) => [name, scene.panels[panel].planes[name].values]),
      ),
    })),
    { of: "weights", axes: { weight }, arrays: { value: Object.values(state.numbers) } },
  ];
}
