// @ts-check
// The controls of the bench: the changes, the one at hand as a sentence and on a slider, and the variants.

import { WEIGHT_LINK } from "./bench.js";
import { element } from "./cell.js";
import { general, short, says, spanOf } from "./changes.js";
import { paint } from "./heatmap.js";
import { decimals } from "./scene.js";

/** @typedef {import("./bench.js").Bench} Bench */
/** @typedef {import("./changes.js").Field} Field */
/** @typedef {import("./changes.js").Values} Values */
/** @typedef {import("./scene.js").Plane} Plane */

const MOST_TICKS = 128;

/** @param {Bench} bench */
export function connectBench(bench) {
  const { part } = bench.stepper;
  const root = part("bench");
  const slider = part("slider");
  const exactly = part("exactly");
  root.addEventListener("click", (/** @type {any} */ { target }) => {
    const pressed = target.closest("[data-bench]");
    if (pressed) DEEDS[pressed.dataset.bench](bench, Number(pressed.dataset.at));
  });
  root.addEventListener("change", (/** @type {any} */ { target }) => {
    if (target.dataset.field) take(bench, target);
    if (target.dataset.on) bench.switch(Number(target.dataset.on), target.checked);
  });
  slider.addEventListener("input", () => bench.slide(Number(slider.value)));
  slider.addEventListener("pointerup", () => bench.letGo());
  slider.addEventListener("change", () => bench.letGoSoon());
  exactly.addEventListener("change", () => {
    const typed = exactly.value === "" ? bench.change.values.value : Number(exactly.value);
    bench.slide(Math.min(Math.max(typed, Number(exactly.min)), Number(exactly.max)));
    bench.letGo();
  });
  bench.stepper.root.addEventListener("click", (/** @type {any} */ event) => {
    const side = event.target.closest("[data-against]");
    if (side) bench.stepper.act({ against: side.dataset.against });
    const term = event.target.closest(`a[href^="${WEIGHT_LINK}"]`);
    if (!term) return;
    event.preventDefault();
    bench.takeWeight(decodeURIComponent(term.hash.slice(WEIGHT_LINK.length)));
    part("slider").focus();
  });
  part("weights-canvas").addEventListener("click", (/** @type {any} */ event) => pick(bench, event));
}

/** @type {Record<string, (bench: Bench, at: number) => void>} */
const DEEDS = {
  add: (bench) => bench.add(bench.change),
  undo: (bench) => bench.go(-1),
  redo: (bench) => bench.go(1),
  reset: (bench) => bench.changeTo([]),
  choose: (bench, at) => bench.choose(at),
  remove: (bench, at) => bench.remove(at),
  variant: (bench, at) => bench.stepper.act({ variant: at }),
  keep: (bench) => bench.keep(),
  drop: (bench, at) => bench.drop(at),
  weights: showWeights,
};

/** A field of the sentence was changed.
 * @param {Bench} bench
 * @param {any} control */
function take(bench, control) {
  const { field, of } = control.dataset;
  if (field === "kind") return bench.setKind(control.value);
  const typed =
    of === "number" ? whole(control) : of === "unit" && control.value === "" ? null : control.value;
  const value = of === "unit" && typed !== null ? Number(typed) : typed;
  const { first, last } = bench.change.values;
  delete bench.stepper.part("sentence").dataset.shows; // another number may be taken than what was typed
  if (field === "first") return bench.set({ first: value, last: Math.max(value, last) });
  if (field === "last") return bench.set({ first: Math.min(value, first), last: value });
  bench.set({ [field]: value });
}

/** @param {HTMLInputElement} control */
const whole = ({ value, min, max }) =>
  Math.min(Math.max(Math.round(Number(value)) || 0, Number(min)), Number(max));

/** @param {Bench} bench */
export function renderBench(bench) {
  const { part } = bench.stepper;
  part("bench").hidden = false;
  const { changes, change, forms, active, variant, variants } = bench;
  const values = { ...change.values, value: 0 }; // which the sentence does not say
  renew(part("chips"), [changes, active], () => chips(bench));
  renew(part("sentence"), [change.kind, values, forms], () => sentence(bench));
  renew(part("variants"), [variants, variant], () => pills(bench));
  renew(part("against"), [bench.sides, bench.against], () => sides(bench));
  renderSlider(bench);
  const deed = (/** @type {string} */ name) => part("bench").querySelector(`[data-bench="${name}"]`);
  deed("undo").disabled = !bench.history.past.length;
  deed("redo").disabled = !bench.history.future.length;
  deed("reset").disabled = !bench.changes.length;
  deed("add").disabled = bench.active >= 0 || bench.changes.length >= bench.most.changes;
}

/** Fills a place anew where what it shows is another, the focus where it was.
 * @param {any} place
 * @param {any} shows
 * @param {() => Node[]} make */
function renew(place, shows, make) {
  const key = JSON.stringify(shows);
  if (place.dataset.shows === key) return;
  const all = () => [...place.querySelectorAll("button, input, select")];
  const focused = all().indexOf(document.activeElement);
  place.replaceChildren(...make());
  place.dataset.shows = key;
  all()[focused]?.focus();
}

