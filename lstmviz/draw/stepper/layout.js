// @ts-check
// How wide and how high everything stands: columns of steps, rows of units, and what is left for the diagram.

import { HALL } from "./constants.js";

/** px. `left` and `right` stand beside the columns; `strip` is what is read, `fixed` what else stands above
 * and below the heatmaps; `letter` is the smallest, `token` the smallest of tokens and answers, which stand
 * apart. */
const LAPTOP = {
  left: 108,
  right: 37,
  gap: 8,
  fixed: 26 + 2 + 4 + 15,
  strip: 24,
  letter: 12,
  token: 10,
  says: 26,
  answer: 11,
  legend: 32,
};
const PHONE = { ...LAPTOP, left: 44, right: 6, gap: 4 };
/** The same on a screen of 1080 lines in front of a hall; it grows with the lines. */
const PROJECTED = {
  left: 256, right: 20, gap: 8, fixed: 54 + 2 + 8 + 30, strip: 44, letter: 27, token: 24, says: 52,
  answer: 14, legend: 90,
}; // prettier-ignore

const PROJECTED_WIDTH = 1840; // px that the bar and the headings of two nets want beside 1080 lines
const WIDE = 980; // px that two nets want side by side
const BETWEEN = 24; // px between them
const MARGIN = 16; // of 1080 lines, below the picture alone; twice as much at either side
const COLUMN = { least: 6, readable: 10, most: 40 }; // px
const COLUMN_HALL = { least: 19, readable: 24, most: 85 }; // of 1080 lines
const TOKEN = { height: 0.75, longest: 5 }; // sizes of its letters
const HEATMAP = { least: 36, few: 64, unit: 16, most: 200 }; // px; `unit` a row at most, where many stand
const HEATMAP_HALL = { ...HEATMAP, few: 112 }; // of 1080 lines
const LOW = 540; // px below which everything moves closer together

/** px of what is inside a cell: a title, a diagram of 160 units' height, and lines of equations; and of the
 * letters in the diagram, which are as large at every height, and in the equations, whose sums want so many
 * letters. */
const INSIDE = {
  title: 32, diagram: { least: 134, most: 300 }, line: { least: 20, most: 24 }, letter: 15, text: 14, sum: 8,
}; // prettier-ignore
const INSIDE_PHONE = { ...INSIDE, letter: 12, sum: 0 };
const INSIDE_HALL = {
  title: 54, diagram: { least: 210, most: 400 }, line: { least: 36, most: 42 },
  letter: 27.2, text: 27, sum: 0,
}; // prettier-ignore
const ENDS = 6; // sizes of a letter that an equation's two ends want
const NARROW = 0.8; // of a digit's width, a letter's in an equation
export const DIAGRAM = { width: 600, height: 160, letter: 20.6 }; // in the diagram's own units, the most

/**
 * @typedef {object} Shape What the scene asks for.
 * @property {number} steps
 * @property {number} token how wide the widest token is, in sizes of its letters
 * @property {number} said the same of the widest answer
 * @property {number} short the same where answers are written as short as they can be told apart
 * @property {{units: number, height: number}[][]} heatmaps a list a panel
 * @property {number[]} answers rows of probabilities below each panel's heatmaps
 * @property {{lines: number, tall: number}[]} inside equations of each cell that is looked into, and the
 *   height of its diagram, in units of DIAGRAM.height
 *
 * @typedef {object} Room What the page gives.
 * @property {number} width px
 * @property {number} height px, from the first panel's top to the window's bottom
 * @property {number} lines px, the window's height
 * @property {number} ratio pixels of the screen a px
 * @property {number} digit how wide a digit is, in sizes of its letters
 * @property {boolean} alone whether nothing but the picture is on the screen
 * @property {number} window columns that a link asks for; 0: as many as can be read
 * @property {"beside" | "below"} arrangement
 */

/** @typedef {ReturnType<typeof layOut>} Layout */

