// @ts-check
// All weights of one kind as a heatmap, to pick one from.

import { set } from "./bench_actions.js";
import { largest } from "./comparison.js";
import { paint } from "./heatmap.js";

/** @typedef {import("./bench.js").Bench} Bench */
/** @typedef {import("./scene.js").Plane} Plane */

/** All weights of the kind at hand, as a heatmap to pick from.
 * @param {Bench} bench */
export function showWeights({ change, runs, stepper }) {
  const { part, scene, theme } = stepper;
  const plane = tableOf(runs.sent[0].planes[change.kind]);
  const most = Math.max(largest([plane]), 1e-3);
  paint(part("weights-canvas"), plane, [-most, most], scene.scales[theme].state);
  part("weights-canvas").style.width = `${Math.min(40 * plane.columns, 600)}px`;
  part("weights-canvas").style.height = `${Math.min(14 * plane.rows, 0.7 * window.innerHeight)}px`;
  part("weights").showModal();
}

/** @param {Bench} bench
 * @param {MouseEvent} event */
export function pickWeight(bench, event) {
  const { change, runs, stepper } = bench;
  const canvas = stepper.part("weights-canvas");
  const { left, top, width, height } = canvas.getBoundingClientRect();
  const { rows, columns } = tableOf(runs.sent[0].planes[change.kind]);
  const row = Math.floor(((event.clientY - top) / height) * rows);
  const column = Math.floor(((event.clientX - left) / width) * columns);
  set(bench, { row, column });
  stepper.part("weights").close();
}

/** A bias is one column. @param {Plane} plane */
const tableOf = (plane) => (plane.rows === 1 ? { ...plane, rows: plane.columns, columns: 1 } : plane);
