// @ts-check
// The page of the stepper, before any scene: ours to the last character, so it may be HTML.

import { bench } from "./bench_markup.js";
import { button, choice, toggle } from "./buttons.js";
import { ACTIONS, shownKey } from "./keys.js";
import { say } from "./say.js";

/** @param {string} path */
const icon = (path) => `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`;

const PLAY = `<span class="when-paused">${icon("M7 4l13 8-13 8z")}</span>
  <span class="when-playing">${icon("M6 5h4v14H6zM14 5h4v14h-4z")}</span>`;

// First to last step, speed and sub-step, as every bar has them.
export const stepButtons = () => `
    <div class="group steps" role="group" aria-label="${say("Step")}">
      ${button("first", icon("M6 5h3v14H6zM20 5v14l-10-7z"))}
      ${button("back", icon("M16 5v14L6 12z"))}
      ${button("play", PLAY)}
      ${button("next", icon("M8 5v14l10-7z"))}
      ${button("last", icon("M15 5h3v14h-3zM4 5v14l10-7z"))}
    </div>
    <div class="group speeds" role="group" aria-label="${say("Speed")}">
      ${choice("speed", 0.5, "½×", say("Play sub-step by sub-step"))}
      ${choice("speed", 1, "1×", say("2 steps a second"))}
      ${choice("speed", 2, "2×", say("4 steps a second"))}
      ${choice("speed", 4, "4×", say("8 steps a second"))}
    </div>
    <div class="group" role="group" aria-label="${say("Sub-step")}">
      ${button("earlier", "⟨")}
      <span class="stage" data-part="stage"></span>
      ${button("later", "⟩")}
    </div>
`;

export const equations = () => `
        <ol class="equations" data-part="equations" data-testid="equations"></ol>
        <table class="terms" data-part="terms" hidden>
          <caption>${say("All terms of the sum, largest first")}</caption>
          <thead><tr>
            <th scope="col">${say("from")}</th><th scope="col">${say("weight")}</th>
            <th scope="col">${say("× value")}</th><th scope="col">${say("= term")}</th>
          </tr></thead>
          <tbody></tbody>
        </table>`;

export const symbols = () => toggle("symbols", say("symbols"), say("The equations in symbols and in words"));

const keyRow = (/** @type {import("./keys.js").Action} */ { keys, does }) =>
  `<dt>${keys.map(shownKey).join(", ")}</dt><dd>${say(does)}</dd>`;

const keysDialog = () => `
  <dialog data-part="keys-dialog" aria-labelledby="lstmviz-keys">
    <h2 id="lstmviz-keys">${say("Keys")}</h2>
    <dl>${Object.values(ACTIONS).map(keyRow).join("")}</dl>
    <p><label><input type="checkbox" data-part="letters"> ${say("letter and bracket keys on")}</label></p>
    <form method="dialog"><button class="wide">${say("Close")}</button></form>
  </dialog>`;

// As answer_marks.js draws them over the rows of answers.
const DOT = "M1 5a4 4 0 1 0 8 0a4 4 0 1 0 -8 0";
const CROSS = "M1.5 1.5l7 7M1.5 8.5l7 -7";
const glyph = (/** @type {string} */ name, /** @type {string} */ path) =>
  `<svg class="mark" viewBox="0 0 10 10" aria-hidden="true"><path class="${name}" d="${path}"/></svg>`;

const legend = () => `
  <p class="legend" data-part="legend">
    <span class="key"><i class="gates"></i>${say("gates: 0 closed … 1 open")}</span>
    <span class="key"><i class="states"></i>${say("states: minus … 0 … plus")}</span>
    <span class="key asked"><b class="right">a</b>${glyph("right", DOT)} ${say("right")}</span>
    <span class="key asked"><b class="wrong">a</b>${glyph("wrong", CROSS)} ${say("wrong")}</span>
    <span class="key asked"><b class="wrong unsure">a</b>${glyph("unsure", DOT)} ${say("less sure than ½")}</span>
    <span class="key compared"><b class="changed">a</b> ${say("answer changed")}</span>
    <span class="key"><i class="here"></i>${say("t from 1, unit from 0")}</span>
    <span class="key short" data-part="short" hidden></span>
    <span class="checked" data-part="checked"></span>
  </p>`;