/** @param {Shape} shape
 * @param {Room} room */
export function layOut(shape, room) {
  const hall = room.alone ? room.width > 1.2 * room.lines : room.width >= HALL - 60;
  const share = hall ? Math.min(room.lines / 1080, room.width / PROJECTED_WIDTH) : 1;
  const margin = room.alone ? MARGIN * share : 0;
  const [width, height] = [room.width - 4 * margin, room.height - margin];
  const beside = room.arrangement === "beside" && width >= WIDE * Math.min(share, 1);
  const low = height < LOW ? { gap: 6, answer: 8 } : {};
  const phone = width < 620;
  const sizes = hall ? scaled(PROJECTED, share) : { ...(phone ? PHONE : LAPTOP), ...low };
  const side = beside ? (width - BETWEEN) / 2 : width;
  const across = side - sizes.left - sizes.right;
  const columns = columnsIn(across, shape.steps, room.window, hall ? scaled(COLUMN_HALL, share) : COLUMN);
  const tokens = standsOn(columns.column, shape.token, sizes);
  sizes.strip = Math.max(sizes.strip, heightOn(tokens, shape.token, sizes));
  const whole = standsOn(columns.column, shape.said, sizes);
  const said = whole === "level" ? shape.said : shape.short; // words turned would take the heatmaps' height
  const answers = standsOn(columns.column, said, sizes);
  sizes.says = Math.max(sizes.says, heightOn(answers, said, sizes) + 2);
  const heatmap = hall ? scaled(HEATMAP_HALL, share) : HEATMAP;
  const heights = rowHeights(shape, { ...room, height }, sizes, beside, heatmap);
  /** @param {number} panel */
  const above = (panel) => {
    const rows = heights[panel].reduce((sum, height) => sum + height + sizes.gap, 0);
    const said = shape.answers[panel] ? sizes.says + shape.answers[panel] * sizes.answer : 0;
    return sizes.fixed + sizes.strip + rows + said;
  };
  const right = shape.heatmaps.map((_, panel) => panel).filter((panel) => beside && panel % 2);
  const free = () => height - Math.max(0, ...right.map(above)) - sizes.legend;
  const given = hall ? INSIDE_HALL : phone ? INSIDE_PHONE : INSIDE;
  const full = (side * DIAGRAM.height) / DIAGRAM.width; // px, of a diagram that is as wide as its place
  const lack = insideOf(shape.inside, free(), given, share, full).lack;
  const [panel] = right; // what is inside the cells stands under it where it has fewer rows
  if (lack > 0 && right.length === 1 && heights[panel].length < heights[0].length) {
    const less = lack / heights[panel].length;
    heights[panel] = heights[panel].map((height, row) =>
      wholePixels(Math.max(heatmap.least, height - less), shape.heatmaps[panel][row].units, room.ratio),
    );
  }
  const inside = insideOf(shape.inside, free(), given, share, full);
  const letters = Math.floor((side / share / given.text - ENDS - given.sum) / (NARROW * room.digit));
  return {
    beside,
    hall,
    share,
    side,
    sizes,
    ...columns,
    tokens,
    answers,
    said,
    heights,
    ...inside,
    letters,
  };
}

/** @template {Record<string, number>} T
 * @param {T} lengths of 1080 lines
 * @param {number} share
 * @returns {T} */
function scaled(lengths, share) {
  const all = Object.entries(lengths).map(([name, length]) => [name, Math.round(length * share)]);
  return Object.fromEntries(all);
}

/** Lines as high as there is room for, then diagrams; `lack` is what is wanted beyond.
 * @param {Shape["inside"]} cells
 * @param {number} height px
 * @param {typeof INSIDE} given
 * @param {number} share
 * @param {number} full px, above which a diagram's height would stand empty */
