// @ts-check
// What the browser makes of the equations of packed scenes: numbers and text, for test_expressions.py.

import { readFileSync } from "node:fs";

import { evaluate } from "../../lstmviz/draw/stepper/expression.js";
import { summed, written } from "../../lstmviz/draw/stepper/expression_text.js";
import { unpack } from "../../lstmviz/draw/stepper/scene.js";

/** @typedef {import("../../lstmviz/draw/stepper/expression.js").Place} Place */

const [, , ...files] = process.argv;
const scenes = files.map((file) => {
  const scene = unpack(new Uint8Array(readFileSync(file)));
  return scene.panels.map((panel) =>
    panel.equations.map(({ quantity, expression }) => {
      const { rows, columns } = panel.planes[quantity];
      const table = (/** @type {(at: Place) => any} */ of) =>
        Array.from({ length: rows }, (_, unit) =>
          Array.from({ length: columns }, (_, step) => of({ panel, unit, step })),
        );
      const text = (/** @type {Place} */ at) =>
        written(expression, at)
          .map((part) => part.text)
          .join("");
      return {
        quantity,
        values: table((at) => evaluate(expression, at)),
        texts: table(text),
        sums: table((at) => summed(expression, at)),
      };
    }),
  );
});
console.log(JSON.stringify(scenes));
