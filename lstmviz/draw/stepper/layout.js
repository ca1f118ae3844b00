// How wide and how high: the time axis of tokens and heatmaps, and rows that fill the window.

import { margins } from "./heatmaps.js";

const ROW = { least: 42, most: 108 }; // px
const HEADING = 48; // px, of a panel and its axis

export const sizeOf = ({ part }) => `${part("panels").clientWidth} × ${window.innerHeight}`;

// Rows take the height that the window has left, so that nothing scrolls where it need not.
export function fit(stepper) {
  const { root, part, scene } = stepper;
  const width = part("panels").clientWidth;
  const [left, right] = margins(scene, width);
  const column = (width - left - right) / scene.steps;
  for (const [name, length] of Object.entries({ "margin-left": left, "margin-right": right, column })) {
    root.style.setProperty(`--${name}`, `${length}px`);
  }
  const longest = Math.max(...scene.tokens.map((token) => [...token].length));
  root.classList.toggle("crowded", column < 8);
  root.classList.toggle("upright", column >= 8 && longest > 1 && column < 11 * longest);
  const rows = scene.panels.map((panel) =>
    panel.quantities.reduce((sum, { height }) => sum + height, panel.planes.says ? 1 : 0),
  );
  const free = window.innerHeight - top(part("panels")) - 16 - HEADING * rows.length;
  const row = Math.max(ROW.least, Math.min(ROW.most, free / rows.reduce((sum, count) => sum + count, 0)));
  rows.forEach((count, index) => {
    stepper.figure(index).style.height = `${Math.round(count * row + 22)}px`;
  });
  return sizeOf(stepper);
}

// Where an element stands on the unscrolled page, whatever scrolls.
function top(element) {
  let scrolled = 0;
  for (let around = element.parentElement; around; around = around.parentElement)
    scrolled += around.scrollTop;
  return element.getBoundingClientRect().top + scrolled;
}
