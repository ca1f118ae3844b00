// @ts-check
// One control for all that can be taken away from a picture: what a page offers, it declares as an Offer.

import { csvOf } from "./csv.js";
import { fontsOf } from "./fonts.js";
import { npzOf } from "./npz.js";
import { filled } from "./page_html.js";
import { printAs } from "./print.js";
import { plain, sheetOf } from "./sheet.js";
import { mark, say } from "../stepper/say.js";

/** @typedef {import("./numbers.js").Numbers} Numbers */
/** @typedef {import("./numbers.js").About} About */

/** @typedef {{ empty: URL, content: () => Uint8Array<ArrayBuffer> }} EmptyPage */

/** What a page has to take away, asked for when it is.
 * @typedef {object} Offer
 * @property {() => string[]} names for the file's name, beside the page's title: nets, step
 * @property {() => string} heading the line above the picture, beside the page's title
 * @property {() => Element[]} shown what the picture is of
 * @property {string} leftOut a selector: what stands in it on the page but not in the picture
 * @property {() => Numbers[]} numbers
 * @property {EmptyPage | null} page of its own: where there is an empty one, and what fills it
 * @property {() => string} link the address that shows the same; "" where there is none */

const SHARP = 2; // px of a PNG's to one of the picture's

/** @typedef {{ name: string, type: string, of: (offer: Offer) => BlobPart | Promise<BlobPart> }} Kind */

/** By the ends of files' names.
 * @type {Record<string, Kind>} */
const FILES = {
  png: {
    name: mark("Picture (PNG)"),
    type: "image/png",
    of: (offer) => pngOf(sheetOf(offer, aboutOf(offer))),
  },
  svg: {
    name: mark("Picture (SVG)"),
    type: "image/svg+xml",
    of: (offer) => textOf(sheetOf(offer, aboutOf(offer))),
  },
  csv: {
    name: mark("Numbers (CSV)"),
    type: "text/csv",
    of: (offer) => csvOf(offer.numbers(), aboutOf(offer)),
  },
  npz: {
    name: mark("Numbers (NPZ)"),
    type: "application/zip",
    of: (offer) => npzOf(offer.numbers(), aboutOf(offer)),
  },
  html: { name: mark("Page that steps (HTML)"), type: "text/html", of: pageOf },
};

/** Fills a place with the control.
 * @param {HTMLElement} place
 * @param {Offer} offer */
export function connectTakeAway(place, offer) {
  const details = document.createElement("details");
  details.className = "take-away";
  const summary = Object.assign(document.createElement("summary"), { textContent: say("Take away") });
  const list = Object.assign(document.createElement("div"), { className: "take-away-list" });
  for (const [kind, { name }] of Object.entries(FILES)) {
    if (kind === "html" && !offer.page) continue;
    const button = Object.assign(document.createElement("button"), {
      type: "button",
      textContent: say(name),
    });
    button.addEventListener("click", async () => {
      details.open = false;
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
  printAs(place, () => sheetOf(offer, aboutOf(offer)));
}

/** @param {string} kind
 * @param {Offer} offer */
async function save(kind, offer) {
  const { type, of } = FILES[kind];
  const address = URL.createObjectURL(new Blob([await of(offer)], { type }));
  const link = Object.assign(document.createElement("a"), { href: address, download: fileName(offer, kind) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** "lstmviz_step_recall-after-a-flag_lstm_vanilla-rnn-tanh_t12_2026-11-27.svg"
 * @param {Offer} offer
 * @param {string} kind */
export function fileName(offer, kind) {
  const title = document.title.split(" · ").toReversed();
  const words = [...new Set([...title, ...offer.names(), today()].map(slug))];
  return `${words.filter(Boolean).join("_").slice(0, 150)}.${kind}`;
}

/** @param {string} text */
const slug = (text) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");

/** The visitor's own day: "2026-11-27". */
const today = () => new Date().toLocaleDateString("sv");

/** @param {Offer} offer
 * @returns {About} */
function aboutOf(offer) {
  const title = [document.title, offer.heading()].filter(Boolean).join(": ");
  return { title, link: offer.link(), date: today() };
}

/** @param {Offer} offer
 * @returns {Promise<string>} */
async function pageOf(offer) {
  if (!offer.page) return "";
  const { title, link } = aboutOf(offer);
  const hash = link.includes("#") ? link.slice(link.indexOf("#")) : "";
  return filled(offer.page.empty, offer.page.content(), {
    title,
    still: textOf(sheetOf(offer, aboutOf(offer))),
    hash,
  });
}

/** A file's text: no character that XML has not.
 * @param {SVGElement} svg */
export const textOf = (svg) =>
  new XMLSerializer()
    .serializeToString(svg)
    .replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "�");

/** @param {SVGElement} svg
 * @returns {Promise<Blob>} */
async function pngOf(svg) {
  svg.prepend(plain("style", await fontsOf(svg)));
  for (const path of svg.querySelectorAll("[vector-effect]")) {
    for (const name of ["stroke-width", "stroke-dasharray"]) {
      const lengths = path.getAttribute(name); // not enlarged with the picture
      if (lengths)
        path.setAttribute(
          name,
          lengths.replace(/[\d.]+/g, (length) => String(SHARP * Number(length))),
        );
    }
  }
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(textOf(svg))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [SHARP * image.width, SHARP * image.height];
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no PNG"))), "image/png"),
  );
}
