// @ts-check
// The pointer on a panel: along the tokens it moves the cursor; on a heatmap it marks, pins, chooses a range.

import { addRange } from "./bench_actions.js";
import { cellAt } from "./marks.js";
import { unitIn } from "./units.js";

/** @typedef {import("./stepper.js").Stepper} Stepper */

const SCRUBBED = ".reads, .said, .says, .axis"; // rows along which a drag moves the cursor

/** @param {Stepper} stepper
 * @param {any} section
 * @param {number} index of the panel */
export function connectPointer(stepper, section, index) {
  const pointer = new Pointer(stepper, section.querySelector(".picture"), index);
  const on = (/** @type {string} */ name, /** @type {(event: any) => void} */ act) =>
    pointer.picture.addEventListener(name, act);
  on("pointerdown", (event) => pointer.press(event));
  on("pointermove", (event) => pointer.move(event));
  on("pointerup", (event) => pointer.release(event));
  on("pointerleave", () => pointer.leave());
  on("pointercancel", () => pointer.leave());
}

class Pointer {
  /** Where it was pressed, and whether that moves the cursor. @type {any} */ down = null;

  /** @param {Stepper} stepper
   * @param {any} picture
   * @param {number} index of the panel */
  constructor(stepper, picture, index) {
    this.stepper = stepper;
    this.picture = picture;
    this.index = index;
  }

  /** @param {any} event */
  press(event) {
    const { stepper, picture, index } = this;
    if (event.button || !event.target.closest(".track")) return;
    const at = this.cellUnder(event);
    this.down = { ...at, scrubs: Boolean(event.target.closest(SCRUBBED)), target: event.target };
    if (!this.down.scrubs && event.pointerType !== "mouse") {
      return stepper.act({ hover: { ...at, panel: index } }); // for the lens: a finger goes on scrolling
    }
    picture.setPointerCapture(event.pointerId);
    if (this.down.scrubs) stepper.scrub(at.step);
  }

  /** @param {any} event */
  move(event) {
    if (!this.down) return this.hover(event);
    const step = this.stepUnder(event);
    if (this.down.scrubs) return this.stepper.scrub(step);
    if (this.brushes) this.stepper.act({ brush: this.rangeTo(step), panel: this.index, hover: null });
  }

  /** @param {any} event */
  hover(event) {
    const isOnCell = event.target.closest(".track") && !event.target.closest(SCRUBBED);
    this.stepper.act({ hover: isOnCell ? { ...this.cellUnder(event), panel: this.index } : null });
  }

  /** @param {any} event */
  release(event) {
    if (!this.down) return;
    const { scrubs, unit, quantity } = this.down;
    const step = this.stepUnder(event);
    const range = this.rangeTo(step);
    this.down = null;
    if (scrubs) return;
    this.stepper.act({ brush: null });
    const { bench } = this.stepper;
    if (range.last > range.first && bench && this.brushes) addRange(bench, range);
    else if (range.first === range.last) this.stepper.pinAt({ step, unit, panel: this.index, quantity });
  }

  leave() {
    this.down = null;
    this.stepper.act({ hover: null, brush: null });
  }

  /** Whether a range of this panel can be changed. */
  get brushes() {
    return this.stepper.bench && this.stepper.scene.panels[this.index].equations.length;
  }

  /** The unit is the one that stands there, in whatever order.
   * @param {any} event */
  cellUnder(event) {
    const { stepper, picture, index } = this;
    const found = cellAt(picture, event, stepper.sight);
    const { quantities, planes } = stepper.scene.panels[index];
    const quantity = quantities.find(({ name }) => name === found.quantity);
    if (found.unit === null || quantity?.row !== "unit") return found;
    return { ...found, unit: unitIn(stepper.orders[index], found.unit, planes[quantity.name]) };
  }

  /** The step under a pointer that was pressed elsewhere and is captured.
   * @param {{ clientX: number, clientY: number }} event */
  stepUnder({ clientX, clientY }) {
    return cellAt(this.picture, { clientX, clientY, target: this.down.target }, this.stepper.sight).step;
  }

  /** @param {number} step */
  rangeTo(step) {
    const { quantity, unit, step: from } = this.down;
    return { quantity, unit, first: Math.min(from, step), last: Math.max(from, step) };
  }
}
