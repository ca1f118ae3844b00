// @ts-check
// The input as bars and every quantity as a curve, one row each on one time axis, with the numbers at the
// cursor.

import { element } from "../stepper/elements.js";
import { say } from "../stepper/say.js";
import { decimals } from "../stepper/scene.js";

/** @typedef {import("./inside.js").Inside} Inside */
/** @typedef {import("./inside.js").State} State */

// Ranges of what has no limit; an LSTM's c can move by no more than 1 a step.
const NICE = [1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 40];

/** @typedef {import("../stepper/scene.js").Plane} Plane */
/** What a curve is of. `limit`: its range, if it has one.
 * @typedef {{ plane: string, symbol: string, title: string, panel: number, kind?: string,
 *   limit?: number | null }} Given */
/** A curve and its elements.
 * @typedef {Given & { line: HTMLElement, plot: any, now: any, high: any, low: any, rule: any, area: any,
 *   path: any, dots: any }} Row */

/** @param {Inside} inside */
export function buildCurves(inside) {
  const { part, content, cells } = inside;
  for (const { line } of inside.rows) line.remove();
  inside.rows = [
    row({ plane: "inputs", symbol: "x", title: say("input"), panel: 0, limit: content.limits.input }),
    ...cells.flatMap(({ quantities }, panel) =>
      quantities.map((quantity) =>
        row({
          ...quantity,
          plane: quantity.name,
          panel,
          title: panel ? say("RNN’s state") : quantity.title,
        }),
      ),
    ),
  ];
  part("curves").prepend(...inside.rows.map(({ line }) => line));
}

/** @param {Given} given
 * @returns {Row} */
function row(given) {
  const line = element("div", { className: `row ${given.plane} ${given.panel ? "rnn" : ""}` });
  line.innerHTML = `<span class="label"><b class="value">${given.symbol}</b><span class="title">${given.title}</span><span class="range"><i></i><i></i></span></span>
    <svg class="plot" preserveAspectRatio="none" role="img"><path class="rule"/><path class="area"/><path class="line"/><path class="dots"/></svg>
    <b class="value now"></b>`;
  const [high, low] = line.querySelectorAll("i");
  const [rule, area, path, dots] = line.querySelectorAll("path");
  return {
    ...given,
    line,
    plot: line.querySelector("svg"),
    now: line.querySelector(".now"),
    high,
    low,
    rule,
    area,
    path,
    dots,
  };
}

/** @param {Pick<Inside, "rows" | "scene">} inside */
export function drawCurves({ rows, scene }) {
  for (const row of rows) {
    const values = Array.from(/** @type {Plane} */ (scene.panels[row.panel].planes[row.plane]).values);
    const largest = Math.max(...values.map(Math.abs));
    const high = row.limit ?? NICE.find((nice) => largest <= nice) ?? largest;
    const low = row.kind === "gate" ? 0 : -high;
    const label = high > NICE[NICE.length - 1] ? high.toExponential(0) : high;
    row.high.textContent = label;
    row.low.textContent = low < 0 ? `−${label}` : low;
    row.plot.setAttribute("viewBox", `0 0 ${scene.steps} 1`);
    row.plot.setAttribute(
      "aria-label",
      say("{title}, {steps} steps, from {least} to {most}", {
        title: row.title,
        steps: scene.steps,
        least: decimals(Math.min(...values)),
        most: decimals(Math.max(...values)),
      }),
    );
    const height = (/** @type {number} */ value) => ((high - value) / (high - low)).toFixed(4);
    row.rule.setAttribute("d", `M0 ${height(0)}H${scene.steps}`);
    if (row.plane === "inputs") row.area.setAttribute("d", bars(values, height));
    else drawCurve(row, values, height);
  }
}

/** @param {number[]} values
 * @param {(value: number) => string} height */
const bars = (values, height) =>
  values.map((value, step) => `M${step + 0.15} ${height(0)}V${height(value)}h0.7V${height(0)}z`).join("");

/** @param {Row} row
 * @param {number[]} values
 * @param {(value: number) => string} height */
function drawCurve(row, values, height) {
  const points = values.map((value, step) => `${step + 0.5} ${height(value)}`);
  row.path.setAttribute("d", `M${points.join("L")}`);
  row.area.setAttribute("d", `M0.5 ${height(0)}L${points.join("L")}L${values.length - 0.5} ${height(0)}z`);
  row.dots.setAttribute("d", points.map((point) => `M${point}h0`).join("")); // a line of no length has a round end
}

/** The cursor, the hovered column and their numbers; columns are placed by inside.css.
 * @param {Pick<Inside, "part" | "rows" | "scene"> & { state: Pick<State, "step" | "hover"> }} inside */
export function markCurves({ part, rows, scene, state }) {
  const { step, hover } = state;
  const at = (/** @type {Row} */ { panel, plane }, /** @type {number} */ k) =>
    decimals(scene.panels[panel].planes[plane].values[k]);
  for (const [name, value] of Object.entries({ step, steps: scene.steps, hovered: hover?.step ?? 0 })) {
    part("curves").style.setProperty(`--${name}`, value);
  }
  for (const row of rows) row.now.textContent = at(row, step);
  part("hover").hidden = part("tip").hidden = !hover;
  if (!hover) return;
  part("tip").textContent = `t = ${hover.step + 1}   ${hover.row.symbol} = ${at(hover.row, hover.step)}`;
  part("tip").style.top = `${hover.row.line.offsetTop}px`;
  part("tip").classList.toggle("before", hover.step > scene.steps / 2);
}

/** @param {Inside} inside */
export function showStrip({ part, scene, state }) {
  const strip = part("tokens");
  if (strip.children.length !== scene.steps) {
    strip.replaceChildren(
      ...scene.tokens.map((/** @type {string} */ _, /** @type {number} */ step) =>
        element("span", {
          textContent: String(step + 1),
          className: step && (step + 1) % 5 ? "between" : "",
        }),
      ),
    );
    strip.classList.toggle("crowded", scene.steps > 25);
  }
  strip.querySelector(".now")?.classList.remove("now");
  strip.children[state.step].classList.add("now");
  const says = {
    valuemax: scene.steps,
    valuenow: state.step + 1,
    valuetext: say("step {step} of {steps}, input {value}", {
      step: state.step + 1,
      steps: scene.steps,
      value: scene.tokens[state.step],
    }),
  };
  for (const [name, value] of Object.entries(says)) strip.setAttribute(`aria-${name}`, value);
}
