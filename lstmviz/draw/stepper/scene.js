// @ts-check
// Bytes -> scene: JSON heads, and planes as Float32Arrays on the same buffer. Mirrors pack.py and pieces.py.

/** @typedef {import("./expression.js").Expression} Expression */
/** A table of numbers: a row a unit (or an answer, or a block's unit), a column a step (or a unit before).
 * @typedef {{ rows: number, columns: number, values: Float32Array | Float64Array,
 *   at: (row: number, column: number) => number }} Plane */
/** A row of the picture. `row` says whether it has a line for each unit or for something else.
 * @typedef {{ name: string, symbol: string, title: string, meaning: string, gloss: string, kind: string,
 *   span: [number, number], limit: number | null, row: string, height: number }} Quantity */
/** @typedef {{ symbol: string, quantity: string, symbols: string, words: string, text: string,
 *   expression: Expression }} Equation */
/** One layer's run. `initial`: a state -> the plane in which it begins; `holds`: what was checked here.
 * @typedef {{ title: string, detail: string, channels: string[], reverse: boolean, units: number,
 *   quantities: Quantity[], keep: string, checked: string, holds?: string, changing: string, cell: string,
 *   blocks: string[], initial: Record<string, string>, diagram: string, equations: Equation[],
 *   expressions: Record<string, Expression>, tokens: string[], steps: number,
 *   question?: Question, held?: import("./held.js").Held[],
 *   planes: Record<string, Plane> }} Panel */
/** What is asked at each step. No `answers`: it is a number; `shown`: those that have a row in the picture.
 * @typedef {{ text: string, answers: string[], shown: number[], targets: Plane, span: [number, number],
 *   asked: Plane, tolerance: number, flags: string[] }} Question */
/** `spoken` is the language of its texts.
 * Colours are by theme: of a CSS variable, or of a kind of quantity, from the least value to the largest.
 * @typedef {{ steps: number, tokens: string[], unit: number, bench?: import("./bench.js").Sent | null,
 *   colours: Record<string, Record<string, string>>, scales: Record<string, Record<string, string[]>>,
 *   question: Question | null, panels: Panel[], spoken: import("./say.js").Spoken }} Scene */
/** What a net says at a step; `right` is null where nothing is asked, `value` where the answer is a number.
 * @typedef {{ name: string, value: number | null, right: boolean | null }} Answer */

/** @param {Uint8Array} bytes
 * @returns {Scene} */
export function unpack(bytes) {
  const pieces = piecesOf(bytes);
  const scene = Object.assign({}, ...pieces.map(({ head }) => head));
  const plane = (/** @type {number[]} */ [piece, offset, rows, columns]) =>
    planeOf(pieces[piece].floats.subarray(offset, offset + rows * columns), rows);
  const unpackAsked = (/** @type {any} */ question) =>
    Object.assign(question, { targets: plane(question.targets), asked: plane(question.asked) });
  if (scene.question) unpackAsked(scene.question);
  if (scene.changed) scene.bench = { ...scene.changeable, ...scene.changed };
  for (const panel of scene.panels) {
    Object.assign(panel, scene.cells?.[panel.described]);
    panel.tokens ??= scene.tokens; // of its own where what it read is another sequence
    panel.steps = panel.tokens.length;
    if (panel.question) unpackAsked(panel.question);
    panel.planes = Object.fromEntries(
      Object.entries(panel.planes).map(([name, place]) => [name, plane(place)]),
    );
  }
  return scene;
}

const NAME = 16; // bytes of a piece's name

/** One or more pieces of a scene, each with its name and which pieces it goes with.
 * @typedef {{ name: string, head: { with?: string[] } & Record<string, any>, floats: Float32Array }} Piece */

/** @param {Uint8Array} bytes
 * @returns {Piece[]} */
export function piecesOf(bytes) {
  const { buffer } = bytes.slice(); // a copy begins at 0, so that float views are aligned
  const text = new TextDecoder();
  const pieces = [];
  for (let at = 0; at < buffer.byteLength;) {
    const length = () => new DataView(buffer).getUint32(at - 4, true);
    const name = text.decode(new Uint8Array(buffer, at, NAME));
    at += NAME + 4;
    const head = JSON.parse(text.decode(new Uint8Array(buffer, at, length())));
    at += length() + 4;
    const floats = new Float32Array(buffer, at, length() / 4);
    at += floats.byteLength;
    pieces.push({ name, head, floats });
  }
  return pieces;
}

