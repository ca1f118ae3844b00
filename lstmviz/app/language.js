// @ts-check
// The page is in the visitor's language: it says so to the browser.

/** @param {{ data: { language: string } }} component */
export default function ({ data: { language } }) {
  document.documentElement.lang = language;
}
