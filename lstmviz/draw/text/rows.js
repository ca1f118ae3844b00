// @ts-check
// Which unit? A row a quantity of a unit: how far it tells the thing, what it looks like, where it is seen.

import { element } from "../stepper/elements.js";
import { paint } from "../stepper/heatmap.js";
import { decimals } from "../stepper/scene.js";
import { say } from "../stepper/say.js";

/** @typedef {import("./text.js").Content} Content */
/** @typedef {import("./text.js").Row} Row */

/** @param {Content} content
 * @param {"light" | "dark"} theme
 * @param {{ choose: (row: Row) => void, go: (step: number) => void }} does */
export function rowsOf(content, theme, does) {
  return content.rows.map((row) => {
    const item = element("li", {});
    item.classList.toggle("chosen", row.chosen);
    item.append(chooser(content, row, theme, does.choose), waysOf(row, does.go));
    return item;
  });
}

/** @param {Content} content
 * @param {Row} row
 * @param {"light" | "dark"} theme
 * @param {(row: Row) => void} choose */
function chooser(content, row, theme, choose) {
  const button = element("button", { type: "button", className: "choose" });
  button.setAttribute("aria-pressed", String(row.chosen));
  button.addEventListener("click", () => choose(row));
  const name = element("span", { className: "name" });
  const symbol = element("b", { className: "symbol", textContent: row.symbol });
  symbol.style.color = `var(--${row.name})`;
  name.append(symbol, ` ${row.title}`, element("small", { textContent: row.place }));
  const scale = element("span", { className: "scale" });
  const bar = element("i", {});
  bar.style.width = `${100 * Math.abs(row.score)}%`;
  const chance = element("u", {});
  chance.style.left = `${100 * content.chance}%`;
  scale.append(bar, chance);
  const strip = element("canvas", {});
  strip.setAttribute("aria-hidden", "true");
  const values = { values: row.strip, rows: 1, columns: row.strip.length };
  paint(strip, values, row.span, content.scales[theme][row.kind]);
  button.append(name, scale, element("span", { className: "score", textContent: row.shown }), strip);
  return button;
}

/** @param {Row} row
 * @param {(step: number) => void} go */
function waysOf(row, go) {
  const ways = element("div", { className: "ways" });
  for (const [text, step] of /** @type {[string, number | null][]} */ ([
    [say("seen best"), row.best],
    [say("seen worst"), row.worst],
  ])) {
    if (step === null) continue;
    const button = element("button", { type: "button", textContent: text });
    button.setAttribute("aria-label", `${text}: ${row.title}, ${row.place}`);
    button.addEventListener("click", () => go(step));
    ways.append(button);
  }
  if (row.effect) ways.append(element("span", { textContent: row.effect }));
  return ways;
}

/** What stands at one step: all quantities of the unit.
 * @param {Content} content
 * @param {number} at */
export function readingOf({ tokens, first, steps, quantities, place }, at) {
  const token = tokens[at] === "\n" ? "⏎" : tokens[at] === " " ? "␣" : tokens[at];
  const head = say("step {step} of {steps} · {token}", { step: first + at + 1, steps, token });
  const values = quantities.map(({ name, symbol, values }) => {
    const shown = element("span", {});
    const letter = element("b", { className: "symbol", textContent: symbol });
    letter.style.color = `var(--${name})`;
    shown.append(letter, ` ${decimals(values[at])}`);
    return shown;
  });
  return [
    element("strong", { textContent: head }),
    element("span", { className: "faint", textContent: place }),
    ...values,
  ];
}
