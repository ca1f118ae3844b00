// @ts-check
// One panel: the tokens it reads, a heatmap a quantity, what the net says, and the axis, on the same columns.

import { answerRows, repaintAnswers, showAnswers } from "./answer_rows.js";
import { hiddenBy, isJoined, isLegible, labelledSteps, tokensOn } from "./columns.js";
import { element } from "./elements.js";
import { heatmapRow, repaintRow } from "./heatmap_row.js";
import { label, row } from "./row.js";
import { say } from "./say.js";

/** @typedef {import("./scene.js").Panel} Panel */
/** @typedef {import("./scene.js").Scene} Scene */

/** Fills a panel's section for a scene; what depends on the step follows in marks.js.
 * @param {any} section
 * @param {Scene} scene
 * @param {Panel} panel
 * @param {string} theme
 * @param {number[]} order of the units */
export function buildPicture(section, scene, panel, theme, order) {
  const colours = scene.scales[theme];
  const heatmaps = panel.quantities.map((quantity) =>
    heatmapRow(panel, quantity, colours[quantity.kind], order),
  );
  const answers =
    panel.planes.says && scene.question ? answerRows(panel, scene.question, colours.probability) : [];
  section
    .querySelector(".picture")
    .replaceChildren(
      row("reads", [label(say("reads"))], [element("div", { className: "tokens", tabIndex: -1 })]),
      ...heatmaps,
      ...answers,
      row("axis", [], [element("div", { className: "ticks" }), element("b", { className: "tick now" })]),
      element("div", { className: "veiled" }),
      element("div", { className: "cursor" }),
    );
}

/** Other numbers in a picture that stands.
 * @param {any} section
 * @param {Scene} scene
 * @param {Panel} panel
 * @param {string} theme
 * @param {number[]} order of the units */
export function repaint(section, scene, panel, theme, order) {
  const colours = scene.scales[theme];
  for (const quantity of panel.quantities) {
    const line = section.querySelector(`[data-quantity="${quantity.name}"]`);
    repaintRow(line, panel, quantity, colours[quantity.kind], order);
  }
  repaintAnswers(section, panel, scene.question, colours.probability);
}

/** What depends on which columns are in sight: tokens, answers, marks and ticks.
 * @param {any} section
 * @param {Scene} scene
 * @param {Panel} panel
 * @param {import("./placing.js").Sight} sight */
export function showColumns(section, scene, panel, sight) {
  const { first, column } = sight;
  const picture = section.querySelector(".picture");
  for (const canvas of picture.querySelectorAll("canvas")) {
    canvas.style.width = `${column * canvas.width}px`;
    canvas.style.left = `${-first * column}px`;
  }
  picture.classList.toggle("letterless", !isLegible(sight));
  picture.classList.toggle("joined", isJoined(sight));
  picture.querySelector(".tokens").replaceChildren(...tokensOn(sight, panel.tokens, scene.question?.flags));
  showAnswers(section, scene, panel, sight);
  const ticks = picture.querySelector(".ticks");
  const letter = parseFloat(getComputedStyle(ticks).fontSize);
  const labelled = labelledSteps(sight, panel.steps, letter);
  ticks.dataset.hides = String(hiddenBy(sight, letter));
  ticks.replaceChildren(
    ...labelled.map((step) => {
      const tick = element("span", { className: "tick", textContent: String(step + 1) });
      tick.dataset.step = String(step);
      tick.style.left = `${(step - first + 0.5) * column}px`;
      return tick;
    }),
  );
}
