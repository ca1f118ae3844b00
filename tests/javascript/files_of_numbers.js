// @ts-check
// Writes what the stepper has to take away of a packed scene beside it, for test_files_of_numbers.py.

import { readFileSync, writeFileSync } from "node:fs";

import { numbersOf } from "../../lstmviz/draw/stepper/offer.js";
import { unpack } from "../../lstmviz/draw/stepper/scene.js";
import { csvOf } from "../../lstmviz/draw/take_away/csv.js";
import { npzOf } from "../../lstmviz/draw/take_away/npz.js";

const [, , ...files] = process.argv;
const link = "https://example.org/?task=recall#t=2";
const about = { title: "Two nets, one “task”", link, date: "2026-11-27" };
for (const file of files) {
  const numbers = numbersOf(unpack(new Uint8Array(readFileSync(file))));
  writeFileSync(`${file}.npz`, npzOf(numbers, about));
  writeFileSync(`${file}.csv`, csvOf(numbers, about));
}