function insideOf(cells, height, given, share, full) {
  const lines = cells.reduce((sum, cell) => sum + cell.lines, 0);
  const tall = cells.reduce((sum, cell) => sum + cell.tall, 0) || 1;
  const { line: lineOf } = given;
  const least = Math.min(given.diagram.least * share, full);
  const free = height - given.title * share;
  const most = Math.floor((free - least * tall) / (lines || 1));
  const line = Math.max(lineOf.least * share, Math.min(most, lineOf.most * share));
  const drawn = (free - lines * line) / tall;
  const lack = least * tall + lines * line - free;
  const each = Math.max(least, Math.min(drawn, given.diagram.most * share, full));
  return { line, diagrams: cells.map((cell) => each * cell.tall), letter: given.letter * share, lack };
}

/** How many columns stand in so many px, and how wide each is.
 * @param {number} across
 * @param {number} steps
 * @param {number} asked
 * @param {typeof COLUMN} column */
export function columnsIn(across, steps, asked, { least, readable, most } = COLUMN) {
  const all = !asked && steps * least <= across;
  const inSight = Math.max(1, Math.floor(across / readable));
  const count = all ? steps : Math.min(steps, asked || inSight, Math.floor(across / least));
  return { count, column: Math.min(most, Math.floor(across / count)) };
}

/** How texts stand on the columns: turned where the widest is wider than a column, not at all where they do
 * not fit so either.
 * @param {number} column
 * @param {number} widest
 * @param {typeof LAPTOP} sizes
 * @returns {"level" | "turned" | "none"} */
function standsOn(column, widest, { letter, token }) {
  if (widest * token <= column) return "level";
  return letter * TOKEN.height <= column ? "turned" : "none";
}

/** px that turned texts want.
 * @param {ReturnType<typeof standsOn>} stands
 * @param {number} widest
 * @param {typeof LAPTOP} sizes */
const heightOn = (stands, widest, { letter }) =>
  stands === "turned" ? Math.ceil((Math.min(widest, TOKEN.longest) + 0.5) * letter) : 0;

/** px of every heatmap: those of the first panels fill the window, whole pixels a unit where there is room.
 * Side by side the right one's are as high, or lower where it has more of them.
 * @param {Shape} shape
 * @param {Room} room
 * @param {typeof LAPTOP} sizes
 * @param {boolean} beside
 * @param {typeof HEATMAP} heatmap */
function rowHeights({ heatmaps, answers }, { height, ratio }, sizes, beside, heatmap) {
  const all = heatmaps.map((_, panel) => panel);
  const columns = beside ? all.slice(0, 2).map((panel) => [panel]) : [all];
  const fixed = (/** @type {number} */ panel) =>
    sizes.fixed +
    sizes.strip +
    heatmaps[panel].length * sizes.gap +
    (answers[panel] ? sizes.says + answers[panel] * sizes.answer : 0);
  const each = columns.map((panels) => {
    const free = panels.reduce((left, panel) => left - fixed(panel), height - sizes.legend);
    const weights = panels.flatMap((panel) => heatmaps[panel].map((one) => one.height));
    return free / weights.reduce((sum, one) => sum + one, 0);
  });
  return heatmaps.map((rows, panel) => {
    const most = Math.min(each[0], each[panel % columns.length]);
    return rows.map(({ units, height: weight }) => heightOf(units, most, weight, heatmap, ratio));
  });
}

/** @param {number} units
 * @param {number} each
 * @param {number} weight
 * @param {typeof HEATMAP} heatmap
 * @param {number} ratio */
function heightOf(units, each, weight, { least, few, unit, most }, ratio) {
  const fitting = Math.min(each, Math.max(units * unit, few), most);
  return wholePixels(weight * Math.max(least, fitting), units, ratio);
}

/** Whole pixels of the screen a unit.
 * @param {number} height
 * @param {number} units
 * @param {number} ratio */
const wholePixels = (height, units, ratio) =>
  height * ratio >= units ? (Math.floor((height * ratio) / units) * units) / ratio : height;