/** @param {string} deed
 * @param {string} text
 * @param {number} at
 * @param {Record<string, any>} more */
function deed(deed, text, at = 0, more = {}) {
  const button = element("button", { type: "button", textContent: text, ...more });
  Object.assign(button.dataset, { bench: deed, at });
  return button;
}

/** @param {Bench} bench
 * @returns {Node[]} */
function chips(bench) {
  const { changes, forms, active } = bench;
  const made = changes.map((change, at) => {
    const said = says(forms[change.kind], change);
    const chip = element("span", { className: `chip${at === active ? " chosen" : ""}` });
    const on = element("input", { type: "checkbox", checked: change.on });
    on.dataset.on = String(at);
    on.setAttribute("aria-label", said);
    if (change.on) on.setAttribute("checked", "");
    const name = deed("choose", short(forms[change.kind], change), at, { title: said });
    name.setAttribute("aria-pressed", String(at === active));
    chip.append(on, name, deed("remove", "×", at, { ariaLabel: `Remove: ${said}` }));
    return chip;
  });
  const hint = element("span", {
    className: "hint",
    textContent: "Nothing is changed yet: move the slider.",
  });
  const other = deed("choose", "+ another", -1, { className: "link" });
  other.setAttribute("aria-pressed", String(active < 0));
  return [...made, changes.length ? other : hint];
}

/** @param {Bench} bench
 * @returns {Node[]} */
function sentence(bench) {
  const { change, forms } = bench;
  const form = forms[change.kind];
  if (!form) return [document.createTextNode(change.says)]; // of a net that has no such thing
  const pieces = form.sentence.split(/\{(\w+)\}/);
  const content = pieces.flatMap((piece, at) => {
    if (at % 2 === 0) return [document.createTextNode(piece)];
    if (piece === "kind") return [kindMenu(bench)];
    const field = form.fields.find(({ name }) => name === piece);
    return field ? controls(field, change.values) : [];
  });
  const ofWeight = form.does && "weight" in form.does && form.fields.length > 0;
  return ofWeight ? [...content, deed("weights", "all weights …", 0, { className: "link" })] : content;
}

/** @param {Bench} bench */
function kindMenu({ change, forms }) {
  return menu(
    "kind",
    "What is changed",
    Object.entries(forms).map(([kind, { title }]) => [kind, title]),
    change.kind,
  );
}

/** @param {string} field
 * @param {string} label
 * @param {[string, string][]} options
 * @param {string} chosen */
function menu(field, label, options, chosen) {
  const select = element("select", { ariaLabel: label });
  select.dataset.field = field;
  for (const [value, textContent] of options) {
    const option = element("option", { value, textContent });
    if (value === chosen) option.setAttribute("selected", "");
    select.append(option);
  }
  select.value = chosen;
  return select;
}

/** @param {Field} field
 * @param {Values} values
 * @returns {Node[]} */
function controls(field, values) {
  const { name, kind, label, options, count, least, texts } = field;
  if (kind === "choice") return [menu(name, label, Object.entries(options), values[name])];
  if (kind === "text") return [entry(name, label, "text", values[name], { maxLength: 12, size: 4 })];
  if (kind === "whole")
    return [entry(name, label, "number", values[name], { min: least, max: least + count - 1 })];
  if (kind === "steps") {
    const steps = { min: 1, max: count };
    const to = document.createTextNode(" to ");
    return [entry("first", `${label}, first`, "number", values.first, steps), to,
      entry("last", `${label}, last`, "number", values.last, steps)]; // prettier-ignore
  }
  const units = Array.from({ length: count }, (_, unit) => [
    String(unit),
    texts.one.replace("{unit}", String(unit)),
  ]);
  const select = menu(
    name,
    label,
    [["", texts.all], .../** @type {[string, string][]} */ (units)],
    String(values.unit ?? ""),
  );
  select.dataset.of = "unit";
  return [select];
}

/** @param {string} field
 * @param {string} label
 * @param {"number" | "text"} type
 * @param {any} value
 * @param {Record<string, any>} more */
function entry(field, label, type, value, more) {
  const input = element("input", { type, ...more, ariaLabel: label });
  input.setAttribute("value", value);
  Object.assign(input.dataset, { field, of: type });
  return input;
}

/** @param {Bench} bench */
function renderSlider(bench) {
  const { change, forms, stepper } = bench;
  const { part } = stepper;
  const form = forms[change.kind];
  const span = form && spanOf(form, change.values);
  part("sliding").classList.toggle("none", !span);
  if (!span) return;
  const { value } = change.values;
  const ends = { min: Math.min(span.least, value), max: Math.max(span.most, value), step: span.step };
  const [slider, exactly] = [part("slider"), part("exactly")];
  Object.assign(slider, ends);
  Object.assign(exactly, ends, { step: "any" });
  slider.value = String(value);
  if (document.activeElement !== exactly || Number(exactly.value) !== value) exactly.value = general(value);
  part("slider-label").textContent = span.label;
  part("least").textContent = general(ends.min);
  part("most").textContent = general(ends.max);
  const { ticks, caption } = ticksOf(bench, span.without);
  part("slider-caption").textContent = caption;
  part("slider-ticks").replaceChildren(
    ...ticks.map((at) => {
      const tick = element("i", {});
      tick.style.left = `${(100 * (at - ends.min)) / (ends.max - ends.min)}%`;
      return tick;
    }),
  );
  slider.style.setProperty("--track", trackOf(bench, span.without, ends.min, ends.max));
}

