// @ts-check
// What the browser's own forward pass makes of packed scenes, for test_forward.py: a list of changes a scene,
// every quantity as PyTorch would give it, and what comes of it all at once.

import { readFileSync } from "node:fs";

import { Forward } from "../../lstmviz/draw/stepper/forward.js";
import { unpack } from "../../lstmviz/draw/stepper/scene.js";

const [, , ...files] = process.argv;
const runs = files.map((file) => {
  const { panels } = unpack(new Uint8Array(readFileSync(file)));
  const lists = JSON.parse(readFileSync(`${file}.json`, "utf-8"));
  const forward = new Forward(panels[0]);
  return lists.map((/** @type {any[]} */ changes) =>
    Object.fromEntries(
      Object.entries(changes.length ? forward.run(changes) : forward.runFrom(0, [])).map(
        ([name, { values }]) => [name, Array.from(values)],
      ),
    ),
  );
});
console.log(JSON.stringify(runs));
