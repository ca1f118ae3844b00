// @ts-check
// A change's row: a move that has not come to Python yet is not overwritten by what Python says.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Moves } from "../../lstmviz/app/what_if/change_row.js";

/** @param {number} come */
function standing(come) {
  const moves = new Moves(come);
  moves.hear({ on: true, value: 0.5, come });
  return moves;
}

test("what Python says is taken up where nothing is on its way", () => {
  const moves = standing(3);
  moves.hear({ on: false, value: 0.25, come: 3 });
  assert.deepEqual(moves.place, { on: false, value: 0.25 });
});

test("a move stays until it has come, however often Python says what was before", () => {
  const moves = standing(3);
  moves.move({ value: 0.6 });
  moves.hear({ on: true, value: 0.5, come: 3 });
  moves.move({ value: 0.7 });
  moves.hear({ on: true, value: 0.6, come: 4 });
  assert.deepEqual(moves.place, { on: true, value: 0.7 });
  assert.equal(moves.count, 5);
  moves.hear({ on: true, value: 0.5, come: 5 }); // it came, and was undone
  assert.deepEqual(moves.place, { on: true, value: 0.5 });
});

test("the switch and the number are one place: neither move loses the other", () => {
  const moves = standing(0);
  moves.move({ on: false });
  moves.move({ value: 0.6 });
  assert.deepEqual(moves.place, { on: false, value: 0.6 });
});
