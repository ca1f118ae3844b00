// @ts-check
// What stands around the coloured text; its parts are filled by text.js.

import { mark, say } from "../stepper/say.js";

const LABEL = mark("Text, coloured by a unit; arrow keys move the cursor, with Shift they brush a span");

export const markup = () => `
<div class="lstmviz unit-text" data-testid="unit-text">
  <div class="areas">
    <div class="shown">
      <div class="coloured-by" data-part="coloured-by"></div>
      <div class="text" data-part="text" role="slider" tabindex="0" aria-valuemin="1"
        aria-label="${say(LABEL)}"></div>
      <div class="reading" data-part="reading"></div>
      <div class="track" data-part="track"><canvas role="img" data-part="whole"></canvas>
        <svg preserveAspectRatio="none" aria-hidden="true"><path /></svg><i class="cursor" data-part="cursor"></i></div>
      <div class="ways"><a data-part="step">${say("Step here")}</a><span class="faint" data-part="truth"></span>
        <span class="spacer"></span><span data-part="take-away"></span></div>
    </div>
    <div class="which"><h2 data-part="title"></h2><p class="faint" data-part="about"></p>
      <ol class="rows" data-part="rows"></ol></div>
  </div>
</div>`;
