// @ts-check
// What is asked about is veiled until it is guessed. The page says from which step on, counted from 0, in
// <html data-veil>, and sends "lstmviz-veil" when that changes.

/** The first step that is veiled; Infinity where none is. */
export const veiledFrom = () => Number(document.documentElement.dataset.veil ?? Infinity);

/** @param {() => void} act
 * @param {AbortSignal} signal */
export function whenVeiled(act, signal) {
  document.addEventListener("lstmviz-veil", act, { signal });
}
