// @ts-check
// Light or dark, as the page around is, and the colours of a scene in it.

import { isNotebookDark } from "./frame.js";
import { gradient } from "./heatmap.js";

/** Gives the colours of a scene to a root, for its style sheet.
 * @param {HTMLElement} root
 * @param {import("./scene.js").Scene} scene
 * @param {string} theme */
export function takeColours(root, { colours, scales }, theme) {
  for (const [name, colour] of Object.entries(colours[theme])) root.style.setProperty(`--${name}`, colour);
  const { gate, state } = scales[theme];
  root.style.setProperty("--gates", gradient(gate, "right"));
  root.style.setProperty("--states", gradient(state, "right"));
}

/** The page's own background tells the theme; outside Streamlit the notebook's or the system's choice does.
 * @param {Element} root
 * @returns {"dark" | "light"} */
export function themeOf(root) {
  const probe = getComputedStyle(root).getPropertyValue("--st-background-color").trim();
  if (!probe) {
    const dark = isNotebookDark() ?? matchMedia("(prefers-color-scheme: dark)").matches;
    return dark ? "dark" : "light";
  }
  const canvas = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  canvas.fillStyle = probe;
  const channels = canvas.fillStyle.match(/\w\w/g) ?? []; // "#rrggbb", whatever was written
  const lightness = channels.reduce((sum, pair) => sum + parseInt(pair, 16), 0);
  return lightness > 382 ? "light" : "dark";
}
