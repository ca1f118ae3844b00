// @ts-check
// The menu in the head of the first net that puts units in an order (units.js).

import { element } from "./elements.js";
import { orderOf, ordersOf } from "./units.js";

/** @typedef {import("./stepper.js").Stepper} Stepper */
/** @typedef {import("./scene.js").Panel} Panel */

/** @param {Stepper} stepper */
export function connectOrderMenu(stepper) {
  stepper.root.addEventListener("change", (/** @type {any} */ { target }) => {
    if (!target.matches(".order")) return;
    stepper.act({ order: target.value });
    if (!target.matches(":focus-visible")) target.blur(); // chosen by hand: the arrows step on
  });
}

/** The order of the units in each panel; runs that are compared row by row share the first one's.
 * @param {Panel[]} panels
 * @param {string} order */
export function ordersOfUnits(panels, order) {
  const compared = panels.some(({ planes }) => planes.changed);
  return panels.map((panel) => orderOf(compared ? panels[0] : panel, order));
}

/** Whether a scene's first net can stand in this order.
 * @param {Panel[]} panels
 * @param {string} order */
export function isOffered(panels, order) {
  const lead = panels.find(({ equations }) => equations.length);
  return Boolean(lead) && Object.hasOwn(ordersOf(/** @type {Panel} */ (lead)), order);
}

/** @param {Stepper} stepper */
export function fillOrderMenu({ scene, state, section }) {
  const lead = scene.panels.findIndex(({ equations }) => equations.length);
  scene.panels.forEach((panel, index) => {
    const menu = section(index).querySelector(".order");
    menu.hidden = index !== lead || panel.units === 1;
    const orders = menu.hidden ? {} : ordersOf(panel);
    menu.replaceChildren(
      ...Object.entries(orders).map(([value, textContent]) => element("option", { value, textContent })),
    );
    menu.value = state.order;
  });
}
