// @ts-check
// Numbers as NumPy's own file: a ZIP, not compressed, of one .npy an array. numpy.load reads it.
// https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html

import { named, shapeOf } from "./numbers.js";

/** @typedef {import("./numbers.js").Numbers} Numbers */
/** @typedef {import("./numbers.js").About} About */
/** @typedef {import("./numbers.js").Label} Label */

const MAGIC = [0x93, ...new TextEncoder().encode("NUMPY"), 1, 0];
const ALIGNED = 64; // bytes, where the values begin
const NO_FILE_NAME = /[<>:"/\\|?*]/g; // letters that Windows has in none
const DAY = (1 << 5) | 1; // 1 January 1980, the first that a ZIP can say

/** Keys are "LSTM/forget_gate", the axes' labels "LSTM/step", and "about".
 * @param {Numbers[]} all
 * @param {About} about
 * @returns {Uint8Array<ArrayBuffer>} */
export function npzOf(all, about) {
  const texts = Object.values(about);
  const files = new Map([["about", npy(texts, [texts.length])]]);
  for (const numbers of named(all)) {
    const folder = numbers.of.replace(NO_FILE_NAME, "");
    for (const [name, labels] of Object.entries(numbers.axes)) {
      const key = `${folder}/${name}`;
      if (!files.has(key)) files.set(key, npy(labels, [labels.length]));
    }
    for (const [name, values] of Object.entries(numbers.arrays))
      files.set(`${folder}/${name}`, npy(values, shapeOf(numbers)));
  }
  return zip([...files].map(([name, content]) => ({ name: `${name}.npy`, content })));
}

/** @param {ArrayLike<Label>} values
 * @param {number[]} shape
 * @returns {Uint8Array<ArrayBuffer>} */
export function npy(values, shape) {
  const { type, bytes } = laidOut(values);
  const dimensions = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const header = `{'descr': '${type}', 'fortran_order': False, 'shape': (${dimensions}), }`;
  const length = Math.ceil((MAGIC.length + 2 + header.length + 1) / ALIGNED) * ALIGNED;
  const text = `${header.padEnd(length - MAGIC.length - 3)}\n`;
  return joined([
    new Uint8Array(MAGIC),
    new Uint8Array([text.length & 255, text.length >> 8]),
    new TextEncoder().encode(text),
    bytes,
  ]);
}

/** NumPy's name of a type, and the values as little-endian bytes.
 * @param {ArrayLike<Label>} values */
function laidOut(values) {
  if (values instanceof Float32Array) return { type: "<f4", bytes: bytesOf(values) };
  const list = Array.from(values);
  if (list.some((value) => typeof value === "string")) return textOf(list.map(String));
  return { type: "<f8", bytes: bytesOf(Float64Array.from(/** @type {number[]} */ (list))) };
}

/** @param {Float32Array | Float64Array} values */
const bytesOf = (values) => new Uint8Array(values.slice().buffer);

/** Text of one length, four bytes a character.
 * @param {string[]} texts */
function textOf(texts) {
  const letters = texts.map((text) => [...text]);
  const longest = Math.max(1, ...letters.map(({ length }) => length));
  const codes = new Uint32Array(texts.length * longest);
  letters.forEach((one, row) => {
    one.forEach((letter, at) => (codes[row * longest + at] = letter.codePointAt(0) ?? 0));
  });
  return { type: `<U${longest}`, bytes: new Uint8Array(codes.buffer) };
}

/** @param {Uint8Array[]} parts
 * @returns {Uint8Array<ArrayBuffer>} */
function joined(parts) {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** @param {Uint8Array} bytes */
const crc32 = (bytes) => ~bytes.reduce((crc, byte) => CRC[(crc ^ byte) & 255] ^ (crc >>> 8), ~0) >>> 0;

/** A ZIP of files as they are. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3
 * @param {{ name: string, content: Uint8Array }[]} files
 * @returns {Uint8Array<ArrayBuffer>} */
export function zip(files) {
  /** @type {Uint8Array[]} */ const parts = [];
  /** @type {Uint8Array[]} */ const directory = [];
  let at = 0;
  for (const { name, content } of files) {
    const path = new TextEncoder().encode(name);
    // Version 2.0, names in UTF-8, stored, time, day, CRC, both sizes, length of the name, nothing extra.
    const common = fields("2 2 2 2 2 4 4 4 2 2", [
      20, 0x800, 0, 0, DAY, crc32(content), content.length, content.length, path.length, 0,
    ]); // prettier-ignore
    const local = joined([fields("4", [0x04034b50]), common, path, content]);
    const rest = fields("2 2 2 4 4", [0, 0, 0, 0, at]); // no comment, first disk, attributes, where it begins
    directory.push(joined([fields("4 2", [0x02014b50, 20]), common, rest, path]));
    parts.push(local);
    at += local.length;
  }
  const entries = joined(directory);
  const counts = [0, 0, files.length, files.length];
  const end = fields("4 2 2 2 2 4 4 2", [0x06054b50, ...counts, entries.length, at, 0]);
  return joined([...parts, entries, end]);
}

/** Whole numbers, little-endian, so many bytes each.
 * @param {string} sizes
 * @param {number[]} values */
function fields(sizes, values) {
  const bytes = sizes.split(" ").flatMap((size, index) => {
    return Array.from({ length: Number(size) }, (_, byte) => Math.floor(values[index] / 256 ** byte) & 255);
  });
  return new Uint8Array(bytes);
}
