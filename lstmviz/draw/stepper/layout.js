// @ts-check
// How wide and how high everything stands: columns of steps, rows of units, and what is left for the diagram.

import { HALL } from "./constants.js";

/** px. `left` and `right` stand beside the columns; `fixed` is what stands above and below the heatmaps. */
const LAPTOP = {
  left: 108,
  right: 37,
  gap: 8,
  fixed: 26 + 24 + 2 + 4 + 15,
  says: 26,
  answer: 11,
  legend: 44,
};
const PHONE = { ...LAPTOP, left: 44, right: 6, gap: 4 };
/** The same on a screen of 1080 lines in front of a hall; it grows with the lines. */
const PROJECTED = {
  left: 230, right: 20, gap: 8, fixed: 48 + 44 + 2 + 8 + 30, says: 52, answer: 14, legend: 84,
}; // prettier-ignore

const WIDE = 980; // px that two nets want side by side
const BETWEEN = 24; // px between them
const COLUMN = { least: 6, readable: 10, most: 40 }; // px
const UNIT = 16; // px a row of a heatmap at most, where many stand in it
const HEATMAP = { least: 36, few: 64, most: 200 }; // px
const TITLE = 34; // px, of the unit that is looked into
const DIAGRAM = { least: 138, most: 300 };
const LOW = 540; // px below which everything moves closer together
const LINES = 6; // equations

/**
 * @typedef {object} Shape What the scene asks for.
 * @property {number} steps
 * @property {{units: number, height: number}[][]} heatmaps a list a panel
 * @property {number[]} answers rows of probabilities below each panel's heatmaps
 *
 * @typedef {object} Room What the page gives.
 * @property {number} width px
 * @property {number} height px, from the first panel's top to the window's bottom
 * @property {number} lines px, the window's height
 * @property {boolean} alone whether nothing but the picture is on the screen
 * @property {number} window columns that a link asks for; 0: as many as can be read
 * @property {"beside" | "below"} arrangement
 */

/** @param {Shape} shape
 * @param {Room} room */
export function layOut(shape, room) {
  const beside = room.arrangement === "beside" && room.width >= WIDE;
  const hall = room.width >= HALL - 60;
  const low = room.height < LOW ? { gap: 6, answer: 8 } : {};
  const sizes = hall ? projected(room.lines / 1080) : { ...(room.width < 620 ? PHONE : LAPTOP), ...low };
  const across = (beside ? (room.width - BETWEEN) / 2 : room.width) - sizes.left - sizes.right;
  const columns = columnsIn(across, shape.steps, room.window);
  const heights = rowHeights(shape, room.height, sizes, beside);
  const below = Math.max(...shape.heatmaps.map((_, panel) => (beside && panel % 2 ? heightOf(panel) : 0)));
  /** @param {number} panel */
  function heightOf(panel) {
    const rows = heights[panel].reduce((sum, height) => sum + height + sizes.gap, 0);
    return sizes.fixed + rows + (shape.answers[panel] ? sizes.says + shape.answers[panel] * sizes.answer : 0);
  }
  const line = hall ? 40 * (room.lines / 1080) : room.height < 460 ? 20 : 24;
  const title = hall ? TITLE * 1.6 : TITLE;
  const free = room.height - below - title - LINES * line - sizes.legend;
  const diagram = Math.max(DIAGRAM.least, Math.min(free, DIAGRAM.most));
  return { beside, hall, sizes, ...columns, heights, line, diagram };
}

/** @param {number} share of 1080 lines */
function projected(share) {
  const scaled = Object.entries(PROJECTED).map(([name, length]) => [name, Math.round(length * share)]);
  return /** @type {typeof PROJECTED} */ (Object.fromEntries(scaled));
}

/** How many columns stand in so many px, and how wide each is.
 * @param {number} across
 * @param {number} steps
 * @param {number} asked */
export function columnsIn(across, steps, asked) {
  const all = !asked && steps * COLUMN.least <= across;
  const readable = Math.max(1, Math.floor(across / COLUMN.readable));
  const count = all ? steps : Math.min(steps, asked || readable, Math.floor(across / COLUMN.least));
  return { count, column: Math.min(COLUMN.most, Math.floor(across / count)) };
}

/** px of every heatmap: those of the first panels fill the window, whole pixels a unit where there is room.
 * @param {Shape} shape
 * @param {number} height
 * @param {typeof LAPTOP} sizes
 * @param {boolean} beside */
function rowHeights({ heatmaps, answers }, height, sizes, beside) {
  const shown = beside ? [0] : heatmaps.map((_, panel) => panel);
  const fixed = shown.map(
    (panel) =>
      sizes.fixed +
      heatmaps[panel].length * sizes.gap +
      (answers[panel] ? sizes.says + answers[panel] * sizes.answer : 0),
  );
  const free = height - sizes.legend - fixed.reduce((sum, one) => sum + one, 0);
  const weights = shown.flatMap((panel) => heatmaps[panel].map((one) => one.height));
  const share = free / weights.reduce((sum, one) => sum + one, 0);
  return heatmaps.map((rows) => rows.map(({ units, height: weight }) => heightOf(units, share, weight)));
}

/** @param {number} units
 * @param {number} share
 * @param {number} weight */
function heightOf(units, share, weight) {
  const most = Math.min(Math.max(units * UNIT, HEATMAP.few), HEATMAP.most);
  const height = weight * Math.max(HEATMAP.least, Math.min(share, most));
  return height >= units ? Math.floor(height / units) * units : height;
}
