// @ts-check
// The table of all weights that one picks from.

import assert from "node:assert/strict";
import { test } from "node:test";

import { showWeights } from "../../lstmviz/draw/stepper/bench_weights.js";
import { planeOf } from "../../lstmviz/draw/stepper/scene.js";

const UNITS = 512; // of the largest net that lstmviz trains

test("all weights of the largest net are shown, on the scale of the largest weight", () => {
  /** @type {any} */ let painted = null;
  let open = false;
  const canvas = {
    style: {},
    getContext: () => ({ putImageData: (/** @type {any} */ image) => (painted = image) }),
  };
  const ImageData = class {
    /** @param {Uint8ClampedArray} data */
    constructor(data) {
      this.data = data;
    }
  };
  Object.assign(globalThis, { window: { innerHeight: 900 }, ImageData });
  const parts = { "weights-canvas": canvas, weights: { showModal: () => (open = true) } };
  const values = new Float32Array(4 * UNITS * UNITS);
  values.set([-2, 2]);
  const planes = { weight_hh: planeOf(values, 4 * UNITS) };
  const stepper = {
    part: (/** @type {keyof typeof parts} */ name) => parts[name],
    scene: { scales: { light: { state: ["#000000", "#808080", "#ffffff"] } } },
    theme: "light",
  };
  showWeights(/** @type {any} */ ({ change: { kind: "weight_hh" }, runs: { sent: [{ planes }] }, stepper }));
  assert.ok(open);
  assert.deepEqual([...painted.data.slice(0, 8)], [0, 0, 0, 255, 255, 255, 255, 255]);
});
