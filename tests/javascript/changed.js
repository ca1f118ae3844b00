// @ts-check
// What the browser makes of every kind of change in a packed scene with a bench, for test_changed.py: its
// word of the link, what it says, and the run and answers that come of it.

import { readFileSync } from "node:fs";

import { begun, operation, says, spanOf, word } from "../../lstmviz/draw/stepper/changes.js";
import { Runs } from "../../lstmviz/draw/stepper/runs.js";
import { unpack } from "../../lstmviz/draw/stepper/scene.js";

const [, , ...files] = process.argv;
const cases = files.map((file) => {
  const scene = unpack(new Uint8Array(readFileSync(file)));
  if (!scene.bench) throw new Error(`nothing can be changed in ${file}`);
  const { forms, variants } = scene.bench;
  const runs = new Runs();
  runs.take(scene.panels, variants, forms, scene.question);
  return Object.entries(forms).flatMap(([kind, form]) =>
    (form.fields.find(({ name }) => name === "mode") ? Object.keys(form.spans) : [undefined]).map((mode) => {
      const change = begun(kind, form);
      if (mode) change.values = { ...change.values, mode, unit: 1, first: 2, last: 3 };
      const span = spanOf(form, change.values);
      if (span) change.values.value = span.start;
      /** @type {Record<string, any>} */
      const told = { word: word(form, change), says: says(form, change) };
      if (!operation(form, change)) return told;
      const { planes } = runs.run([change], runs.sent[0]);
      const numbers = Object.entries(planes).map(([name, { values }]) => [name, Array.from(values, String)]);
      return { ...told, planes: Object.fromEntries(numbers) };
    }),
  );
});
console.log(JSON.stringify(cases));
