// @ts-check
// One control for all that can be taken away from a picture: what a page offers, it declares as an Offer.

import { mark, say } from "../stepper/say.js";

/** @typedef {import("./numbers.js").Numbers} Numbers */

/** What a page has to take away, asked for when it is.
 * @typedef {object} Offer
 * @property {() => string[]} names for the file's name, beside the page's title: nets, step
 * @property {() => string} heading the line above the picture, beside the page's title
 * @property {() => Element[]} shown what the picture is of
 * @property {HTMLElement} root around it, which tells its theme
 * @property {() => void} [recolour] draws what has colours of its own in the theme that `root` tells now
 * @property {string} leftOut a selector: what stands in it on the page but not in the picture
 * @property {() => Numbers[]} numbers
 * @property {{ name: string, content: () => Uint8Array<ArrayBuffer> }} [page] of its own: the server's name
 *   for the empty one, and what fills it
 * @property {() => string} link the address that shows the same; "" where there is none */

/** Where the empty pages are; a page of its own is on no server. */
const IS_SERVED = new URL(import.meta.url).origin !== "null";

/** What each file is, by the end of its name. */
const NAMES = {
  png: mark("Picture (PNG)"),
  svg: mark("Picture (SVG)"),
  csv: mark("Numbers (CSV)"),
  npz: mark("Numbers (NPZ)"),
  html: mark("Page that steps (HTML)"),
};

/** Fills a place with the control.
 * @param {HTMLElement} place
 * @param {Offer} offer */
export function connectTakeAway(place, offer) {
  const details = document.createElement("details");
  details.className = "take-away";
  const summary = Object.assign(document.createElement("summary"), { textContent: say("Take away") });
  const list = Object.assign(document.createElement("div"), { className: "take-away-list" });
  for (const [kind, name] of Object.entries(NAMES)) {
    if (kind === "html" && !(offer.page && IS_SERVED)) continue;
    const button = Object.assign(document.createElement("button"), {
      type: "button",
      textContent: say(name),
    });
    button.addEventListener("click", async ({ detail }) => {
      if (!detail) summary.focus(); // pressed by key
      details.open = false;
      const { save } = await import("./files.js");
      await save(kind, offer);
    });
    list.append(button);
  }
  details.append(summary, list);
  details.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !details.contains(/** @type {Node} */ (relatedTarget))) details.open = false;
  });
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    event.preventDefault(); // it closes the list and nothing else
    details.open = false;
    summary.focus();
  });
  place.replaceChildren(details);
  whenIdle(() => preparePrinting(place, offer));
}

/** After all that is seen; Safari knows no idleness. */
const whenIdle = window.requestIdleCallback ?? setTimeout;

/** A browser that prints waits for nothing: the picture's modules have to be there before.
 * @param {HTMLElement} place
 * @param {Offer} offer */
async function preparePrinting(place, offer) {
  const { printAs } = await import("./print.js");
  printAs(place, offer);
  place.dataset.prints = "";
}
