// @ts-check
// The list of mutations fits the files as they are: whoever moves a line takes its mutation along.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const read = (/** @type {string} */ path) => readFileSync(new URL(path, import.meta.url), "utf-8");

test("every listed text stands once in its file", () => {
  const misfits = JSON.parse(read("mutants.json")).filter(
    (/** @type {{ file: string, from: string }} */ { file, from }) =>
      read(`../../lstmviz/${file}`).split(from).length !== 2,
  );
  assert.deepEqual(misfits, [], "mend tests/javascript/mutants.json: each text stands once in its file");
});
