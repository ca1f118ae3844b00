// @ts-check
// One change of the list, in the browser: a switch, and a slider and a field for its number.
//
// A move is shown at once and told with its number. What Python says (change_row.py) is taken up once the
// last move has come there; until then it is older than what is shown.

const STILL = 150; // ms without a move after which a slider that is being dragged tells where it is

/**
 * What Python says of a change; `come`: the number of the last move that came there.
 * @typedef {{ says: string, on: boolean, come: number } & Numbered} Row
 */
/**
 * The number of a change, if it has one.
 * @typedef {{ value: number | null, least?: number, most?: number, step?: number }} Numbered
 */
/**
 * Where the visitor moved it.
 * @typedef {{ count: number, on: boolean, value: number | null }} Move
 */
/** @typedef {(name: "move", move: Move) => void} Tell */

/** @type {WeakMap<HTMLElement, ChangeRow>} */
const rows = new WeakMap();

/**
 * Mounted by Streamlit, and called again with whatever it is to show.
 * @param {{ data: Row, parentElement: HTMLElement, setStateValue: Tell }} given
 */
export default function ({ data, parentElement, setStateValue }) {
  const row = rows.get(parentElement) ?? new ChangeRow(parentElement, data.come);
  rows.set(parentElement, row);
  row.tell = setStateValue;
  row.show(data);
}

/** The moves of one row, without its elements. */
export class Moves {
  /** @param {number} come */
  constructor(come) {
    this.count = come;
    /** @type {Pick<Row, "on" | "value">} */
    this.place = { on: true, value: null };
  }

  /** @param {Pick<Row, "on" | "value" | "come">} row */
  hear({ on, value, come }) {
    if (come >= this.count) this.place = { on, value };
  }

  /** @param {Partial<Pick<Row, "on" | "value">>} change */
  move(change) {
    this.place = { ...this.place, ...change };
    this.count += 1;
  }
}

class ChangeRow {
  /** @type {Tell} */
  tell = () => {};
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  waiting;
  /** @type {number | null} */
  shown = null;

  /**
   * @param {HTMLElement} parent
   * @param {number} come
   */
  constructor(parent, come) {
    this.moves = new Moves(come);
    parent.insertAdjacentHTML(
      "beforeend",
      `<div class="change-row" role="group">
        <label><input type="checkbox"><span></span></label>
        <input type="range" aria-label="Value"><input type="number" aria-label="Exactly">
      </div>`,
    );
    const [box] = /** @type {HTMLCollectionOf<HTMLElement>} */ (parent.getElementsByClassName("change-row"));
    this.box = box;
    const [on, slider, field] = box.querySelectorAll("input");
    this.on = on;
    this.slider = slider;
    this.field = field;
    on.addEventListener("change", () => this.move({ on: on.checked }));
    slider.addEventListener("input", () => this.move({ value: Number(slider.value) }, STILL));
    slider.addEventListener("change", () => this.send());
    field.addEventListener("change", () => this.typed());
  }

  /** @param {Row} row */
  show(row) {
    this.box.setAttribute("aria-label", row.says);
    /** @type {HTMLElement} */ (this.box.querySelector("span")).textContent = row.says;
    for (const input of [this.slider, this.field]) {
      input.hidden = row.value === null;
      Object.assign(input, { min: row.least ?? 0, max: row.most ?? 0, step: row.step ?? 1 });
    }
    this.moves.hear(row);
    this.render();
  }

  // What is half typed stays as long as the number is the one that it was.
  render() {
    const { on, value } = this.moves.place;
    this.on.checked = on;
    this.slider.value = String(value);
    if (this.shown !== value) this.field.value = String(value);
    this.shown = value;
  }

  /**
   * @param {Partial<Pick<Row, "on" | "value">>} change
   * @param {number} wait
   */
  move(change, wait = 0) {
    this.moves.move(change);
    this.render();
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.send(), wait);
  }

  send() {
    clearTimeout(this.waiting);
    this.tell("move", { count: this.moves.count, ...this.moves.place });
  }

  typed() {
    const { value, min, max } = this.field;
    const typed = value === "" ? this.moves.place.value : Number(value);
    this.shown = null; // whatever was typed gives way to the number that is taken
    this.move({ value: Math.min(Math.max(Number(typed), Number(min)), Number(max)) });
  }
}
