// @ts-check
// A text under one unit: a cursor that keys and pointer move, a span that is brushed, a list of units beside.
// Cursor and hover are the browser's alone; another unit, place or span is told to Python.

import { REST } from "../stepper/constants.js";
import { readHash, STEPPED } from "../stepper/link.js";
import { language, speak } from "../stepper/say.js";
import { within } from "../stepper/stepped.js";
import { themeOf } from "../stepper/theme.js";
import { connectTakeAway } from "../take_away/take_away.js";
import { Brush } from "./brush.js";
import { documentsOf, legendOf, paintBands } from "./lines.js";
import { markup } from "./markup.js";
import { offerOf } from "./offer.js";
import { readingOf, rowsOf } from "./rows.js";
import { connectTrack, drawTrack, markTrack } from "./track.js";

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

export class Text {
  /** @type {Content} */ content = /** @type {any} */ (null);
  /** @type {HTMLElement[]} */ letters = [];
  /** @type {(name: string, value: any) => void} */ tell = () => {};
  /** @type {"light" | "dark"} */ theme = "light";
  /** @type {ReturnType<typeof setTimeout> | undefined} */ resting;
  cursor = 0; // in sight, from 0

  /** @param {Element} parent */
  constructor(parent) {
    parent.insertAdjacentHTML("beforeend", markup());
    /** @type {any} */ this.root = parent.querySelector('[data-testid="unit-text"]');
    this.part = (/** @type {string} */ name) => this.root.querySelector(`[data-part="${name}"]`);
    new Brush(this, this.part("text"));
    connectTrack(this);
    connectTakeAway(this.part("take-away"), offerOf(this));
  }

  /** @param {Content} content
   * @param {(name: string, value: any) => void} tell */
  show(content, tell) {
    const before = this.content;
    Object.assign(this, { content, tell, theme: themeOf(this.root) });
    const { quantities, chosen, first } = content;
    this.part("text").replaceChildren(...documentsOf(content));
    this.letters = [...this.part("text").querySelectorAll(".token")];
    const quantity = quantities[chosen];
    const colours = content.scales[this.theme][quantity.kind];
    paintBands(this.letters, quantity.values, quantity.span, colours, content.isSo ? content.truth : null);
    this.part("coloured-by").replaceChildren(...legendOf(quantity, content.place, colours));
    drawTrack(this, quantity, colours);
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
    markTrack(this);
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
