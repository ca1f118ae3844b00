// @ts-check
// Undo and redo: a present that remembers what came before and what was taken back.

const DEPTH = 100;

/** @template T */
export class Undo {
  /** @param {T} present */
  constructor(present) {
    this.present = present;
    /** @type {T[]} */ this.past = [];
    /** @type {T[]} */ this.future = [];
  }

  /** Another present; what had been undone is gone.
   * @param {T} present */
  do(present) {
    this.past = [...this.past, this.present].slice(-DEPTH);
    this.future = [];
    this.present = present;
  }

  undo() {
    this.go(this.past, this.future);
  }

  redo() {
    this.go(this.future, this.past);
  }

  /** @param {T[]} from
   * @param {T[]} to */
  go(from, to) {
    if (!from.length) return;
    to.push(this.present);
    this.present = /** @type {T} */ (from.pop());
  }
}
