// @ts-check
// Folds the welcome for whoever comes back. The browser alone remembers it: no run, no word of the link.

const VISITED = "lstmviz-visited";
/** @type {boolean | null} */
let open = null; // one answer for a load of the page, however often the component is drawn

function isFirstVisit() {
  try {
    const first = localStorage.getItem(VISITED) === null;
    localStorage.setItem(VISITED, "yes");
    return first;
  } catch {
    return true; // storage is refused
  }
}

/** @typedef {{ sentence: string, fold: string, unfold: string }} Texts */
/** @param {{ parentElement: HTMLElement, data: Texts }} component */
export default function ({ parentElement, data }) {
  const sentence = /** @type {HTMLElement} */ (parentElement.querySelector("p"));
  sentence.textContent = data.sentence;
  const button = /** @type {HTMLButtonElement} */ (parentElement.querySelector("button"));
  const show = (/** @type {boolean} */ now) => {
    open = now;
    button.setAttribute("aria-expanded", String(now));
    button.textContent = now ? data.fold : data.unfold;
    requestAnimationFrame(() => window.dispatchEvent(new Event("resize"))); // the picture fills what is left
  };
  button.onclick = () => show(!open);
  show(open ?? isFirstVisit());
}
