// @ts-check
// Puts every mutation of mutants.json into a copy of the browser's modules, one at a time, and runs the unit
// tests on it: `npm run mutants`. Those that no test notices are named, and the command fails.

import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const SECONDS = { node: 30, python: 300 }; // a mutation that never ends is noticed too
const ROOT = join(import.meta.dirname, "..", "..");
const COPIED = ["package.json", "pyproject.toml", "README.md", "lstmviz", "tests"];

/** @typedef {{ file: string, from: string, to: string, test?: string }} Mutation */
/** @type {Mutation[]} */
const mutations = JSON.parse(readFileSync(join(import.meta.dirname, "mutants.json"), "utf-8"));

/** Every module that one imports, directly or through others, itself among them.
 * @param {string} path @param {Set<string>} found
 * @returns {Set<string>} */
function importedBy(path, found = new Set()) {
  if (found.has(path)) return found;
  found.add(path);
  for (const [, name] of readFileSync(path, "utf-8").matchAll(/from "(\.[^"]+)"/g))
    importedBy(join(dirname(path), name), found);
  return found;
}

/** Whether a test notices: one of those that import the file. Equations are held to the trace by pytest.
 * @param {string} copy
 * @param {string} file
 * @param {string} [test] */
function noticed(copy, file, test) {
  const folder = join(copy, "tests", "javascript");
  const tests = readdirSync(folder)
    .filter((name) => name.endsWith(".test.js"))
    .map((name) => join(folder, name))
    .filter((path) => importedBy(path).has(join(copy, "lstmviz", file)));
  const command = test ? ["python", "-m", "pytest", "-x", test] : ["node", "--test", ...tests];
  return (
    (test || tests.length > 0) &&
    spawnSync(command[0], command.slice(1), { cwd: copy, timeout: 1000 * SECONDS[test ? "python" : "node"] })
      .status !== 0
  );
}

/** @param {string} copy @param {Mutation} mutation */
function killed(copy, { file, from, to, test }) {
  const path = join(copy, "lstmviz", file);
  const text = readFileSync(path, "utf-8");
  writeFileSync(
    path,
    text.replace(from, () => to),
  );
  const found = noticed(copy, file, test);
  writeFileSync(path, text);
  return found;
}

const copy = mkdtempSync(join(tmpdir(), "mutants-"));
for (const name of COPIED) cpSync(join(ROOT, name), join(copy, name), { recursive: true });
for (const { file, test } of new Map(mutations.map((one) => [`${one.file} ${one.test}`, one])).values())
  if (noticed(copy, file, test)) throw new Error(`${test ?? `a test of ${file}`} fails without a mutation`);
const left = mutations.filter((mutation) => !killed(copy, mutation));
rmSync(copy, { recursive: true });
for (const { file, from, to } of left) console.log(`not noticed: ${file}: ${from}  →  ${to}`);
console.log(`${mutations.length - left.length} of ${mutations.length} mutations noticed`);
process.exitCode = left.length === 0 ? 0 : 1;
