// @ts-check
// The state of a stepper, and what there is of it in a scene.

import { REST } from "./link.js";
import { within } from "./stepped.js";

/** `hover` and `brush` are where the pointer is, and what it drags over.
 * @typedef {{ panel: number, step: number, unit: number | null, quantity: string | null }} Hover
 * @typedef {{ quantity: string, unit: number, first: number, last: number }} Brush
 * @typedef {typeof REST & { listed: number, lens: string, brush: Brush | null, hover: Hover | null,
 *   alone: boolean, playing: boolean }} State */

/** @type {State} */
export const START = { ...REST, listed: 0, lens: "", brush: null, hover: null, alone: false, playing: false };

/** Fields that give the panels another size. @type {(keyof State)[]} */
const RESIZING = ["alone", "arrangement", "window", "both"];

/** Whether a change gives the panels another size.
 * @param {Partial<State>} change */
export const resizes = (change) => RESIZING.some((field) => field in change);

/** The nearest place that a scene has; only nets that compute are stepped through. What lies beyond is not
 * pinned or pointed at.
 * @param {Pick<State, "panel" | "step" | "unit" | "stage" | "pin" | "hover">} state
 * @param {import("./scene.js").Panel[]} panels
 * @param {number} veiled the first step that is not to be seen */
export function nearest({ panel: asked, step, unit, stage, pin, hover }, panels, veiled) {
  const chosen = within(asked, panels.length - 1);
  const first = panels.findIndex(({ equations }) => equations.length);
  const panel = panels[chosen].equations.length ? chosen : Math.max(0, first);
  const { units, equations, steps: all } = panels[panel];
  const steps = seen(all, veiled);
  const isPinned = pin && pin.step >= 0 && pin.step < steps && pin.unit < units;
  return {
    panel,
    step: within(step, steps - 1),
    unit: within(unit, units - 1),
    stage: within(stage, equations.length),
    pin: isPinned ? pin : null,
    hover: hover && hover.step < steps ? hover : null,
  };
}

/** How many of a sequence's steps are to be seen, at least the first.
 * @param {number} steps
 * @param {number} veiled the first that is not */
export const seen = (steps, veiled) => Math.max(1, Math.min(steps, veiled));
