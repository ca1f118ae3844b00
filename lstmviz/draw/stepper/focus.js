// @ts-check
// Whoever goes by keyboard keeps the place where something is drawn anew.

const CONTROLS = "a[href], button, input, select, .tokens";

/** Draws something anew; a control that had the focus and is gone hands it to the one in its place.
 * @param {HTMLElement} place
 * @param {() => void} draw */
export function keepFocus(place, draw) {
  const controls = () => /** @type {HTMLElement[]} */ ([...place.querySelectorAll(CONTROLS)]);
  const focused = /** @type {HTMLElement | null} */ (document.activeElement);
  const at = focused && place.contains(focused) ? controls().indexOf(focused) : -1;
  draw();
  if (at < 0 || focused?.isConnected) return;
  const next =
    controls()
      .slice(0, at + 1)
      .at(-1) ?? Object.assign(place, { tabIndex: -1 });
  next.focus({ preventScroll: true });
}

/** Fills a place anew where what it shows is another, the focus where it was.
 * @param {any} place
 * @param {any} shows
 * @param {() => Node[]} make */
export function renew(place, shows, make) {
  const key = JSON.stringify(shows);
  if (place.dataset.shows === key) return;
  keepFocus(place, () => place.replaceChildren(...make()));
  place.dataset.shows = key;
}
