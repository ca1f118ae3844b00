// @ts-check
// The bench of What if, before any change: ours to the last character, so it may be HTML.

import { say } from "./say.js";

export const bench = () => `
  <section class="bench" data-part="bench" data-testid="changes" aria-label="${say("Changes")}" hidden>
    <div class="making">
      <div class="chips" data-part="chips" role="group" aria-label="${say("The changes")}"></div>
      <p class="sentence" data-part="sentence"></p>
      <div class="sliding" data-part="sliding">
        <span data-part="slider-label"></span>
        <div class="slider">
          <input type="range" data-part="slider" aria-label="${say("Value")}">
          <div class="own-values" data-part="slider-ticks" aria-hidden="true"></div>
          <p class="caption"><span data-part="least"></span><span data-part="slider-caption"></span
            ><span data-part="most"></span></p>
        </div>
        <input type="number" data-part="exactly" aria-label="${say("Exactly")}">
        <button type="button" class="strong" data-bench="add">${say("Add")}</button>
      </div>
      <div class="actions">
        <div class="group" role="group" aria-label="${say("History")}">
          <button type="button" data-bench="undo">${say("Undo")}</button><button type="button" data-bench="redo">${say("Redo")}</button
          ><button type="button" data-bench="reset">${say("Reset")}</button>
        </div>
        <div class="variants" data-part="variants" role="group" aria-label="${say("Variants")}"></div>
      </div>
    </div>
    <div class="outcome" data-testid="outcome">
      <p class="headline">
        <span data-part="outcome" role="status"></span><span class="spacer"></span><span data-part="scores"></span>
      </p>
      <div data-part="outcome-rows"></div>
      <div class="sides">
        <span>${say("right panel")}</span>
        <div class="group" role="group" aria-label="${say("Right panel")}" data-part="against"></div>
      </div>
    </div>
    <dialog class="weights" data-part="weights" aria-labelledby="lstmviz-weights">
      <h2 id="lstmviz-weights">${say("All weights; a click picks one")}</h2>
      <canvas data-part="weights-canvas"></canvas>
      <form method="dialog"><button class="wide">${say("Close")}</button></form>
    </dialog>
  </section>`;
