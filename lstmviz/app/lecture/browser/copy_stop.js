// @ts-check
// Copies the view that is seen as a stop of a lecture (copying.py).

/** The address in the app without the lecture that one is in.
 * @param {string} href
 * @param {string} base */
export function linkOf(href, base) {
  const at = new URL(href);
  for (const word of ["lecture", "stop"]) at.searchParams.delete(word);
  const path = at.pathname.slice(new URL(base).pathname.replace(/\/$/, "").length) || "/";
  return path + at.search + at.hash;
}

/** @param {string} text */
async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.body.appendChild(Object.assign(document.createElement("textarea"), { value: text }));
  field.select();
  document.execCommand("copy"); // where there is no https
  field.remove();
}

/** @typedef {{ offer: string, copied: string, template: string }} Says */
/** @param {{ parentElement: HTMLElement, data: Says }} component */
export default function ({ parentElement, data }) {
  const button = /** @type {HTMLButtonElement} */ (parentElement.querySelector("button"));
  button.textContent = data.offer;
  button.onclick = async () => {
    await copy(data.template.replace("LINK", linkOf(window.location.href, document.baseURI)));
    button.textContent = data.copied;
  };
}
