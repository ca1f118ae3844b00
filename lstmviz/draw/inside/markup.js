// @ts-check
// The page before any numbers: ours to the last character, so it may be HTML.

import { choice } from "../stepper/buttons.js";
import { equations, stepButtons, symbols } from "../stepper/markup.js";
import { say } from "../stepper/say.js";

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
const filters = () => `
  <p>${say("Three numbers from 0 to 1 filter old memory, new information, read-out:")}</p>
  <ul>
    ${filter(
      "forget_gate",
      "f",
      say("× old memory {before} = {kept} stays", {
        before: number("cell", "previous_cell"),
        kept: number("cell", "kept"),
      }),
    )}
    ${filter(
      "input_gate",
      "i",
      say("× new information {offered} = {written} comes in: memory c is now {cell}", {
        offered: number("candidate", "candidate"),
        written: number("candidate", "written"),
        cell: number("cell", "cell"),
      }),
    )}
    ${filter(
      "output_gate",
      "o",
      say("× tanh of the memory {squashed} = {hidden} is read out, as h", {
        squashed: number("hidden", "squashed cell"),
        hidden: number("hidden", "hidden"),
      }),
    )}
  </ul>`;
const nothingFiltered = () =>
  `<p>${say(
    "Nothing is filtered: old state {before} and input are squashed into the new {hidden}, its only memory.",
    { before: number("hidden", "previous_hidden"), hidden: number("hidden", "hidden") },
  )}</p>`;
const FILTERED = ["forget_gate", "input_gate", "output_gate", "squashed cell"];

/** Of any other cell with gates: each of them, and what it means.
 * @param {import("../stepper/scene.js").Panel} panel */
export function reading({ quantities, expressions }) {
  const gates = quantities.filter(({ kind }) => kind === "gate");
  if (!gates.length) return nothingFiltered();
  if (FILTERED.every((name) => Object.hasOwn(expressions, name))) return filters();
  const before = number("hidden", "previous_hidden");
  return `<p>${say("Numbers from 0 to 1 say what becomes of the old state {before}:", { before })}</p>
  <ul>${gates.map(({ name, symbol, meaning }) => filter(name, symbol, meaning)).join("")}</ul>`;
}

/** @param {[string, { title: string }]} cell */
const option = ([name, { title }]) => `<option value="${name}">${title}</option>`;

/** @param {import("./link.js").Content} content */
export const markup = ({ limits, cells, beside }) => `
<div class="lstmviz one-unit" data-testid="inside">
  <div class="bar">
    <div class="group presets" role="group" aria-label="${say("Begin with")}" data-part="presets"></div>
    <span class="faint" data-part="changed">${say("changed: click it again to go back")}</span>
    <span class="spacer"></span>
    <button type="button" class="wide" data-act="copy" data-part="copy">${say("Copy link")}</button>
    <div data-part="take-away"></div>
  </div>
  <p class="look" data-part="look"></p>
  <div class="bar">
    ${stepButtons()}
    <p class="now-at"><span data-part="time"></span> · x = <span data-part="token"></span></p>
    <span class="spacer"></span>
    <select data-part="cell" aria-label="${say("The cell beside the RNN")}">${Object.entries(cells)
      .filter(([name]) => name !== beside)
      .map(option)
      .join("")}</select>
    <div class="group" role="group" aria-label="${say("The cell shown, key n")}">${choice("panel", 0, "", say("Show this cell (n)"))}${choice("panel", 1, "RNN", say("Show the RNN’s cell (n)"))}</div>
  </div>
  <p class="notice" role="status" data-part="notice" hidden></p>
  <div class="areas">
    <section class="over-time" aria-label="${say("Over time")}">
      <div class="curves" data-part="curves">
        <div class="row axis"><span class="label faint">${say("step t")}</span><div class="strip" data-part="tokens" role="slider" tabindex="0" aria-label="${say("Step of the input")}" aria-valuemin="1"></div></div>
        <div class="column hover" data-part="hover" hidden></div>
        <div class="column cursor"></div>
        <p class="tip" data-part="tip" hidden></p>
      </div>
      <label class="typed"><span>${say("input x")}</span><input type="text" data-part="typed" spellcheck="false" autocomplete="off" aria-describedby="inside-typed inside-problem"></label>
      <p class="faint" id="inside-typed" data-part="typed-hint">${say("Drag over the bars to draw the input, or type 1 to {steps} numbers from −{input} to {input}, separated by spaces.", limits)}</p>
      <p class="notice" role="alert" id="inside-problem" data-part="typed-problem" hidden></p>
    </section>
    <section class="inside" aria-label="${say("Inside the cell")}">
      <div class="diagram" data-part="diagram"></div>
      <div class="reading" data-part="reading"></div>
    </section>
    <section class="weights" aria-label="${say("Weights and biases")}">
      <p class="notice" role="alert" data-part="weights-problem" hidden></p>
      <p class="faint" data-part="weights-hint">${say("Weights and biases, each from −{weight} to {weight}. A double click, or ↺, takes one back to the example.", limits)}</p>
      <div class="groups" data-part="weights"></div>
    </section>
    <section class="in-numbers" aria-label="${say("Equations")}">
      <div class="heading"><h2 data-part="equations-title"></h2><div class="group small">${symbols()}</div></div>
      ${equations()}
    </section>
  </div>
  <details><summary>${say("All steps, as numbers")}</summary><div class="scroll"><table data-part="table"></table></div></details>
  <p class="spoken" aria-live="polite" data-part="spoken"></p>
</div>`;
