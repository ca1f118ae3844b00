// @ts-check
// The variants of a run, and what stands right of the one at hand.

import { actionButton } from "./bench_sentence.js";
import { element } from "./elements.js";
import { say } from "./say.js";
import { againstOf, LETTERS, sidesOf, summaryOf } from "./side_by_side.js";

/** @typedef {import("./bench.js").Bench} Bench */

/** @param {Bench} bench
 * @returns {Node[]} */
export function pills(bench) {
  const { variants, variant, most } = bench;
  const all = variants.flatMap((_, at) => {
    const letter = LETTERS[at + 1];
    const pill = actionButton("variant", `${letter} ${summaryOf(bench, at)}`, at, { className: "pill" });
    pill.setAttribute("aria-pressed", String(at === variant));
    const away = actionButton("drop", "×", at, {
      className: "away",
      ariaLabel: say("Remove variant {variant}", { variant: letter }),
    });
    return variants.length > 1 ? [pill, away] : [pill];
  });
  const disabled = variants.length >= most.variants;
  const title = say("Keep this variant as it is, and go on with a copy");
  return [...all, actionButton("keep", say("+ keep"), 0, { className: "link", disabled, title })];
}

/** What stands right of the variant: buttons that the transport acts on.
 * @param {Bench} bench
 * @returns {Node[]} */
export function sides(bench) {
  const { other, isDifference } = againstOf(bench);
  return sidesOf(bench).map(([word, textContent]) => {
    const button = element("button", { type: "button", textContent });
    button.dataset.against = word;
    button.setAttribute("aria-pressed", String(word === (isDifference ? "-" : "") + LETTERS[other]));
    return button;
  });
}
