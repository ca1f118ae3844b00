// @ts-check
// The files of what a page offers: made when one is asked for, and fetched from the server only then.

import { csvOf } from "./csv.js";
import { fontsOf } from "./fonts.js";
import { npzOf } from "./npz.js";
import { filled } from "./page_html.js";
import { plain, sheetOf } from "./sheet.js";

/** @typedef {import("./take_away.js").Offer} Offer */
/** @typedef {import("./numbers.js").About} About */

const SHARP = 2; // px of a PNG's to one of the picture's

/** By the ends of files' names.
 * @type {Record<string, { type: string, of: (offer: Offer) => BlobPart | Promise<BlobPart> }>} */
const FILES = {
  png: { type: "image/png", of: (offer) => pngOf(pictureOf(offer)) },
  svg: { type: "image/svg+xml", of: (offer) => textOf(pictureOf(offer)) },
  csv: { type: "text/csv", of: (offer) => csvOf(offer.numbers(), aboutOf(offer)) },
  npz: { type: "application/zip", of: (offer) => npzOf(offer.numbers(), aboutOf(offer)) },
  html: { type: "text/html", of: pageOf },
};

/** The picture with its title.
 * @param {Offer} offer */
export const pictureOf = (offer) => sheetOf(offer, aboutOf(offer));

/** @param {string} kind
 * @param {Offer} offer */
export async function save(kind, offer) {
  const { type, of } = FILES[kind];
  const address = URL.createObjectURL(new Blob([await of(offer)], { type }));
  const link = Object.assign(document.createElement("a"), { href: address, download: fileName(offer, kind) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** "lstmviz_step_recall-after-a-flag_lstm_vanilla-rnn-tanh_t12_2026-11-27.svg"
 * @param {Offer} offer
 * @param {string} kind */
function fileName(offer, kind) {
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
  return filled(offer.page.name, offer.page.content(), {
    title,
    still: textOf(pictureOf(offer)),
    hash,
  });
}

/** A file's text: no character that XML has not.
 * @param {SVGElement} svg */
const textOf = (svg) =>
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
