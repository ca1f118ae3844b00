// @ts-check
// The link that a stop is given: an address of the app, wherever the app is served from.

import assert from "node:assert/strict";
import { test } from "node:test";

import { linkOf } from "../../lstmviz/app/lecture/browser/copy_stop.js";

const HERE = "http://localhost:8501/";

test("the link is the address in the app, place and all", () => {
  assert.equal(linkOf(`${HERE}?task=anbn#t=8&u=0`, HERE), "/?task=anbn#t=8&u=0");
  assert.equal(linkOf(`${HERE}what-if?task=anbn`, HERE), "/what-if?task=anbn");
});

test("under a path of its own the app's part of it is left out", () => {
  const base = "https://example.org/a/lstm/";
  assert.equal(linkOf(`${base}memory?task=anbn`, base), "/memory?task=anbn");
  assert.equal(linkOf("https://example.org/a/lstm", base), "/");
});

test("the lecture that one is in does not become part of another one", () => {
  assert.equal(linkOf(`${HERE}?task=anbn&lecture=tour&stop=3#t=2`, HERE), "/?task=anbn#t=2");
});
