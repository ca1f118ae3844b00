// @ts-check
// Modules that came as text. In a page that lies in a folder, which can ask for none, they and the style
// sheet stand packed, and this before the page's own script; a server sends one file that begins with this.

/** @param {string} packed what standalone.packed made
 * @returns {Response} */
function unpacked(packed) {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
}

/** Lets the page import every module under its path in the package.
 * @param {string} packed what standalone.parts made
 * @returns {Promise<any>} the module that begins */
// eslint-disable-next-line no-unused-vars -- the page's own script calls it
async function loaded(packed) {
  const { style, modules, main } = await unpacked(packed).json();
  document.head.append(Object.assign(document.createElement("style"), { textContent: style }));
  const imports = Object.fromEntries(
    Object.entries(modules).map(([name, source]) => [
      `lstmviz/${name}`,
      `data:text/javascript,${encodeURIComponent(source)}`,
    ]),
  );
  const map = Object.assign(document.createElement("script"), { type: "importmap" });
  map.textContent = JSON.stringify({ imports });
  document.head.append(map);
  return import(`lstmviz/${main}`);
}

/** Where the page's rules let no import map in: an address for every module, given to those that import it.
 * @param {Record<string, string>} modules path -> source, after those that it imports
 * @returns {Record<string, string>} path -> address */
// eslint-disable-next-line no-unused-vars -- the server's file calls it
function addressesOf(modules) {
  /** @type {Record<string, string>} */
  const addresses = {};
  for (const [path, source] of Object.entries(modules)) {
    const linked = source.replace(/"lstmviz\/([\w/]+\.js)"/g, (_, imported) => `"${addresses[imported]}"`);
    const named = `${linked}\n//# sourceURL=lstmviz/${path}`;
    addresses[path] = URL.createObjectURL(new Blob([named], { type: "text/javascript" }));
  }
  return addresses;
}
