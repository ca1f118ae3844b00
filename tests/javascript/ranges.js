// @ts-check
// The ranges of packed scenes as the browser finds them when runs are compared, for test_ranges.py.

import { readFileSync } from "node:fs";

import { rangeOf } from "../../lstmviz/draw/stepper/comparison.js";
import { unpack } from "../../lstmviz/draw/stepper/scene.js";

const [, , ...files] = process.argv;
const ranges = files.map((file) => {
  const { panels } = unpack(new Uint8Array(readFileSync(file)));
  return panels[0].quantities.map((quantity) => ({
    sent: quantity.span,
    found: rangeOf(
      quantity,
      panels.map(({ planes }) => planes[quantity.name]),
    ),
  }));
});
console.log(JSON.stringify(ranges));
