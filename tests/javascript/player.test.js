// @ts-check
// Playing and walking: what a step, a sub-step and a beat of the clock come to.

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { within } from "../../lstmviz/draw/stepper/stepped.js";
import { ThreeSteps } from "./browser.js";

/** @type {ThreeSteps} */
let shown;
const stands = () => [shown.state.step, shown.state.stage];

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setInterval", "setTimeout"] });
  shown = new ThreeSteps();
});

for (const [speed, beat] of [
  [1, 500],
  [2, 250],
  [4, 125],
]) {
  test(`at speed ${speed} a step takes ${beat} ms, and the last one ends the playing`, () => {
    shown.act({ speed });
    shown.play(true);
    mock.timers.tick(beat - 1);
    assert.deepEqual(stands(), [0, 0]);
    mock.timers.tick(1);
    assert.deepEqual(stands(), [1, 0]);
    mock.timers.tick(10 * beat);
    assert.deepEqual([...stands(), shown.state.playing], [2, 0, false]);
  });
}

test("at half speed it plays sub-step by sub-step, to the last of the last step", () => {
  shown.act({ speed: 0.5 });
  shown.play(true);
  const seen = Array.from({ length: 6 }, () => {
    mock.timers.tick(500);
    return stands();
  });
  assert.deepEqual(seen, [
    [0, 1],
    [0, 2],
    [1, 1],
    [1, 2],
    [2, 1],
    [2, 2],
  ]);
  assert.equal(shown.state.playing, true);
  mock.timers.tick(500);
  assert.deepEqual([...stands(), shown.state.playing], [2, 2, false]);
});

test("played again at the end it begins anew", () => {
  shown.act({ step: 2, stage: 1 });
  shown.play(true);
  assert.deepEqual([...stands(), shown.state.playing], [0, 0, true]);
});

test("a hand ends the playing", () => {
  for (const move of [() => shown.walk(1), () => shown.walkStages(1), () => shown.scrub(2)]) {
    shown.play(true);
    move();
    assert.equal(shown.state.playing, false);
    const there = stands();
    mock.timers.tick(5000);
    assert.deepEqual(stands(), there);
  }
});

test("playing is told once: a second call runs no second clock", () => {
  shown.play(true);
  shown.play(true);
  mock.timers.tick(500);
  assert.deepEqual(stands(), [1, 0]);
});

test("sub-steps back run on into the step before, and end at the first one's first", () => {
  shown.act({ step: 1, stage: 2 });
  const seen = Array.from({ length: 4 }, () => {
    shown.walkStages(-1);
    return stands();
  });
  assert.deepEqual(seen, [
    [1, 1],
    [0, 2],
    [0, 1],
    [0, 1],
  ]);
});

test("a net with fewer sub-steps goes on to the next step sooner", () => {
  shown.act({ panel: 1, stage: 1 });
  shown.walkStages(1);
  assert.deepEqual(stands(), [1, 1]);
});

test("what is left plays no more and hears no key", () => {
  shown.play(true);
  shown.leave();
  mock.timers.tick(5000);
  document.dispatchEvent(Object.assign(new Event("keydown"), { key: "End" }));
  assert.deepEqual(stands(), [0, 0]);
});

test("a place is a whole number among those there are", () => {
  const places = [-1, 0, 2.4, 3, 7, NaN].map((value) => within(value, 3));
  assert.deepEqual(places, [0, 0, 2, 3, 3, 0]);
});
