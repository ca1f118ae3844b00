// @ts-check
// Where things stand in a picture.

/** px, from the picture's corner.
 * @typedef {{ left: number, top: number, right: number, bottom: number }} Box */

/** @typedef {{ svg: SVGElement, leftOut: string, corner: { left: number, top: number } }} Drawing */

/** @param {Drawing} drawing
 * @param {Box} rect on the screen
 * @returns {Box} */
export function placed({ corner }, { left, top, right, bottom }) {
  return {
    left: left - corner.left,
    top: top - corner.top,
    right: right - corner.left,
    bottom: bottom - corner.top,
  };
}

/** @param {Box} one
 * @param {Box} other
 * @returns {Box} */
export const common = (one, other) => ({
  left: Math.max(one.left, other.left),
  top: Math.max(one.top, other.top),
  right: Math.min(one.right, other.right),
  bottom: Math.min(one.bottom, other.bottom),
});

/** @param {Box} box
 * @param {number} by px outwards
 * @returns {Box} */
export const grown = ({ left, top, right, bottom }, by) => ({
  left: left - by,
  top: top - by,
  right: right + by,
  bottom: bottom + by,
});

/** @param {Box} box */
export const attributes = ({ left, top, right, bottom }) => ({
  x: left,
  y: top,
  width: right - left,
  height: bottom - top,
});

/** @param {Box} box */
export const isEmpty = ({ left, top, right, bottom }) => right - left <= 0 || bottom - top <= 0;
