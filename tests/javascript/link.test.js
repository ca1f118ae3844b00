// @ts-check
// The stepper's part of the link: every field there and back, and what cannot be read is named.

import assert from "node:assert/strict";
import { test } from "node:test";

import { hashOf, missing, readHash, REST } from "../../lstmviz/draw/stepper/link.js";

test("a state at rest leaves no words in the link", () => {
  assert.equal(hashOf(REST), "");
});

for (const moved of [
  { step: 11 },
  { unit: 3 },
  { panel: 1 },
  { stage: 2 },
  { speed: 0.5 },
  { pin: { step: 4, unit: 2 } },
  { symbols: true },
  { both: true },
  { order: "half-life" },
  { order: "x4" },
  { arrangement: "below" },
  { window: 40 },
]) {
  test(`${JSON.stringify(moved)} comes back from its own link`, () => {
    assert.deepEqual(readHash(hashOf({ ...REST, ...moved })), { state: moved, unread: [] });
  });
}

test("the unit that a scene opens on leaves no word, every other does", () => {
  assert.equal(hashOf({ ...REST, unit: 7 }, 7), "");
  assert.equal(hashOf(REST, 7), "#u=0");
});

test("steps and nets count from 1 in a link, units from 0", () => {
  assert.equal(hashOf({ ...REST, step: 11, unit: 3, panel: 1 }), "#t=12&u=3&n=2");
});

for (const word of [
  "t=-1",
  "t=1.5",
  "u=one",
  "p=3",
  "p=a.b",
  "zoom=2",
  "t=",
  "x=3",
  "x=",
  "e=2",
  "a=left",
  "o=age",
]) {
  test(`"${word}" is named and the rest of the link kept`, () => {
    assert.deepEqual(readHash(`#${word}&s=4`), { state: { stage: 4 }, unread: [word] });
  });
}

test("a word that every object answers to is unknown like any other", () => {
  for (const word of ["constructor", "toString", "__proto__", "valueOf"]) {
    assert.deepEqual(readHash(`#${word}=1&t=3`), { state: { step: 2 }, unread: [`${word}=1`] });
  }
});

test("what a link asked for and did not get is said, counted as in the link", () => {
  const read = readHash("#t=40&u=3&n=2&o=x9&q=1");
  assert.equal(missing({ state: { step: 39 }, unread: [] }, { step: 39 }), "");
  assert.equal(
    missing(read, { step: 19, unit: 3, panel: 1, order: "place" }),
    "In the link, “q=1” was not understood; there is no step 40 here; there is no order x9 here. " +
      "Shown is the nearest there is.",
  );
});
