// @ts-check
// A picture that is drawn as an image sees none of the page's fonts: those that it needs go with it.

/** Rules of style sheets for the page's fonts that stand in such a picture, each font in the rule itself.
 * @param {SVGElement} svg
 * @returns {Promise<string>} */
export async function fontsOf(svg) {
  const written = new Set([...svg.querySelectorAll("text")].map((text) => text.getAttribute("font-family")));
  const families = [...written].join(",");
  const rules = [...document.styleSheets].flatMap(facesIn).filter(({ style }) => {
    const family = style.getPropertyValue("font-family").replace(/["']/g, "");
    return families.includes(family) && !style.getPropertyValue("font-style").startsWith("italic");
  });
  return (await Promise.all(rules.map(faceOf))).join("\n");
}

/** @param {CSSStyleSheet} sheet
 * @returns {CSSFontFaceRule[]} */
function facesIn(sheet) {
  try {
    return [...sheet.cssRules].filter((rule) => rule instanceof CSSFontFaceRule);
  } catch {
    return []; // a sheet of another origin may not be read
  }
}

/** @param {CSSFontFaceRule} rule */
async function faceOf({ style, parentStyleSheet }) {
  const address = style.getPropertyValue("src").match(/url\("?([^")]+)"?\)/)?.[1];
  if (!address) return "";
  const font = await (await fetch(new URL(address, parentStyleSheet?.href ?? document.baseURI))).blob();
  const names = ["font-family", "font-weight", "font-style", "unicode-range"];
  const given = names.map((name) => `${name}: ${style.getPropertyValue(name) || "normal"};`);
  return `@font-face { ${given.join(" ")} src: url("${await addressOf(font)}"); }`;
}

/** @param {Blob} file
 * @returns {Promise<string>} */
const addressOf = (file) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = reject;
    reader.readAsDataURL(file);
  });
