// @ts-check
// The cell as a diagram and its equations, filled with the numbers of one unit at one step.

import { element, refill, write } from "./elements.js";
import { dotProduct, dotProductIn, evaluate } from "./expression.js";
import { fitted, functionOf, summed } from "./expression_text.js";
import { keepFocus } from "./focus.js";
import { decimals } from "./scene.js";
import { say, sayMany } from "./say.js";

/** @typedef {import("./scene.js").Panel} Panel */
/** What is filled in: `listed` is the line whose terms are listed, `letters` how many fit in a line,
 * `changing` the address of the page that changes a weight.
 * @typedef {{ step: number, unit: number, listed: number, letters?: number, changing?: string }} Filled */
/** Where a cell is shown. @typedef {{ diagram: any, lines: any, terms: any }} Places */

const LISTED_TERMS = 10;
const LETTERS = 60; // of an equation, where nothing says how many fit

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
  const numbers = element("span", { className: "numbers" });
  const symbol = element("b", { className: `symbol ${equation.quantity}`, textContent: equation.symbol });
  numbers.append(symbol, ...["written", "sum", "result"].map((className) => element("span", { className })));
  item.append(symbols, numbers, element("span", { className: "words", textContent: equation.words }));
  return item;
}

/** Fills in the numbers of one unit at one step.
 * @param {Places} root
 * @param {Panel} panel
 * @param {Filled} state */
export function fillCell(root, panel, { step, unit, listed, letters = LETTERS, changing = "" }) {
  const at = { panel, unit, step };
  for (const place of root.diagram.querySelectorAll("[data-value]")) {
    write(place, decimals(evaluate(panel.expressions[place.dataset.value], at)));
  }
  for (const place of root.diagram.querySelectorAll("[data-token]")) write(place, panel.tokens[step]);
  panel.equations.forEach(({ quantity, expression }, index) => {
    const line = root.lines.children[index];
    const [written, sum, result] = line.querySelectorAll(".numbers > span");
    const number = decimals(evaluate({ op: "now", quantity }, at), 3);
    keepFocus(line, () => {
      const pieces = fitted(expression, at, letters).map((part) => piece(part, changing));
      refill(written, [equals(), ...pieces]);
      refill(sum, sumOf(expression, at, index + 1, listed));
      refill(result, [equals(), element("b", { className: `value ${quantity}`, textContent: number })]);
    });
  });
  const product = listed ? dotProductIn(panel.equations[listed - 1].expression) : null;
  root.terms.hidden = !product;
  if (product) listTerms(root.terms, dotProduct(product, at));
}

/** What the terms come to; of a dot product a button that lists them all.
 * @param {import("./expression.js").Expression} expression
 * @param {import("./expression.js").Place} at
 * @param {number} line
 * @param {number} listed */
function sumOf(expression, at, line, listed) {
  const text = summed(expression, at);
  if (!text) return [];
  if (!dotProductIn(expression)) return [equals(), document.createTextNode(text)];
  const button = element("button", {
    type: "button",
    textContent: text,
    title: say("List all terms of this sum"),
  });
  button.dataset.list = String(line);
  button.setAttribute("aria-expanded", String(listed === line));
  return [equals(), button];
}

const equals = () => document.createTextNode(" = ");

/** @param {import("./expression_text.js").Part} part
 * @param {string} changing */
function piece({ text, quantity, from, term, folded }, changing) {
  if (quantity !== undefined) return element("b", { className: `value ${quantity}`, textContent: text });
  if (from === undefined) return document.createTextNode(text);
  const shown = term && changing ? linkTo(changing, term) : element("span", {});
  shown.className = "term";
  shown.append(text, element("sub", { textContent: from }));
  if (folded)
    shown.title = sayMany("{n} smaller term as one number", "{n} smaller terms as one number", folded);
  return shown;
}

/** @param {string} changing
 * @param {import("./expression.js").Term} term */
function linkTo(changing, { at: { name, row, column }, weight, value }) {
  const change = `${name},${row},${column},${Number(weight.toPrecision(6))}`;
  const values = { name, row, column, weight: decimals(weight, 3), value: decimals(value, 3) };
  const title = say("{name}[{row}, {column}] = {weight}, times {value}: change this weight", values);
  return element("a", { href: changing + encodeURIComponent(change), title });
}

/** @param {any} table
 * @param {import("./expression.js").DotProduct} product */
function listTerms(table, { terms, bias, sum }) {
  const listed = terms.slice(0, LISTED_TERMS);
  const rest = terms.slice(LISTED_TERMS).reduce((total, { product }) => total + product, 0);
  table.tBodies[0].replaceChildren(
    ...listed.map(({ from, weight, value, product }) => termRow(from, product, [weight, value])),
    ...(terms.length > LISTED_TERMS ? [termRow(say("others"), rest)] : []),
    termRow(say("bias"), bias),
    termRow(say("sum"), sum),
  );
}

/** @param {string} name
 * @param {number} product
 * @param {number[]} factors */
function termRow(name, product, factors = []) {
  const row = element("tr", {});
  const numbers = [...factors.map((factor) => decimals(factor, 3)), decimals(product, 3)];
  row.append(
    element("th", { textContent: name }),
    ...["", "", ...numbers].slice(-3).map((textContent) => element("td", { textContent })),
  );
  return row;
}
