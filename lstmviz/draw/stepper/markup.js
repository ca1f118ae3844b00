// The page of the stepper, before any scene: ours to the last character, so it may be HTML.

const icon = (path) => `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`;
export const button = (act, key, name, path) =>
  `<button type="button" data-act="${act}" data-part="${act}" aria-label="${name}" aria-keyshortcuts="${key}" title="${name} (${key})">${path}</button>`;
export const choice = (field, value, text, title = "") =>
  `<button type="button" data-set="${field}=${value}" aria-pressed="false" title="${title}">${text}</button>`;

// First to last step, speed and sub-step, as every bar has them.
export const transport = `
    <div class="group" role="group" aria-label="Step">
      ${button("first", "Home", "First step", icon("M6 5h3v14H6zM20 5v14l-10-7z"))}
      ${button("back", "ArrowLeft", "Step back", icon("M16 5v14L6 12z"))}
      ${button("play", "Space", "Play", `<span class="when-paused">${icon("M7 4l13 8-13 8z")}</span><span class="when-playing">${icon("M6 5h4v14H6zM14 5h4v14h-4z")}</span>`)}
      ${button("next", "ArrowRight", "Next step", icon("M8 5v14l10-7z"))}
      ${button("last", "End", "Last step", icon("M15 5h3v14h-3zM4 5v14l10-7z"))}
    </div>
    <div class="group" role="group" aria-label="Speed">
      ${choice("speed", 0.5, "½×", "Play sub-step by sub-step")}${choice("speed", 1, "1×", "2 steps a second")}${choice("speed", 2, "2×", "4 steps a second")}${choice("speed", 4, "4×", "8 steps a second")}
    </div>
    <div class="group" role="group" aria-label="Sub-step">
      ${button("earlier", "[", "Sub-step back", "[")}<span class="stage" data-part="stage"></span>${button("later", "]", "Next sub-step", "]")}
    </div>
`;

export const markup = `
<div class="lstmviz" data-testid="stepper">
  <div class="bar">
    ${transport}
    <p class="now-at"><span data-part="time"></span> · ‘<span data-part="token"></span>’ <span class="target" data-part="target"></span></p>
    <span class="spacer"></span>
    <button type="button" class="wide" data-act="copy" data-part="copy">Copy link</button>
  </div>
  <p class="notice" role="status" data-part="notice" hidden></p>
  <div class="columns">
    <div class="main">
      <p class="lens" data-part="lens" aria-hidden="true"></p>
      <div class="tokens" data-part="tokens" role="slider" tabindex="0" aria-label="Step of the sequence" aria-valuemin="1"></div>
      <div data-part="panels"></div>
    </div>
    <div class="side">
      <section aria-labelledby="lstmviz-unit">
        <h3><span id="lstmviz-unit" data-part="unit"></span></h3>
        <p class="pin" data-part="pin" hidden><span data-part="pin-numbers"></span> <button type="button" data-act="unpin" title="Remove the pin (Escape)">unpin</button></p>
        <div class="diagram" data-part="diagram"></div>
      </section>
      <section aria-label="Equations">
        <div class="heading"><h3>Its equations</h3><div class="group" role="group" aria-label="Equations in">${choice("symbols", true, "symbols")}${choice("symbols", false, "numbers")}</div></div>
        <ol class="equations" data-part="equations"></ol>
        <table class="terms" data-part="terms" hidden><caption>The terms of this sub-step’s sum, largest first</caption>
          <thead><tr><th scope="col">from</th><th scope="col">weight</th><th scope="col">× value</th><th scope="col">= term</th></tr></thead><tbody></tbody></table>
      </section>
      <details><summary>All units at this step, as numbers</summary><div class="scroll"><table data-part="table"></table></div></details>
    </div>
  </div>
  <p class="spoken" aria-live="polite" data-part="spoken"></p>
  <template data-part="panel"><section class="panel"><div class="heading"><h3></h3><span class="detail"></span><span class="answer"></span></div><div class="picture"><div class="figure" role="img"></div><div class="scales" aria-hidden="true"></div></div></section></template>
</div>`;
