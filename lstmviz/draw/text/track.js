// @ts-check
// All that is in sight of the text as one line, with the cursor on it; a press goes there.

import { paint } from "../stepper/heatmap.js";
import { runs } from "../stepper/overview.js";
import { say } from "../stepper/say.js";

/** @typedef {import("./text.js").Text} Text */

/** @param {Text} text */
export function connectTrack(text) {
  const track = text.part("track");
  track.addEventListener("pointerdown", (/** @type {PointerEvent} */ { clientX }) => {
    const { left, width } = track.getBoundingClientRect();
    text.move(Math.floor(((clientX - left) / width) * text.content.tokens.length));
  });
}

/** @param {Text} text
 * @param {import("./text.js").Coloured} quantity
 * @param {string[]} colours */
export function drawTrack({ part, root, content }, { title, values, span }, colours) {
  const columns = content.tokens.length;
  const whole = part("whole");
  paint(whole, { values, rows: 1, columns }, span, colours);
  whole.setAttribute(
    "aria-label",
    say("The whole text in sight, coloured by {quantity}", { quantity: title }),
  );
  const truth = (content.isSo && content.truth ? content.truth : []).map((so) => (so ? 1 : NaN));
  const svg = root.querySelector(".track svg");
  svg.setAttribute("viewBox", `0 0 ${columns} 1`);
  svg.firstElementChild.setAttribute("d", runs(truth, 0, 1));
}

/** @param {Text} text */
export function markTrack({ part, content, cursor }) {
  part("cursor").style.left = `${(100 * (cursor + 0.5)) / content.tokens.length}%`;
}
