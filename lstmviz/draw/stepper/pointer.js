// @ts-check
// The pointer on a panel: along the tokens it moves the cursor; on a heatmap it marks, pins, chooses a range.

import { addRange } from "./bench_deeds.js";
import { cellAt } from "./marks.js";
import { unitIn } from "./units.js";

/** @param {any} stepper
 * @param {any} section
 * @param {number} index of the panel */
export function connectPointer(stepper, section, index) {
  const picture = section.querySelector(".picture");
  /** @type {any} */ let down = null;
  const at = (/** @type {any} */ event) => {
    const found = cellAt(picture, event, stepper.sight);
    const { quantities, planes } = stepper.scene.panels[index];
    const quantity = quantities.find((/** @type {any} */ { name }) => name === found.quantity);
    if (found.unit === null || quantity?.row !== "unit") return found;
    return { ...found, unit: unitIn(stepper.orders[index], found.unit, planes[quantity.name]) };
  };
  const onColumns = (/** @type {any} */ event) => Boolean(event.target.closest(".track"));
  const scrubs = (/** @type {any} */ event) => Boolean(event.target.closest(".reads, .said, .says, .axis"));

  picture.addEventListener("pointerdown", (/** @type {any} */ event) => {
    if (event.button || !onColumns(event)) return;
    down = { ...at(event), scrubs: scrubs(event), target: event.target };
    if (!down.scrubs && event.pointerType !== "mouse") {
      stepper.act({ hover: { ...at(event), panel: index } }); // for the lens
      return; // a finger goes on scrolling the page
    }
    picture.setPointerCapture(event.pointerId);
    if (down.scrubs) stepper.scrub(down.step);
  });
  picture.addEventListener("pointermove", (/** @type {any} */ event) => {
    if (!down)
      return stepper.act({
        hover: onColumns(event) && !scrubs(event) ? { ...at(event), panel: index } : null,
      });
    const { step } = cellAt(picture, { ...pointOf(event), target: down.target }, stepper.sight);
    if (down.scrubs) return stepper.scrub(step);
    if (brushes()) stepper.act({ brush: range(step), panel: index, hover: null });
  });
  picture.addEventListener("pointerup", (/** @type {any} */ event) => {
    if (!down) return;
    const { scrubs: scrubbed, target, unit, quantity } = down;
    const { step } = cellAt(picture, { ...pointOf(event), target }, stepper.sight);
    const chosen = range(step);
    down = null;
    if (scrubbed) return;
    stepper.act({ brush: null });
    if (chosen.last > chosen.first && brushes()) addRange(stepper.bench, chosen);
    else if (chosen.first === chosen.last) stepper.pinAt({ step, unit, panel: index, quantity });
  });
  for (const ended of ["pointerleave", "pointercancel"]) {
    picture.addEventListener(ended, () => {
      down = null;
      stepper.act({ hover: null, brush: null });
    });
  }
  const brushes = () => stepper.bench && stepper.scene.panels[index].equations.length;
  const range = (/** @type {number} */ step) => {
    const [first, last] = [down.step, step].sort((one, other) => one - other);
    return { quantity: down.quantity, unit: down.unit, first, last };
  };
}

/** @param {{clientX: number, clientY: number}} event */
const pointOf = ({ clientX, clientY }) => ({ clientX, clientY });
