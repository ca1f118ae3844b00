// @ts-check
// Modules and a style sheet out of a page's own text: they are asked of no address, so that a page that lies
// in a folder has them too. This stands in a page before its own script.

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
