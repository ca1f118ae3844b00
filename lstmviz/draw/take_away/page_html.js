// @ts-check
// The empty page that the server has, filled: a file of its own that steps without network.

/** @param {string} name of the page without content
 * @param {Uint8Array<ArrayBuffer>} content
 * @param {{ title: string, still: string, hash: string }} given the still picture as SVG, and where it opens
 * @returns {Promise<string>} */
export async function filled(name, content, { title, still, hash }) {
  const answer = await fetch(new URL(`lib/standalone/${name}.html`, document.baseURI));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  page.title = title;
  page.documentElement.dataset.opensAt = hash;
  const place = (/** @type {string} */ id) => /** @type {HTMLElement} */ (page.getElementById(id));
  place("content").textContent = await packed(content);
  place("still").insertAdjacentHTML("afterbegin", still); // ours: its texts are escaped
  return `<!doctype html>\n${page.documentElement.outerHTML}`;
}

/** @param {Uint8Array<ArrayBuffer>} content
 * @returns {Promise<string>} compressed, as base64 */
async function packed(content) {
  const stream = new Blob([content]).stream().pipeThrough(new CompressionStream("gzip"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