/** @param {Float32Array | Float64Array} values row after row
 * @param {number} rows
 * @returns {Plane} */
export function planeOf(values, rows = 1) {
  const columns = values.length / rows;
  return { values, rows, columns, at: (row, column) => values[row * columns + column] };
}

/** Some rows of a plane, in this order.
 * @param {Plane} plane
 * @param {number[]} order
 * @returns {import("./colours.js").Numbers} */
export function rowsOf({ values, columns }, order) {
  const picked = new Float32Array(order.length * columns);
  order.forEach((row, at) => picked.set(values.subarray(row * columns, (row + 1) * columns), at * columns));
  return { rows: order.length, columns, values: picked };
}

/** Whether two panels, each of its scene, look the same, so that one can stay where the other would be drawn.
 * @param {Panel} one
 * @param {Panel} other
 * @param {Scene} before the scene of the one
 * @param {Scene} after the scene of the other */
export function alike(one, other, before, after) {
  const look = (/** @type {Panel} */ { quantities }, /** @type {Scene} */ { scales, steps, question }) =>
    JSON.stringify([quantities, scales, steps, question?.answers, question?.shown, question?.span]);
  const planes = Object.entries(other.planes);
  const same = (/** @type {[string, Plane]} */ [name, { values }]) =>
    one.planes[name]?.values.length === values.length &&
    values.every((value, index) => Object.is(value, one.planes[name].values[index]));
  return look(one, before) === look(other, after) && planes.every(same);
}

/** The value of one quantity of one unit, "now" or a step before in the layer's own direction.
 * @param {Panel} panel
 * @param {string} name
 * @param {number} unit
 * @param {number} step */
export function valueAt(panel, name, unit, step) {
  const plane = panel.planes[name];
  if (step >= 0 && step < plane.columns) return plane.at(Math.min(unit, plane.rows - 1), step);
  const start = panel.planes[panel.initial[name]];
  return start.at(0, Math.min(unit, start.columns - 1));
}

/** @param {Panel} panel
 * @param {number} step */
export const before = (panel, step) => (panel.reverse ? step + 1 : step - 1);

/** What the net answers at a step; null where it answers nothing.
 * @param {Scene} scene
 * @param {Panel} panel
 * @param {number} step
 * @returns {Answer | null} */
export function answerAt(scene, panel, step) {
  const says = panel.planes.says;
  if (!says || !scene.question || Number.isNaN(says.at(0, step))) return null;
  const asked = scene.question.asked.at(0, step) > 0;
  const right = asked ? !Number.isNaN(panel.planes.right.at(0, step)) : null;
  const names = scene.question.answers;
  if (!names.length) return { name: decimals(says.at(0, step)), value: null, right };
  const best = likeliest(says, step);
  return { name: names[best], value: says.at(best, step), right };
}

/** The row of the largest number at a step, the first of several.
 * @param {Plane} says
 * @param {number} step */
export function likeliest(says, step) {
  let best = 0;
  for (let row = 1; row < says.rows; row++) if (says.at(row, step) > says.at(best, step)) best = row;
  return best;
}

/** At how many of the steps that are asked a net is right.
 * @param {Scene} scene
 * @param {Panel} panel */
export function rightAt(scene, panel) {
  let right = 0;
  let asked = 0;
  if (!panel.planes.says || !scene.question) return { right, asked };
  for (const target of panel.planes.right.values) if (!Number.isNaN(target)) right += 1;
  const { says } = panel.planes;
  scene.question.asked.values.forEach((mark, step) => {
    if (mark > 0 && !Number.isNaN(says.at(0, step))) asked += 1;
  });
  return { right, asked };
}

/** The right answer at a step, or null where nothing is asked.
 * @param {Scene} scene
 * @param {number} step */
export function targetAt(scene, step) {
  if (!scene.question || !scene.question.asked.at(0, step)) return null;
  const target = scene.question.targets.at(0, step);
  return scene.question.answers.length ? scene.question.answers[target] : decimals(target);
}

/** A number as people read it: a true minus sign, and never "−0.00".
 * @param {number} value
 * @param {number} places */
export function decimals(value, places = 2) {
  if (!Number.isFinite(value)) return String(value);
  const text = Math.abs(value).toFixed(places);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}
