// @ts-check
// The cell as a diagram and its equations, filled with the numbers of one unit at one step.

import { dotProduct, dotProductIn, evaluate, functionOf, written } from "./expression.js";
import { decimals } from "./scene.js";

/** @typedef {import("./scene.js").Panel} Panel */
/** Where a cell is shown. @typedef {{ diagram: any, lines: any, terms: any }} Places */

const LISTED_TERMS = 10;

/** @param {Places} root
 * @param {Panel} panel */
export function drawCell(root, panel) {
  const accents = panel.quantities.map(({ name }) => `.lstmviz .${name} { --accent: var(--${name}); }`);
  root.diagram.innerHTML = `<style>${accents.join("")}</style>${panel.diagram}`; // ours: cells/*.svg
  for (const place of root.diagram.querySelectorAll("[data-function]"))
    place.textContent = functionOf(
      /** @type {any} */ (panel.equations.find(({ quantity }) => quantity === place.dataset.function))
        .expression,
    );
  root.lines.replaceChildren(...panel.equations.map(line));
}

/** @param {import("./scene.js").Equation} equation
 * @param {number} index */
function line(equation, index) {
  const item = element("li", { className: "equation" });
  item.dataset.stage = String(index + 1);
  item.dataset.quantity = equation.quantity;
  const symbols = element("span", { className: "symbols" });
  symbols.innerHTML = equation.symbols; // ours: equations.py
  item.append(
    symbols,
    element("span", { className: "numbers" }),
    element("span", { className: "words", textContent: equation.words }),
  );
  return item;
}

/** Fills in the numbers of one unit at one step.
 * @param {Places} root
 * @param {import("./scene.js").Scene} scene
 * @param {Panel} panel
 * @param {{ step: number, unit: number, stage: number }} state */
export function fillCell(root, scene, panel, { step, unit, stage }) {
  const at = { panel, unit, step };
  for (const place of root.diagram.querySelectorAll("[data-value]")) {
    place.textContent = decimals(evaluate(panel.expressions[place.dataset.value], at));
  }
  for (const place of root.diagram.querySelectorAll("[data-token]")) place.textContent = panel.tokens[step];
  panel.equations.forEach(({ symbol, quantity, expression }, index) => {
    const result = { op: "now", quantity };
    root.lines.children[index]
      .querySelector(".numbers")
      .replaceChildren(
        `${symbol} = `,
        ...written(expression, at).map(inColour),
        " = ",
        ...written(result, at).map(inColour),
      );
  });
  const product = stage ? dotProductIn(panel.equations[stage - 1].expression) : null;
  root.terms.hidden = !product;
  if (product) listTerms(root.terms, dotProduct(product, at));
}

/** @param {import("./expression.js").Part} part */
function inColour({ text, quantity, from }) {
  if (quantity !== undefined) return element("b", { className: `value ${quantity}`, textContent: text });
  if (from === undefined) return document.createTextNode(text);
  const term = element("span", { className: "term", textContent: text });
  term.append(element("sub", { textContent: from }));
  return term;
}

/** @param {any} table
 * @param {import("./expression.js").DotProduct} product */
function listTerms(table, { terms, bias, sum }) {
  const rest = terms.slice(LISTED_TERMS);
  const rows = terms
    .slice(0, LISTED_TERMS)
    .map(({ from, weight, value, product }) => [
      from,
      decimals(weight, 3),
      decimals(value, 3),
      decimals(product, 3),
    ]);
  if (rest.length)
    rows.push([
      "others",
      "",
      "",
      decimals(
        rest.reduce((total, { product }) => total + product, 0),
        3,
      ),
    ]);
  rows.push(["bias", "", "", decimals(bias, 3)], ["sum", "", "", decimals(sum, 3)]);
  table.tBodies[0].replaceChildren(
    ...rows.map((cells) => {
      const row = element("tr", {});
      row.append(...cells.map((textContent, index) => element(index ? "td" : "th", { textContent })));
      return row;
    }),
  );
}

/** @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Partial<HTMLElementTagNameMap[Tag]>} properties
 * @returns {HTMLElementTagNameMap[Tag]} */
export function element(tag, properties) {
  return Object.assign(document.createElement(tag), properties);
}
