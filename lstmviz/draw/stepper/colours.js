// @ts-check
// Numbers to colours: a table of 256 entries a scale, one pixel a value. The browser enlarges the pixels.

export const ENTRIES = 256;

/**
 * @typedef {[number, number, number]} Rgb
 * @typedef {{values: ArrayLike<number>, rows: number, columns: number}} Numbers
 */

/** Colours "#rrggbb", spread evenly, as 256 entries of red, green, blue.
 * @param {string[]} colours
 * @returns {Rgb[]} */
export function colourTable(colours) {
  const stops = colours.map(channels);
  return Array.from({ length: ENTRIES }, (_, entry) => {
    const at = (entry / (ENTRIES - 1)) * (stops.length - 1);
    const below = Math.min(Math.floor(at), stops.length - 2);
    const mix = (/** @type {number} */ k) =>
      Math.round(stops[below][k] + (at - below) * (stops[below + 1][k] - stops[below][k]));
    return [mix(0), mix(1), mix(2)];
  });
}

/** @param {string} colour
 * @returns {Rgb} */
function channels(colour) {
  const channel = (/** @type {number} */ at) => parseInt(colour.slice(at, at + 2), 16);
  return [channel(1), channel(3), channel(5)];
}

/** The entry of a value in a span; what lies beyond takes the end's, and NaN has none.
 * @param {number} value
 * @param {[number, number]} span */
export function entryOf(value, [low, high]) {
  const share = (value - low) / (high - low);
  return Math.min(Math.max(Math.round(share * (ENTRIES - 1)), 0), ENTRIES - 1);
}

/** A table's colour as a style names it.
 * @param {Rgb} rgb */
export const styled = (rgb) => `#${rgb.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;

/** RGBA bytes, a pixel a value, rows from the top; where there is no number nothing is painted.
 * @param {Numbers} numbers
 * @param {[number, number]} span
 * @param {Rgb[]} table */
export function pixels({ values, rows, columns }, [low, high], table) {
  const bytes = new Uint8ClampedArray(4 * rows * columns);
  const words = new Uint32Array(bytes.buffer);
  const colours = packed(table);
  const [scale, most] = [(ENTRIES - 1) / (high - low), ENTRIES - 1];
  for (let at = 0; at < words.length; at++) {
    const entry = Math.round((values[at] - low) * scale);
    words[at] = colours[entry < 0 ? 0 : entry > most ? most : entry]; // of NaN there is none: 0
  }
  return bytes;
}

/** Made once a table: it takes ten times as long as painting 8 × 50 values.
 * @type {WeakMap<Rgb[], Uint32Array>} */
const packedTables = new WeakMap();

/** Opaque pixels of a table's colours, the four bytes of each as one number of this machine.
 * @param {Rgb[]} table */
function packed(table) {
  const made = packedTables.get(table);
  if (made) return made;
  const colours = new Uint32Array(Uint8Array.from(table.flatMap((rgb) => [...rgb, 255])).buffer);
  packedTables.set(table, colours);
  return colours;
}

/** How many numbers lie beyond the span, by more than rounding.
 * @param {ArrayLike<number>} values
 * @param {[number, number]} span */
export function countBeyond(values, [low, high]) {
  const slack = 1e-6 * (high - low);
  let count = 0;
  for (let at = 0; at < values.length; at++) {
    if (values[at] < low - slack || values[at] > high + slack) count++;
  }
  return count;
}
