// @ts-check
// What becomes a step of Back: another page, another net; nothing else.

import assert from "node:assert/strict";
import { test } from "node:test";

import { isEntry } from "../../lstmviz/app/link/history.js";

const PAGE = { path: "/what-if", names: ["task", "kept"] };
const at = (/** @type {string} */ address) => new URL(address, "http://here");

for (const [from, to, page, entry] of /** @type {const} */ ([
  ["/what-if?task=anbn", "/memory?task=anbn", PAGE, true],
  ["/what-if?task=anbn", "/what-if?task=recall", PAGE, true],
  ["/what-if", "/what-if?kept=0123456789abcdef", PAGE, true],
  ["/what-if?task=anbn", "/what-if?task=anbn&palette=grey", PAGE, false],
  ["/what-if?task=anbn&seq=ab", "/what-if?task=anbn", PAGE, false],
  ["/memory", "/memory?task=anbn", PAGE, false],
  ["/what-if", "/what-if?task=anbn", { ...PAGE, path: null }, false],
])) {
  test(`${from} to ${to}, settled at ${page.path}: ${entry ? "an entry" : "replaced"}`, () => {
    assert.equal(isEntry(at(from), at(to), { path: page.path, names: [...page.names] }), entry);
  });
}
