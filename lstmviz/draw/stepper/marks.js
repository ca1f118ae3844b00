// @ts-check
// What moves with the step: the cursor through a panel, the cells marked in its heatmaps, the numbers beside.

import { write } from "./elements.js";
import { answerAt, decimals, valueAt } from "./scene.js";
import { placeIn } from "./units.js";
import { veiledFrom } from "./veil.js";
import { say } from "./say.js";

/** @typedef {import("./scene.js").Panel} Panel */
/** @typedef {import("./state.js").State} State */

/** Puts a mark over some columns and one row of units, or takes it away.
 * @param {any} mark
 * @param {{first: number, count: number, column: number}} sight
 * @param {{step: number, last?: number, unit?: number} | null} at
 * @param {number} unitHeight */
function place(mark, { first, count, column }, at, unitHeight) {
  const inSight = at && at.step >= first && at.step < first + count;
  mark.toggleAttribute("hidden", !inSight); // which touches nothing where it is so already
  if (!at || !inSight) return;
  const columns = Math.min((at.last ?? at.step) + 1, first + count) - at.step;
  mark.style.transform = `translate(${(at.step - first) * column}px, ${(at.unit ?? 0) * unitHeight}px)`;
  mark.style.width = `${columns * column}px`;
  if (at.unit !== undefined) mark.style.height = `${Math.max(unitHeight, 3)}px`;
}

/** Columns in sight, px of the heatmaps, the order of units, and whether its net is the one stepped through.
 * @typedef {{ first: number, count: number, column: number, heights: number[], chosen: boolean,
 *   order: number[] }} Sight */

/** @param {any} section
 * @param {import("./scene.js").Scene} scene
 * @param {Panel} panel
 * @param {State} state
 * @param {Sight} sight */
export function markPanel(section, scene, panel, state, sight) {
  const { step, stage } = state;
  const here = step < panel.steps ? { step } : null; // a shorter sequence has ended
  const picture = section.querySelector(".picture");
  const staged = sight.chosen && panel.equations.length ? stage : 0;
  picture.querySelectorAll(".heatmap").forEach((/** @type {Element} */ line, /** @type {number} */ index) => {
    markRow(line, panel, index, state, sight, staged > 0 && index >= staged);
  });
  for (const veil of picture.querySelectorAll(".said .veil, .says .veil")) {
    place(veil, sight, staged && staged < panel.equations.length ? { step } : null, 0);
  }
  const from = Math.max(veiledFrom(), sight.first);
  place(picture.querySelector(".veiled"), sight, { step: from, last: scene.steps - 1 }, 0);
  place(picture.querySelector(".cursor"), sight, here, 0);
  write(picture.querySelector(".tick.now"), here ? String(step + 1) : "");
  picture.querySelector(".tick.now").style.left = `${(step - sight.first + 0.5) * sight.column}px`;
  const ticks = picture.querySelector(".ticks");
  for (const tick of ticks.children)
    tick.hidden = here !== null && Math.abs(Number(tick.dataset.step) - step) <= Number(ticks.dataset.hides);
  const tokens = picture.querySelector(".tokens");
  tokens.querySelector(".now")?.classList.remove("now");
  tokens.children[step - sight.first]?.classList.add("now");
  writeAnswer(section.querySelector(".answer"), answerAt(scene, panel, step));
}

/** @param {any} line of a heatmap
 * @param {Panel} panel
 * @param {number} index of its quantity
 * @param {State} state
 * @param {Sight} sight
 * @param {boolean} isVeiled since it is not computed yet */
function markRow(line, panel, index, { step, unit, pin, hover, brush }, sight, isVeiled) {
  const { name, row } = panel.quantities[index];
  const plane = panel.planes[name];
  const unitHeight = sight.heights[index] / plane.rows;
  const perUnit = row === "unit";
  const lineOf = (/** @type {number} */ one) => (perUnit ? placeIn(sight.order, one, plane) : one);
  const cell = (/** @type {{ step: number, unit: number | null } | null} */ at) =>
    at && at.unit !== null && perUnit && at.unit < plane.rows && at.step < panel.steps
      ? { ...at, unit: lineOf(at.unit) }
      : null;
  const over = brush?.quantity === name ? { ...brush, step: brush.first, unit: lineOf(brush.unit) } : null;
  const [veil, brushed, hovered, pinned, chosen] = line.querySelectorAll(".track > i");
  place(veil, sight, isVeiled ? { step } : null, 0);
  place(brushed, sight, over, unitHeight);
  place(hovered, sight, cell(hover), unitHeight);
  place(pinned, sight, cell(pin), unitHeight);
  place(chosen, sight, cell({ step, unit }), unitHeight);
  const known = step < panel.steps && !isVeiled && perUnit && unit < panel.units;
  write(line.querySelector(".label > .value"), known ? decimals(valueAt(panel, name, unit, step)) : "·");
}

/** @param {any} place
 * @param {{name: string, value: number | null, right: boolean | null} | null} answer */
function writeAnswer(place, answer) {
  place.hidden = !answer;
  if (!answer) return;
  const share = answer.value === null ? "" : ` ${answer.value.toFixed(2)}`;
  const verdict = answer.right === null ? "" : answer.right ? " ✓" : " ✗";
  write(place, `${say("says {answer}", { answer: answer.name })}${share}${verdict}`);
  place.dataset.right = answer.right;
}

/** Where a pointer is: the step of its column, and the unit where it is over a heatmap.
 * @param {any} picture
 * @param {{clientX: number, clientY: number, target: any}} event
 * @param {{first: number, count: number, column: number}} sight */
export function cellAt(picture, { clientX, clientY, target }, { first, count, column }) {
  const track = picture.querySelector(".track").getBoundingClientRect();
  const across = Math.floor((clientX - track.left) / column);
  const line = target.closest(".heatmap");
  const box = line?.querySelector(".track").getBoundingClientRect();
  const rows = line?.querySelector("canvas").height;
  const down = line ? Math.floor(((clientY - box.top) / box.height) * rows) : null;
  return {
    step: first + Math.max(0, Math.min(across, count - 1)),
    unit: down === null ? null : Math.max(0, Math.min(down, rows - 1)),
    quantity: line?.dataset.quantity ?? null,
  };
}
