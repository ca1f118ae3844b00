// @ts-check
// What Streamlit says is said in another language, with its values; all else is left as it is.

import assert from "node:assert/strict";
import { test } from "node:test";

import { insteadOf } from "../../lstmviz/app/streamlit_words.js";

const instead = insteadOf([
  ["Upload", "上传"],
  ["{size} per file", "每个文件最大 {size}"],
  ["{size} per file • {types}", "{types}，每个文件最大 {size}"],
  ["Press {key}+Enter to apply", "按 {key}+Enter 应用"],
  ["File must be {size} or smaller.", "文件不能超过 {size}。"],
]);

for (const [said, translated] of [
  ["Upload", "上传"],
  ["8MB per file", "每个文件最大 8MB"],
  ["8MB per file • WAV, MP3", "WAV, MP3，每个文件最大 8MB"],
  ["Press ⌘+Enter to apply", "按 ⌘+Enter 应用"],
  ["File must be 8MB or smaller.", "文件不能超过 8MB。"],
  ["Upload it here", "Upload it here"],
  ["File must be 8MB or smaller!", "File must be 8MB or smaller!"],
  ["", ""],
]) {
  test(`${said || "nothing"}: ${translated || "nothing"}`, () => assert.equal(instead(said), translated));
}
