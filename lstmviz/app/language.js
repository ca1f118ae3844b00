// @ts-check
// The page is in the visitor's language: it says so to the browser, and the modules are told their texts.

/** @param {{ data: { language: string } }} component */
export default function ({ data: { language } }) {
  document.documentElement.lang = language;
  const page = /** @type {any} */ (window);
  if (page.speaks === language) return;
  page.speaks = language;
  page.spoken = told(language); // charts wait for it (charts.py)
}

/** @param {string} language */
async function told(language) {
  const texts = fetch(new URL(`lib/languages/${language}.json`, document.baseURI));
  const { load } = await import(new URL("lib/modules.js", document.baseURI).href);
  const { speak } = await load("draw/stepper/say.js");
  speak(await (await texts).json());
}
