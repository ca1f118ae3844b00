// What is written around the heatmaps at a step: where one stands, what the nets say, what is pinned.

import { element } from "./cell.js";
import { answerAt, targetAt } from "./scene.js";
import { describe } from "./words.js";

const LENS = 7; // tokens on either side

export function readOut(stepper) {
  const { scene, state, part } = stepper;
  const panel = scene.panels[state.panel];
  const target = targetAt(scene, state.step);
  write(part, {
    time: `t = ${state.step + 1} / ${scene.steps}`,
    token: scene.tokens[state.step],
    target: !scene.question ? "" : target === null ? "not asked here" : `right answer ${target}`,
    unit: `${panel.title} · unit ${state.unit} at t = ${state.step + 1}`,
    stage: state.stage ? panel.quantities[state.stage - 1].title : "whole step",
  });
  moveToken(part("tokens"), scene, state);
  showLens(part("lens"), scene.tokens, state.step);
  scene.panels.forEach((one, index) =>
    writeAnswer(part("panels").children[index].querySelector(".answer"), scene, one, state.step),
  );
  part("pin").hidden = !state.pin;
  if (state.pin) part("pin-numbers").textContent = describe.pin(panel, state.pin);
  showControls(stepper);
  light(stepper);
}

// Buttons stand as the state does.
export function showControls({ root, part, state }) {
  root.classList.toggle("playing", state.playing);
  root.classList.toggle("with-symbols", state.symbols);
  part("play").setAttribute("aria-label", state.playing ? "Pause" : "Play");
  for (const choice of root.querySelectorAll("[data-set]")) {
    const [field, value] = choice.dataset.set.split("=");
    choice.setAttribute("aria-pressed", String(state[field]) === value);
  }
}

export function write(part, words) {
  for (const [name, text] of Object.entries(words)) part(name).textContent = text;
}

function moveToken(slider, { steps, tokens }, { step }) {
  const says = {
    valuemax: steps,
    valuenow: step + 1,
    valuetext: `step ${step + 1} of ${steps}, ${tokens[step]}`,
  };
  for (const [name, value] of Object.entries(says)) slider.setAttribute(`aria-${name}`, value);
  slider.querySelector(".now")?.classList.remove("now");
  slider.children[step].classList.add("now");
}

// The neighbourhood of the step in large type, where the strip has no room for its tokens.
function showLens(lens, tokens, step) {
  const at = (first, last) =>
    Array.from({ length: last - first }, (_, index) => tokens[first + index] ?? " ").join(" ");
  lens.replaceChildren(
    at(step - LENS, step),
    element("b", { textContent: tokens[step] }),
    at(step + 1, step + 1 + LENS),
  );
}

function writeAnswer(place, scene, panel, step) {
  const answer = answerAt(scene, panel, step);
  place.hidden = !answer;
  if (!answer) return;
  const share = answer.value === null ? "" : ` ${answer.value.toFixed(2)}`;
  place.textContent = `says ${answer.name}${share}${{ true: " ✓", false: " ✗", null: "" }[answer.right]}`;
  place.dataset.right = answer.right;
}

// The parts of the diagram and the line of the equations that belong to the sub-step.
function light({ cell, state: { stage } }) {
  for (const part of cell.diagram.querySelectorAll("[data-stages]")) {
    part.classList.toggle("dim", stage > 0 && !part.dataset.stages.split(" ").includes(String(stage)));
  }
  for (const line of cell.lines.children) line.classList.toggle("lit", Number(line.dataset.stage) === stage);
}
