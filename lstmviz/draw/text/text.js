// @ts-check
// A text under one unit: a cursor that keys and pointer move, a span that is brushed, a list of units beside.
// Cursor and hover are the browser's alone; another unit, place or span is told to Python.

import { element } from "../stepper/elements.js";
import { REST } from "../stepper/constants.js";
import { gradient, paint } from "../stepper/heatmap.js";
import { readHash, STEPPED } from "../stepper/link.js";
import { runs } from "../stepper/overview.js";
import { language, mark, say, speak } from "../stepper/say.js";
import { decimals } from "../stepper/scene.js";
import { within } from "../stepper/stepped.js";
import { themeOf } from "../stepper/theme.js";
import { connectTakeAway } from "../take_away/take_away.js";
import { documentsOf, paintBands } from "./lines.js";
import { offerOf } from "./offer.js";
import { readingOf, rowsOf } from "./rows.js";

/** A quantity of the chosen unit over what is in sight.
 * @typedef {{ name: string, symbol: string, title: string, kind: string, span: [number, number],
 *   values: number[] }} Coloured */
/** A row of the list.
 * @typedef {{ name: string, unit: number, layer: string, symbol: string, title: string, place: string,
 *   kind: string, span: [number, number], score: number, shown: string, strip: number[], chosen: boolean,
 *   best: number | null, worst: number | null, effect: string }} Row */
/** Steps count from 0 in the corpus; `first` is the one in sight first.
 * @typedef {{ spoken: import("../stepper/say.js").Spoken, first: number, steps: number, tokens: string[],
 *   documents: { start: number, stop: number, link: string }[], quantities: Coloured[], chosen: number,
 *   unit: number, place: string, truth: number[] | null, truthTitle: string, isSo: boolean, rows: Row[],
 *   chance: number, listTitle: string, listText: string, cursor: number, span: [number, number] | null,
 *   alike: [number, number][], scales: Record<"light" | "dark", Record<string, string[]>>,
 *   ranking: Record<string, (string | number)[]> }} Content */

const WORDS = { t: STEPPED.t };
const KEYS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -40, ArrowDown: 40, PageUp: -200, PageDown: 200 };

/** @type {WeakMap<Element, Text>} */
const shown = new WeakMap();

/** @param {Element} parent
 * @param {Content} content
 * @param {(name: string, value: any) => void} tell what Python has to know */
export function mount(parent, content, tell) {
  if (content.spoken.language !== language()) unmount(parent);
  speak(content.spoken);
  if (!shown.has(parent)) shown.set(parent, new Text(parent));
  shown.get(parent)?.show(content, tell);
}

/** @param {Element} parent */
export function unmount(parent) {
  clearTimeout(shown.get(parent)?.resting);
  shown.get(parent)?.root.remove();
  shown.delete(parent);
}

const LABEL = mark("Text, coloured by a unit; arrow keys move the cursor, with Shift they brush a span");

const MARKUP = () => `
<div class="lstmviz unit-text" data-testid="unit-text">
  <div class="areas">
    <div class="shown">
      <div class="coloured-by" data-part="coloured-by"></div>
      <div class="text" data-part="text" role="slider" tabindex="0" aria-valuemin="1"
        aria-label="${say(LABEL)}"></div>
      <div class="reading" data-part="reading"></div>
      <div class="track" data-part="track"><canvas role="img" data-part="whole"></canvas>
        <svg preserveAspectRatio="none" aria-hidden="true"><path /></svg><i class="cursor" data-part="cursor"></i></div>
      <div class="ways"><a data-part="step">${say("Step here")}</a><span class="faint" data-part="truth"></span>
        <span class="spacer"></span><span data-part="take-away"></span></div>
    </div>
    <div class="which"><h2 data-part="title"></h2><p class="faint" data-part="about"></p>
      <ol class="rows" data-part="rows"></ol></div>
  </div>
</div>`;