/** The numbers as they are, below the slider.
 * @param {Bench} bench
 * @param {number | null} without
 * @returns {{ ticks: number[], caption: string }} */
function ticksOf({ change, runs }, without) {
  if (without !== null) return { ticks: [without], caption: `${general(without)} changes nothing` };
  const { kind, values } = change;
  const plane = runs.sent[0].planes[kind];
  if ("row" in values) {
    const own = plane.rows === 1 ? plane.at(0, values.row) : plane.at(values.row, values.column);
    return { ticks: [own], caption: `tick: as it is, ${decimals(own)}` };
  }
  const { unit, first, last } = values;
  const steps = Array.from({ length: Math.min(last - first + 1, MOST_TICKS) }, (_, k) => first - 1 + k);
  if (unit !== null)
    return { ticks: steps.map((step) => plane.at(unit, step)), caption: "ticks: the unit’s own values" };
  const units = Array.from({ length: Math.min(plane.rows, MOST_TICKS) }, (_, row) => row);
  const caption = `ticks: the ${units.length} units’ own values at t = ${first}`;
  return { ticks: units.map((row) => plane.at(row, first - 1)), caption };
}

/** The colours in which the heatmaps show what the slider sets.
 * @param {Bench} bench
 * @param {number | null} without
 * @param {number} least
 * @param {number} most */
function trackOf({ change, runs, stepper }, without, least, most) {
  const quantity = runs.sent[0].quantities.find(({ name }) => name === change.kind);
  if (!quantity || without !== null) return "var(--line)";
  const [low, high] = quantity.span;
  const colours = stepper.scene.scales[stepper.theme][quantity.kind];
  const stops = colours.map((/** @type {string} */ colour, /** @type {number} */ at) => {
    const value = low + (at / (colours.length - 1)) * (high - low);
    return `${colour} ${((100 * (value - least)) / (most - least)).toFixed(1)}%`;
  });
  return `linear-gradient(to right, ${stops.join(", ")})`;
}

/** @param {Bench} bench
 * @returns {Node[]} */
function pills(bench) {
  const { variants, variant, most } = bench;
  const all = variants.flatMap((_, at) => {
    const letter = "BCD"[at];
    const pill = deed("variant", `${letter} ${bench.summary(at)}`, at, { className: "pill" });
    pill.setAttribute("aria-pressed", String(at === variant));
    const away = deed("drop", "×", at, { className: "away", ariaLabel: `Remove variant ${letter}` });
    return variants.length > 1 ? [pill, away] : [pill];
  });
  const disabled = variants.length >= most.variants;
  const title = "Keep this variant as it is, and go on with a copy";
  return [...all, deed("keep", "+ keep", 0, { className: "link", disabled, title })];
}

/** What stands right of the variant: buttons that the transport acts on.
 * @param {Bench} bench
 * @returns {Node[]} */
function sides(bench) {
  const { other, isDifference } = bench.against;
  return bench.sides.map(([word, textContent]) => {
    const button = element("button", { type: "button", textContent });
    button.dataset.against = word;
    button.setAttribute("aria-pressed", String(word === (isDifference ? "-" : "") + "ABCD"[other]));
    return button;
  });
}

/** All weights of the kind at hand, as a heatmap to pick from.
 * @param {Bench} bench */
function showWeights({ change, runs, stepper }) {
  const { part, scene, theme } = stepper;
  const plane = tableOf(runs.sent[0].planes[change.kind]);
  const most = Math.max(...Array.from(plane.values, Math.abs), 1e-3);
  paint(part("weights-canvas"), plane, [-most, most], scene.scales[theme].state);
  part("weights-canvas").style.width = `${Math.min(40 * plane.columns, 600)}px`;
  part("weights-canvas").style.height = `${Math.min(14 * plane.rows, 0.7 * window.innerHeight)}px`;
  part("weights").showModal();
}

/** @param {Bench} bench
 * @param {MouseEvent} event */
function pick(bench, event) {
  const { change, runs, stepper } = bench;
  const canvas = stepper.part("weights-canvas");
  const { left, top, width, height } = canvas.getBoundingClientRect();
  const { rows, columns } = tableOf(runs.sent[0].planes[change.kind]);
  const row = Math.floor(((event.clientY - top) / height) * rows);
  const column = Math.floor(((event.clientX - left) / width) * columns);
  bench.set({ row, column });
  stepper.part("weights").close();
}

/** A bias is one column. @param {Plane} plane */
const tableOf = (plane) => (plane.rows === 1 ? { ...plane, rows: plane.columns, columns: 1 } : plane);
