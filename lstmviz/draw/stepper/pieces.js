// @ts-check
// The pieces of a scene (pack.py) that come by themselves: one that the next scene has too is not sent again.

import { piecesOf } from "./scene.js";

/** Where a piece came -> what came there last.
 * @type {Map<Element, { name: string, bytes: Uint8Array }>} */
const here = new Map();
/** @type {Set<() => void>} */
const waiting = new Set();

/** @param {Element} place
 * @param {Uint8Array} bytes of a piece */
export function come(place, bytes) {
  here.set(place, { name: piecesOf(bytes)[0].name, bytes });
  for (const look of [...waiting]) look();
}

/** @param {Element} place */
export const go = (place) => here.delete(place);

/** A scene, as soon as all the pieces are here that its last one goes with.
 * @param {Uint8Array} last
 * @returns {Promise<Uint8Array>} */
export function whole(last) {
  const names = piecesOf(last)[0].head.with ?? [];
  return new Promise((resolve) => {
    const look = () => {
      const found = names.map((name) => [...here.values()].find((piece) => piece.name === name));
      if (!found.every((piece) => piece !== undefined)) return;
      waiting.delete(look);
      resolve(joined([...found.map(({ bytes }) => bytes), last]));
    };
    waiting.add(look);
    look();
  });
}

/** @param {Uint8Array[]} parts */
function joined(parts) {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