class Text {
  /** @type {Content} */ content = /** @type {any} */ (null);
  /** @type {HTMLElement[]} */ letters = [];
  /** @type {(name: string, value: any) => void} */ tell = () => {};
  /** @type {"light" | "dark"} */ theme = "light";
  /** @type {ReturnType<typeof setTimeout> | undefined} */ resting;
  cursor = 0; // in sight, from 0
  /** Where a brush began. @type {number | null} */ anchor = null;

  /** @param {Element} parent */
  constructor(parent) {
    parent.insertAdjacentHTML("beforeend", MARKUP());
    /** @type {any} */ this.root = parent.querySelector('[data-testid="unit-text"]');
    this.part = (/** @type {string} */ name) => this.root.querySelector(`[data-part="${name}"]`);
    const text = this.part("text");
    text.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this.key(event));
    text.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => this.press(event));
    text.addEventListener("pointermove", (/** @type {PointerEvent} */ event) => this.hover(event));
    text.addEventListener("pointerleave", () => this.read(this.cursor));
    text.addEventListener("pointerup", () => this.release());
    text.addEventListener(
      "keyup",
      (/** @type {KeyboardEvent} */ { key }) => key === "Shift" && this.release(),
    );
    this.part("track").addEventListener("pointerdown", (/** @type {PointerEvent} */ { clientX }) => {
      const { left, width } = this.part("track").getBoundingClientRect();
      this.move(Math.floor(((clientX - left) / width) * this.content.tokens.length));
    });
    connectTakeAway(this.part("take-away"), offerOf(this));
  }

  /** @param {Content} content
   * @param {(name: string, value: any) => void} tell */
  show(content, tell) {
    const before = this.content;
    Object.assign(this, { content, tell, theme: themeOf(this.root) });
    const { quantities, chosen, tokens, first } = content;
    this.part("text").replaceChildren(...documentsOf(content));
    this.letters = [...this.part("text").querySelectorAll(".token")];
    const quantity = quantities[chosen];
    const colours = content.scales[this.theme][quantity.kind];
    paintBands(this.letters, quantity.values, quantity.span, colours, content.isSo ? content.truth : null);
    this.part("coloured-by").replaceChildren(...this.legend(quantity, colours));
    const whole = this.part("whole");
    paint(whole, { values: quantity.values, rows: 1, columns: tokens.length }, quantity.span, colours);
    whole.setAttribute(
      "aria-label",
      say("The whole text in sight, coloured by {quantity}", { quantity: quantity.title }),
    );
    const truth = (content.isSo && content.truth ? content.truth : []).map((so) => (so ? 1 : NaN));
    const svg = this.root.querySelector(".track svg");
    svg.setAttribute("viewBox", `0 0 ${tokens.length} 1`);
    svg.firstElementChild.setAttribute("d", runs(truth, 0, 1));
    this.part("truth").textContent = content.truthTitle;
    this.part("title").textContent = content.listTitle;
    this.part("about").textContent = content.listText;
    this.part("rows").replaceChildren(
      ...rowsOf(content, this.theme, { choose: (row) => this.choose(row), go: (step) => this.go(step) }),
    );
    this.outline("alike", content.alike);
    this.outline("brushed", content.span ? [content.span] : []);
    const named = readHash(window.location.hash, WORDS).state.step;
    const moved = !before || before.first !== first || before.cursor !== content.cursor;
    this.move(before && moved ? content.cursor - first : (named ?? content.cursor - first));
    this.root.dataset.ready = "";
  }

  /** @param {import("./text.js").Coloured} quantity
   * @param {string[]} colours */
  legend({ symbol, name, title, span }, colours) {
    const letter = element("b", { className: "symbol", textContent: symbol });
    letter.style.color = `var(--${name})`;
    const ends = element("span", { className: "ends" });
    const bar = element("i", {});
    bar.style.backgroundImage = gradient(colours, "right");
    ends.append(decimals(span[0]), bar, decimals(span[1]));
    return [
      say("coloured by"),
      letter,
      element("b", { textContent: `${title}, ${this.content.place}` }),
      ends,
    ];
  }

  /** The cursor, of which nobody else need know; the link holds it.
   * @param {number} at */
  move(at) {
    this.letters[this.cursor]?.classList.remove("now");
    this.cursor = within(at, this.letters.length - 1);
    const letter = this.letters[this.cursor];
    letter.classList.add("now");
    const text = this.part("text");
    const { offsetTop, offsetHeight } = letter;
    const top = offsetTop - text.offsetTop;
    if (top < text.scrollTop) text.scrollTop = top;
    if (top + offsetHeight > text.scrollTop + text.clientHeight)
      text.scrollTop = top + offsetHeight - text.clientHeight;
    const { first, tokens, steps, documents } = this.content;
    this.part("cursor").style.left = `${(100 * (this.cursor + 0.5)) / tokens.length}%`;
    Object.assign(this.root.dataset, { step: first + this.cursor, steps });
    text.setAttribute("aria-valuemax", String(tokens.length));
    text.setAttribute("aria-valuenow", String(this.cursor + 1));
    const { start, link } = /** @type {any} */ (documents.find(({ stop }) => this.cursor < stop));
    this.part("step").href = `${link}#t=${this.cursor - start + 1}&u=${this.content.unit}`;
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.writeLink(), REST); // browsers throttle changes of the address
    this.read(this.cursor);
  }

  writeLink() {
    const { pathname, search, hash } = window.location;
    const next = this.cursor ? `#t=${this.cursor + 1}` : "";
    if (next !== hash) window.history.replaceState(window.history.state, "", pathname + search + next);
  }

  /** @param {number} at */
  read(at) {
    const parts = readingOf(this.content, at);
    this.part("reading").replaceChildren(...parts);
    if (at === this.cursor)
      this.part("text").setAttribute("aria-valuetext", parts.map((part) => part.textContent).join(", "));
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const { length } = this.letters;
    const by =
      event.key === "Home"
        ? -length
        : event.key === "End"
          ? length
          : KEYS[/** @type {keyof typeof KEYS} */ (event.key)];
    if (!by || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.shiftKey) this.anchor ??= this.cursor;
    this.move(this.cursor + by);
    if (event.shiftKey) this.brush();
  }

  /** @param {Event} event */
  at({ target }) {
    const letter = /** @type {HTMLElement} */ (target).closest?.(".token");
    return letter ? Number(/** @type {HTMLElement} */ (letter).dataset.at) : null;
  }

  /** @param {PointerEvent} event */
  press(event) {
    const at = this.at(event);
    if (at === null || event.button) return;
    this.anchor = at;
    this.move(at);
  }

  /** @param {PointerEvent} event */
  hover(event) {
    const at = this.at(event);
    if (at === null) return;
    if (this.anchor === null || !event.buttons) return this.read(at);
    this.move(at);
    this.brush();
  }

  brush() {
    this.outline("brushed", [this.ends()]);
  }

  /** The brushed steps of the corpus. @returns {[number, number]} */
  ends() {
    const { first } = this.content;
    const [one, other] = [this.anchor ?? this.cursor, this.cursor];
    return [first + Math.min(one, other), first + Math.max(one, other) + 1];
  }

  /** A span is told when it is whole; one of a single token was a click. */
  release() {
    const [start, stop] = this.ends();
    if (this.anchor !== null && stop - start > 1) this.tell("brushed", [start, stop]);
    this.anchor = null;
  }

  /** @param {string} name
   * @param {[number, number][]} spans of the corpus */
  outline(name, spans) {
    const { first } = this.content;
    this.letters.forEach((letter, at) =>
      letter.classList.toggle(
        name,
        spans.some(([start, stop]) => first + at >= start && first + at < stop),
      ),
    );
  }

  /** @param {import("./text.js").Row} row */
  choose({ name, unit, layer }) {
    this.tell("chosen", { quantity: name, unit, layer });
  }

  /** To a step of the corpus, in sight or not.
   * @param {number} step */
  go(step) {
    const { first, tokens } = this.content;
    if (step >= first && step < first + tokens.length) this.move(step - first);
    else this.tell("went", step);
  }
}
