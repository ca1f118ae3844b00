// @ts-check
// Puts every mutation of mutants.json into a copy of the browser's modules, one at a time, and runs the unit
// tests on it: `npm run mutants`. Those that no test notices are named, and the command fails.

import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..", "..");
const COPIED = ["package.json", "pyproject.toml", "README.md", "lstmviz", "tests"];

/** @typedef {{ file: string, from: string, to: string, test?: string }} Mutation */
/** @type {Mutation[]} */
const mutations = JSON.parse(readFileSync(join(import.meta.dirname, "mutants.json"), "utf-8"));

/** Whether a test notices. Equations are held to the trace by pytest, all else by node.
 * @param {string} copy
 * @param {string} [test] */
function noticed(copy, test) {
  const tests = readdirSync(join(copy, "tests", "javascript")).filter((name) => name.endsWith(".test.js"));
  const command = test
    ? ["python", "-m", "pytest", "-x", test]
    : ["node", "--test", ...tests.map((name) => join("tests", "javascript", name))];
  return spawnSync(command[0], command.slice(1), { cwd: copy }).status !== 0;
}

/** @param {string} copy @param {Mutation} mutation */
function killed(copy, { file, from, to, test }) {
  const path = join(copy, "lstmviz", file);
  const text = readFileSync(path, "utf-8");
  if (text.split(from).length !== 2)
    throw new Error(`${file} has not exactly one “${from}”: mend mutants.json`);
  writeFileSync(
    path,
    text.replace(from, () => to),
  );
  const found = noticed(copy, test);
  writeFileSync(path, text);
  return found;
}

const copy = mkdtempSync(join(tmpdir(), "mutants-"));
for (const name of COPIED) cpSync(join(ROOT, name), join(copy, name), { recursive: true });
for (const test of new Set(mutations.map(({ test }) => test)))
  if (noticed(copy, test)) throw new Error(`${test ?? "node --test"} fails without a mutation`);
const left = mutations.filter((mutation) => !killed(copy, mutation));
rmSync(copy, { recursive: true });
for (const { file, from, to } of left) console.log(`not noticed: ${file}: ${from}  →  ${to}`);
console.log(`${mutations.length - left.length} of ${mutations.length} mutations noticed`);
process.exitCode = left.length ? 1 : 0;
