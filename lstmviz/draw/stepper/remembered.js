// @ts-check
// What the browser remembers for the next visit. A sandboxed frame has no such memory: there nothing is kept.

/** @param {string} name
 * @returns {string | null} */
export function recall(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** @param {string} name
 * @param {string} text */
export function remember(name, text) {
  try {
    localStorage.setItem(name, text);
  } catch {
    // nothing is kept
  }
}
