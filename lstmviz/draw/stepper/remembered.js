// @ts-check
// What the browser remembers for the next visit. A sandboxed frame has no such memory: there nothing is kept.

/** @typedef {"localStorage" | "sessionStorage"} Memory for every visit, or for this tab's alone */

/** @param {string} name
 * @param {Memory} memory
 * @returns {string | null} */
export function recall(name, memory = "localStorage") {
  try {
    return globalThis[memory].getItem(name);
  } catch {
    return null;
  }
}

/** @param {string} name
 * @param {string} text
 * @param {Memory} memory */
export function remember(name, text, memory = "localStorage") {
  try {
    globalThis[memory].setItem(name, text);
  } catch {
    // nothing is kept
  }
}
