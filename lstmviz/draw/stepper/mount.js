// @ts-check
// A stepper in a place of a page: one a place, that keeps where it stood while scenes come and pages go.

import { language, speak } from "./say.js";
import { unpack } from "./scene.js";
import { Stepper } from "./stepper.js";

/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {import("./stepper.js").OnChanged} OnChanged */

/** @type {WeakMap<Element, Stepper>} */
const steppers = new WeakMap();
/** Path of a page -> where its stepper stood when taken off, since the address forgets.
 * @type {Map<string, string>} */
const left = new Map();

/** Shows a scene in `parent`; called again with other bytes it keeps step, unit and all marks.
 * @param {Element} parent
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {OnChanged} onChanged */
export function mount(parent, bytes, onChanged = null) {
  mountScene(parent, unpack(bytes), bytes, onChanged);
}

/** The same with a scene that was unpacked, and may have been made another since.
 * @param {Element} parent
 * @param {Scene} scene
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {OnChanged} onChanged */
export function mountScene(parent, scene, bytes, onChanged = null) {
  if (scene.spoken.language !== language()) unmount(parent); // its texts are in another language
  speak(scene.spoken);
  const stepper = steppers.get(parent) ?? new Stepper(parent, left.get(window.location.pathname));
  steppers.set(parent, stepper);
  stepper.onChanged = onChanged;
  stepper.show(scene, bytes);
}

/** Where the scene in `parent` can be changed.
 * @param {Element} parent */
export const benchOf = (parent) => steppers.get(parent)?.bench ?? null;

/** @param {Element} parent */
export function unmount(parent) {
  const stepper = steppers.get(parent);
  if (!stepper) return;
  left.set(stepper.path, stepper.hash);
  stepper.leave();
  steppers.delete(parent);
}
