// @ts-check
// What a stop points at: the row of a quantity, of the tokens or the answers, up to the cursor.

const ROWS = { tokens: ".row.reads", answers: ".row.said, .row.says.number" };

/** The place of a row of the first net, or of the other, from its beginning to the cursor.
 * @param {string} of "answers", or "other answers"; "" for nothing */
export function pointedAt(of) {
  const point = of.replace("other ", "");
  /** @type {any} */ const panel = document.querySelectorAll('[data-testid="panel"]')[point === of ? 0 : 1];
  const selector = ROWS[/** @type {keyof typeof ROWS} */ (point)] ?? `[data-quantity="${point}"]`;
  const row = of && panel?.querySelector(selector);
  const cursor = panel?.querySelector(".cursor");
  if (!row || !cursor || cursor.hidden) return null;
  const track = row.querySelector(".track").getBoundingClientRect();
  return {
    left: track.left,
    right: cursor.getBoundingClientRect().right,
    top: track.top,
    bottom: track.bottom,
  };
}
