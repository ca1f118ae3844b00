// @ts-check
// Keys and pointer on the text: they move the cursor; held down, with Shift or a button, they brush a span.

const KEYS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -40, ArrowDown: 40, PageUp: -200, PageDown: 200 };

/** What is moved and told. `outline` and `tell` take steps of the corpus, the others places in sight.
 * @typedef {{ cursor: number, letters: { length: number }, content: { first: number },
 *   move: (at: number) => void, read: (at: number) => void,
 *   outline: (name: string, spans: [number, number][]) => void,
 *   tell: (name: string, value: any) => void }} Brushed */

export class Brush {
  /** Where it began, in sight. @type {number | null} */ anchor = null;

  /** @param {Brushed} text
   * @param {EventTarget} place of the letters */
  constructor(text, place) {
    this.text = text;
    const on = (/** @type {string} */ name, /** @type {(event: any) => void} */ act) =>
      place.addEventListener(name, act);
    on("keydown", (event) => this.key(event));
    on("keyup", ({ key }) => key === "Shift" && this.release());
    on("pointerdown", (event) => this.press(event));
    on("pointermove", (event) => this.hover(event));
    on("pointerleave", () => text.read(text.cursor));
    on("pointerup", () => this.release());
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const { length } = this.text.letters;
    const keys = /** @type {Record<string, number>} */ ({ ...KEYS, Home: -length, End: length });
    if (!Object.hasOwn(keys, event.key) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.shiftKey) this.anchor ??= this.text.cursor;
    this.text.move(this.text.cursor + keys[event.key]);
    if (event.shiftKey) this.show();
  }

  /** @param {PointerEvent} event */
  press(event) {
    const at = letterUnder(event);
    if (at === null || event.button) return;
    this.anchor = at;
    this.text.move(at);
  }

  /** @param {PointerEvent} event */
  hover(event) {
    const at = letterUnder(event);
    if (at === null) return;
    if (this.anchor === null || !event.buttons) return this.text.read(at);
    this.text.move(at);
    this.show();
  }

  show() {
    this.text.outline("brushed", [this.span]);
  }

  /** A span is told when it is whole; one of a single token was a click. */
  release() {
    const [start, stop] = this.span;
    if (this.anchor !== null && stop - start > 1) this.text.tell("brushed", [start, stop]);
    this.anchor = null;
  }

  /** The brushed steps of the corpus. @returns {[number, number]} */
  get span() {
    const { cursor, content } = this.text;
    const anchor = this.anchor ?? cursor;
    return [content.first + Math.min(anchor, cursor), content.first + Math.max(anchor, cursor) + 1];
  }
}

/** @param {Event} event */
function letterUnder({ target }) {
  const letter = /** @type {HTMLElement} */ (target).closest?.(".token");
  return letter ? Number(/** @type {HTMLElement} */ (letter).dataset.at) : null;
}
