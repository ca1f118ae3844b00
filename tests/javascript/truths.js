// @ts-check
// The right answers to typed sequences, for test_truths.py: a task and its sequences a file.

import { readFileSync } from "node:fs";

import { TRUTHS } from "../../lstmviz/app/publish/browser/truths.js";

const [, , ...files] = process.argv;
const truths = files.map((file) => {
  /** @type {{ task: string, sequences: string[][] }} */
  const { task, sequences } = JSON.parse(readFileSync(file, "utf-8"));
  return sequences.map((tokens) => TRUTHS[task](tokens));
});
console.log(JSON.stringify(truths));