export const markup = () => `
<div class="lstmviz" data-testid="stepper" role="region" aria-label="${say("Stepper")}">
  ${bench()}
  <div class="bar">
    <div class="controls">
      <div class="lens touch" data-part="lens" aria-hidden="true"></div>
      ${stepButtons()}
      <div class="group touch other-net">${button("net", `<span data-part="net-name"></span>`)}</div>
      <div class="group touch" role="group" aria-label="${say("Unit")}">
        ${button("unitUp", "▲")}<span class="unit-name" data-part="unit-name"></span>${button("unitDown", "▼")}
      </div>
      <div class="group touch">
        <button type="button" data-act="pin" aria-label="${say("Pin the marked cell")}" title="${say("Pin the marked cell")}"
          >${icon("M9 3h6v7l3 3v2h-5v7l-1 2-1-2v-7H6v-2l3-3z")}</button>
      </div>
    </div>
    <p class="now-at">
      <span><span data-part="time"></span> · ‘<span data-part="token"></span>’</span>
      <span class="question" data-part="question"></span>
      <span class="target" data-part="target"></span>
    </p>
    <span class="spacer"></span>
    <div class="group arrangement" role="group" aria-label="${say("Arrange the nets")}">
      ${choice("arrangement", "beside", say("beside"), say("The nets side by side"))}
      ${choice("arrangement", "below", say("below"), say("The nets under each other"))}
    </div>
    <div class="group">
      ${button("alone", "f")}${button("keys", "?")}
    </div>
    <button type="button" class="wide" data-act="copy" data-part="copy">${say("Copy link")}</button>
    <div data-part="take-away"></div>
  </div>
  <p class="notice" role="status" data-part="notice" hidden></p>
  <div class="overview" data-part="overview" data-testid="overview">
    <div data-part="overview-lines"></div>
    <div class="overview-track" data-part="overview-track">
      <i class="overview-cursor" data-part="overview-cursor"></i>
      <div class="overview-window" data-part="overview-window"
        ><i data-grip="left"></i><i data-grip="right"></i></div>
    </div>
  </div>
  <div class="columns" data-part="columns">
    <div class="panels" data-part="panels"></div>
    <div class="side" data-part="side">
      <section class="inside other" data-part="other" aria-labelledby="lstmviz-other-unit" hidden>
        <div class="heading"><h2 id="lstmviz-other-unit" data-part="other-unit"></h2></div>
        <div class="diagram" data-part="other-diagram"></div>
        <ol class="equations" data-part="other-equations"></ol>
      </section>
      <section class="inside" aria-labelledby="lstmviz-unit">
        <div class="heading">
          <h2 id="lstmviz-unit" data-part="unit"></h2>
          <p class="pin" data-part="pin" hidden>
            <span data-part="pin-numbers"></span>
            <button type="button" data-act="unpin" title="${say("Remove the pin (Escape)")}">${say("unpin")}</button>
          </p>
          <div class="room">
            <span class="detail" data-part="stats" title="${say("Saturated: below 0.1 or above 0.9")}"></span>
          </div>
          <div class="group small">
            ${toggle("both", say("both nets"), say("What is inside the cells of both nets (b)"))}${symbols()}
          </div>
        </div>
        <div class="diagram" data-part="diagram" data-testid="diagram"></div>
        ${equations()}
      </section>
    </div>
    <p class="tip" data-part="tip" hidden></p>
    <div class="card" role="group" aria-label="${say("What it is")}" data-part="card" hidden></div>
  </div>
  ${legend()}
  <details>
    <summary>${say("All units at this step, as numbers")}</summary>
    <div class="scroll" tabindex="0" data-part="table"></div>
  </details>
  <p class="spoken" aria-live="polite" data-part="spoken"></p>
  ${keysDialog()}
  <template data-part="panel">
    <section class="panel" data-testid="panel">
      <div class="heading">
        <h2></h2>
        <div class="room">
          <span class="detail"></span>
          <select class="order" data-part="order" aria-label="${say("Order of the units")}" hidden></select>
        </div>
        <span class="score"></span><span class="answer"></span>
      </div>
      <div class="picture"></div>
    </section>
  </template>
</div>`;
