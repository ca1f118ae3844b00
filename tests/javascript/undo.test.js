// @ts-check
// Undo and redo, against a plain list and a position in it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Undo } from "../../lstmviz/draw/stepper/undo.js";

/** The same numbers in every run.
 * @param {number} seed */
function* numbers(seed) {
  for (let state = seed; ; state = (state * 1103515245 + 12345) % 2147483648) yield state / 2147483648;
}

test("it stands where a list of all states stands, whatever is done, undone and redone", () => {
  const random = numbers(7);
  const undo = new Undo(0);
  let states = [0];
  let at = 0;
  for (let move = 1; move < 500; move++) {
    const which = /** @type {number} */ (random.next().value);
    if (which < 0.4) {
      undo.do(move);
      states = [...states.slice(0, at + 1), move].slice(-101);
      at = states.length - 1;
    } else if (which < 0.7) {
      undo.undo();
      at = Math.max(at - 1, 0);
    } else {
      undo.redo();
      at = Math.min(at + 1, states.length - 1);
    }
    assert.equal(undo.present, states[at]);
    assert.deepEqual([...undo.past, undo.present, ...undo.future.toReversed()], states);
  }
});

test("only so much is kept", () => {
  const undo = new Undo(0);
  for (let state = 1; state < 300; state++) undo.do(state);
  assert.equal(undo.past.length, 100);
  undo.undo();
  assert.equal(undo.present, 298);
});
