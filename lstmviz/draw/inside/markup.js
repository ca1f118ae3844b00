// @ts-check
// The page before any numbers: ours to the last character, so it may be HTML.

import { choice } from "../stepper/buttons.js";
import { equations, stepButtons, symbols } from "../stepper/markup.js";

/** @param {string} quantity its colour
 * @param {string} expression */
const number = (quantity, expression) => `<b class="value ${quantity}" data-value="${expression}"></b>`;
/** @param {string} quantity
 * @param {string} symbol
 * @param {string} words */
const filter = (quantity, symbol, words) => `
  <li class="${quantity}"><b class="value">${symbol}</b><span class="meter" data-meter="${quantity}"><span></span></span>
  <span>${number(quantity, quantity)} ${words}</span></li>`;

// The article's reading of an LSTM: what is filtered, by which number, and what is left of it.
const FILTERS = `
  <p>Three numbers from 0 to 1 filter old memory, new information, read-out:</p>
  <ul>
    ${filter("forget_gate", "f", `× old memory ${number("cell", "previous_cell")} = ${number("cell", "kept")} stays`)}
    ${filter("input_gate", "i", `× new information ${number("candidate", "candidate")} = ${number("candidate", "written")} comes in: memory c is now ${number("cell", "cell")}`)}
    ${filter("output_gate", "o", `× tanh of the memory ${number("hidden", "squashed cell")} = ${number("hidden", "hidden")} is read out, as h`)}
  </ul>`;
const NOTHING_FILTERED = `
  <p>Nothing is filtered: old state ${number("hidden", "previous_hidden")} and input are added and squashed into the new state ${number("hidden", "hidden")}, at every step again. It is all the memory there is.</p>`;
const FILTERED = ["forget_gate", "input_gate", "output_gate", "squashed cell"];

/** Of any other cell with gates: each of them, and what it means.
 * @param {import("../stepper/scene.js").Panel} panel */
export function reading({ quantities, expressions }) {
  const gates = quantities.filter(({ kind }) => kind === "gate");
  if (!gates.length) return NOTHING_FILTERED;
  if (FILTERED.every((name) => Object.hasOwn(expressions, name))) return FILTERS;
  return `<p>Numbers from 0 to 1 say what becomes of the old state ${number("hidden", "previous_hidden")}:</p>
  <ul>${gates.map(({ name, symbol, meaning }) => filter(name, symbol, meaning)).join("")}</ul>`;
}

/** @param {[string, { title: string }]} cell */
const option = ([name, { title }]) => `<option value="${name}">${title}</option>`;

/** @param {import("./link.js").Content} content */
export const markup = ({ limits, cells, beside }) => `
<div class="lstmviz one-unit" data-testid="inside">
  <div class="bar">
    <div class="group presets" role="group" aria-label="Begin with" data-part="presets"></div>
    <span class="faint" data-part="changed">changed: click it again to go back</span>
    <span class="spacer"></span>
    <button type="button" class="wide" data-act="copy" data-part="copy">Copy link</button>
    <div data-part="take-away"></div>
  </div>
  <p class="look" data-part="look"></p>
  <div class="bar">
    ${stepButtons()}
    <p class="now-at"><span data-part="time"></span> · x = <span data-part="token"></span></p>
    <span class="spacer"></span>
    <select data-part="cell" aria-label="The cell beside the RNN">${Object.entries(cells)
      .filter(([name]) => name !== beside)
      .map(option)
      .join("")}</select>
    <div class="group" role="group" aria-label="The cell shown, key n">${choice("panel", 0, "", "Show this cell (n)")}${choice("panel", 1, "RNN", "Show the RNN’s cell (n)")}</div>
  </div>
  <p class="notice" role="status" data-part="notice" hidden></p>
  <div class="areas">
    <section class="over-time" aria-label="Over time">
      <div class="curves" data-part="curves">
        <div class="row axis"><span class="label faint">step t</span><div class="strip" data-part="tokens" role="slider" tabindex="0" aria-label="Step of the input" aria-valuemin="1"></div></div>
        <div class="column hover" data-part="hover" hidden></div>
        <div class="column cursor"></div>
        <p class="tip" data-part="tip" hidden></p>
      </div>
      <label class="typed"><span>input x</span><input type="text" data-part="typed" spellcheck="false" autocomplete="off" aria-describedby="inside-typed inside-problem"></label>
      <p class="faint" id="inside-typed" data-part="typed-hint">Drag over the bars to draw the input, or type 1 to ${limits.steps} numbers from −${limits.input} to ${limits.input}, separated by spaces.</p>
      <p class="notice" role="alert" id="inside-problem" data-part="typed-problem" hidden></p>
    </section>
    <section class="inside" aria-label="Inside the cell">
      <div class="diagram" data-part="diagram"></div>
      <div class="reading" data-part="reading"></div>
    </section>
    <section class="weights" aria-label="Weights and biases">
      <p class="notice" role="alert" data-part="weights-problem" hidden></p>
      <p class="faint" data-part="weights-hint">Weights and biases, each from −${limits.weight} to ${limits.weight}. Double click, or ↺, takes one back to the preset.</p>
      <div class="groups" data-part="weights"></div>
    </section>
    <section class="in-numbers" aria-label="Equations">
      <div class="heading"><h3 data-part="equations-title"></h3><div class="group small">${symbols()}</div></div>
      ${equations()}
    </section>
  </div>
  <details><summary>All steps, as numbers</summary><div class="scroll"><table data-part="table"></table></div></details>
  <p class="spoken" aria-live="polite" data-part="spoken"></p>
</div>`;
