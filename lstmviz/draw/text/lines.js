// @ts-check
// A text as words of tokens, each a letter in ink over a band in the colour of its value, and their legend.

import { colourTable, entryOf, styled } from "../stepper/colours.js";
import { element } from "../stepper/elements.js";
import { gradient } from "../stepper/heatmap.js";
import { say } from "../stepper/say.js";
import { decimals } from "../stepper/scene.js";

/** @typedef {import("./text.js").Content} Content */

const LONGEST_WORD = 20; // tokens, behind which a line may end

/** All documents in sight, a block each; every token knows its place in sight.
 * @param {Content} content */
export function documentsOf({ tokens, documents }) {
  return documents.map(({ start, stop }) => {
    const block = element("div", { className: "document" });
    let word = block.appendChild(element("span", { className: "word" }));
    for (let at = start; at < stop; at++) {
      word.append(tokenOf(tokens[at], at));
      if (tokens[at] === "\n") block.append(element("br", {}));
      if (/\s$/.test(tokens[at]) || tokens[at].length > 1 || word.children.length >= LONGEST_WORD)
        word = block.appendChild(element("span", { className: "word" }));
    }
    return block;
  });
}

/** @param {string} token
 * @param {number} at */
function tokenOf(token, at) {
  const shown = element("span", { className: "token", textContent: token === "\n" ? "⏎" : token });
  shown.classList.toggle("wide", token.length > 1);
  shown.classList.toggle("break", token === "\n");
  shown.dataset.at = String(at);
  shown.append(element("i", {}));
  return shown;
}

/** The band under every token in its value's colour, and a line under those where the thing is so.
 * @param {HTMLElement[]} letters
 * @param {ArrayLike<number>} values
 * @param {[number, number]} span
 * @param {string[]} colours
 * @param {ArrayLike<number> | null} truth */
export function paintBands(letters, values, span, colours, truth) {
  const table = colourTable(colours);
  letters.forEach((letter, at) => {
    const band = /** @type {HTMLElement} */ (letter.querySelector("i"));
    band.style.backgroundColor = styled(table[entryOf(values[at], span)]);
    letter.querySelector("b")?.remove();
    if (truth?.[at]) letter.append(element("b", {}));
  });
}

/** @param {import("./text.js").Coloured} quantity
 * @param {string} place of the unit
 * @param {string[]} colours */
export function legendOf({ symbol, name, title, span }, place, colours) {
  const letter = element("b", { className: "symbol", textContent: symbol });
  letter.style.color = `var(--${name})`;
  const ends = element("span", { className: "ends" });
  const bar = element("i", {});
  bar.style.backgroundImage = gradient(colours, "right");
  ends.append(decimals(span[0]), bar, decimals(span[1]));
  return [say("coloured by"), letter, element("b", { textContent: `${title}, ${place}` }), ends];
}
