// The cell as a diagram and its equations, filled with the numbers of one unit at one step.

import { before, decimals, evaluate, valueAt } from "./scene.js";

const SHOWN_TERMS = 3,
  LISTED_TERMS = 10;

export function drawCell(root, panel) {
  root.diagram.innerHTML = panel.diagram; // ours: cells/*.svg
  for (const place of root.diagram.querySelectorAll("[data-function]"))
    place.textContent = panel.cell === "relu-rnn" ? "relu" : "tanh";
  root.lines.replaceChildren(...panel.equations.map(line));
}

function line(equation, index) {
  const item = element("li", { className: "equation" });
  item.dataset.stage = index + 1;
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

export function fillCell(root, scene, panel, { step, unit, stage }) {
  for (const place of root.diagram.querySelectorAll("[data-value]")) {
    place.textContent = decimals(evaluate(panel, place.dataset.value, unit, step));
  }
  for (const place of root.diagram.querySelectorAll("[data-token]")) place.textContent = scene.tokens[step];
  const context = { panel, unit, step };
  panel.equations.forEach((equation, index) => {
    root.lines.children[index]
      .querySelector(".numbers")
      .replaceChildren(...numbers(equation.numbers, context));
  });
  const product = stage
    ? panel.equations[stage - 1].numbers.match(/\{(affine|input|recurrent) (\d)\}/)
    : null;
  root.terms.hidden = !product;
  if (product) listTerms(root.terms, dotProduct("affine", Number(product[2]), context));
}

// A template of equations.py, its braces filled.
function numbers(template, context) {
  return template.split(/(\{[^}]+\})/).flatMap((part) => {
    if (!part.startsWith("{")) return [document.createTextNode(part)];
    const sum = part.match(/^\{(affine|input|recurrent) (\d)\}$/);
    if (sum) return written(dotProduct(sum[1], Number(sum[2]), context));
    const expression = part.slice(1, -1);
    const name = expression.match(/(?:tanh |1-)?(\w+?)(?:@prev)?$/)[1];
    const value = decimals(evaluate(context.panel, expression, context.unit, context.step), 3);
    return [element("b", { className: `value ${name}`, textContent: value })];
  });
}

// The terms of W x + b (input), U h + b (recurrent) or both (affine), largest first, and their sum.
function dotProduct(part, block, { panel, unit, step }) {
  const { inputs, hidden, weight_ih, weight_hh, bias_ih, bias_hh } = panel.planes;
  const blocks = { lstm: 4, gru: 3 }[panel.cell] ?? 1;
  const row = block * (weight_ih.rows / blocks) + unit;
  const terms = [];
  const term = (from, weight, value) => {
    if (weight * value !== 0) terms.push({ from, weight, value, product: weight * value });
  };
  let bias = 0;
  if (part !== "recurrent") {
    for (let k = 0; k < inputs.columns; k++)
      term(`x ${panel.channels[k] ?? k}`, weight_ih.at(row, k), inputs.at(step, k));
    if (bias_ih) bias += bias_ih.at(0, row);
  }
  if (part !== "input") {
    for (let k = 0; k < hidden.rows; k++)
      term(`h ${k}`, weight_hh.at(row, k), valueAt(panel, "hidden", k, before(panel, step)));
    if (bias_hh) bias += bias_hh.at(0, row);
  }
  terms.sort((a, b) => Math.abs(b.product) - Math.abs(a.product));
  return { terms, bias, sum: bias + terms.reduce((sum, { product }) => sum + product, 0) };
}

function written({ terms, bias, sum }) {
  const rest = terms.slice(SHOWN_TERMS);
  const shown = terms.slice(0, SHOWN_TERMS).map(({ from, product }) => [product, from]);
  if (rest.length)
    shown.push([rest.reduce((total, { product }) => total + product, 0), `${rest.length} more`]);
  shown.push([bias, "b"]);
  const parts = shown.flatMap(([value, from], index) => signed(value, from, index === 0));
  return [...parts, document.createTextNode(` = ${decimals(sum)}`)];
}

function signed(value, from, first) {
  const sign = value < 0 ? (first ? "−" : " − ") : first ? "" : " + ";
  const term = element("span", { className: "term", textContent: decimals(Math.abs(value)) });
  term.append(element("sub", { textContent: from }));
  return [document.createTextNode(sign), term];
}

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
      `${rest.length} more`,
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

export function element(tag, properties) {
  return Object.assign(document.createElement(tag), properties);
}
