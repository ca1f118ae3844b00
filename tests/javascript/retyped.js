// @ts-check
// What a published stop makes of a typed sequence, for test_retyped.py: a scene and what is typed a file.

import { readFileSync } from "node:fs";

import { retyped } from "../../lstmviz/app/publish/browser/retyped.js";
import { tokensOf } from "../../lstmviz/app/publish/browser/typing.js";
import { unpack } from "../../lstmviz/draw/stepper/scene.js";

const [, , ...files] = process.argv;
const scenes = files.map((file) => {
  const { text, typing } = JSON.parse(readFileSync(`${file}.json`, "utf-8"));
  const { tokens, problem } = tokensOf(text, typing);
  if (problem) return { problem };
  const { question, panels, steps, bench } = retyped(
    unpack(new Uint8Array(readFileSync(file))),
    tokens,
    typing,
  );
  return {
    steps,
    variants: bench?.variants,
    asked: Array.from(question?.asked.values ?? []),
    targets: Array.from(question?.targets.values ?? []),
    panels: panels.map(({ planes, quantities, checked }) => ({
      checked,
      spans: Object.fromEntries(quantities.map(({ name, span }) => [name, span])),
      planes: Object.fromEntries(
        Object.entries(planes).map(([name, { values }]) => [name, Array.from(values)]),
      ),
    })),
  };
});
console.log(JSON.stringify(scenes));
