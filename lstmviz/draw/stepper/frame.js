// @ts-check
// In the frame of a notebook: the page takes the notebook's theme, and the frame the page's height.

const LAPTOP = 800; // px; the lines to lay out for where the window is as high as what stands in it

/** What frames this page; null where nothing does, or where it may not be looked at. */
const frame = () => /** @type {HTMLElement | null} */ (window.frameElement);

/** px of height there are to fill: the window's, but in a frame that follows what it shows. */
export const linesInSight = () => (frame() ? LAPTOP : window.innerHeight);

/** Whether the notebook around is dark; null where there is none, or it does not say.
 * @returns {boolean | null} */
export function isNotebookDark() {
  const body = frame()?.ownerDocument.body;
  if (!body) return null;
  const { jpThemeLight } = body.dataset; // JupyterLab and nbconvert
  if (jpThemeLight) return jpThemeLight === "false";
  const named = body.className.match(/vscode-(light|dark|high-contrast-light|high-contrast)/);
  if (named) return !named[1].endsWith("light");
  for (let around = frame(); around; around = around.parentElement) {
    const channels = getComputedStyle(around).backgroundColor.match(/[\d.]+/g) ?? [];
    const [red, green, blue, alpha = 1] = channels.map(Number);
    if (alpha) return red + green + blue < 382;
  }
  return null;
}

/** Shows the page's content, again whenever the theme around changes, and keeps the frame as high as it is.
 * @param {() => void} show */
export function followNotebook(show) {
  /** @type {boolean | null} */ let shownDark;
  const draw = () => {
    shownDark = isNotebookDark();
    document.documentElement.style.colorScheme = { true: "dark", false: "light", null: "" }[`${shownDark}`];
    show();
  };
  draw();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  const around = frame();
  if (!around) return;
  const themed = new MutationObserver(() => isNotebookDark() !== shownDark && draw());
  const { documentElement, body } = around.ownerDocument;
  for (const element of [documentElement, body]) themed.observe(element, { attributes: true });
  const fit = () => Object.assign(around.style, { height: `${Math.ceil(document.body.offsetHeight)}px` });
  new ResizeObserver(fit).observe(document.body);
}
