// @ts-check
// The link of the cell of one unit: there and back, what is refused, and inputs as they are typed.

import assert from "node:assert/strict";
import { test } from "node:test";

import { beginning, hashOf, readHash, readInputs, readNumber } from "../../lstmviz/draw/inside/link.js";

const NUMBERS = { wf: 0, uf: 1, wh: 0.5 };
/** @type {import("../../lstmviz/draw/inside/link.js").Content} */
const CONTENT = {
  spoken: { language: "en", texts: {} },
  limits: { weight: 12, input: 2, steps: 5 },
  beside: "rnn",
  cells: /** @type {any} */ ({ lstm: {}, gru: {}, rnn: {} }), // their names are all that a link reads
  presets: {
    forget: { title: "Forget", look_for: "", cell: "lstm", numbers: NUMBERS, inputs: [1, 0, 0, 1], step: 2 },
    count: {
      title: "Count",
      look_for: "",
      cell: "gru",
      numbers: { ...NUMBERS, wf: 9 },
      inputs: [1, 1],
      step: 0,
    },
  },
};
const BEGUN = beginning(CONTENT, "forget");
const read = (/** @type {string} */ hash) => readHash(hash, CONTENT);

test("the first preset as it begins leaves no words", () => {
  assert.equal(hashOf(BEGUN, CONTENT), "");
  assert.deepEqual(read(""), { state: BEGUN, unread: [] });
});

for (const [hash, moved] of /** @type {[string, object][]} */ ([
  ["#p=count", beginning(CONTENT, "count")],
  ["#wf=-2.5", { numbers: { ...NUMBERS, wf: -2.5 } }],
  ["#in=0,-1.5,2", { inputs: [0, -1.5, 2] }],
  ["#c=gru", { cell: "gru" }],
  ["#t=4", { step: 3 }],
  ["#t=1", { step: 0 }],
  ["#s=6", { stage: 6 }],
  ["#n=2", { panel: 1 }],
  ["#x=0.5", { speed: 0.5 }],
  ["#e=1", { symbols: true }],
])) {
  test(`${hash} is read, and written again`, () => {
    const state = { ...BEGUN, ...moved };
    assert.deepEqual(read(hash), { state, unread: [] });
    assert.equal(hashOf(state, CONTENT), hash);
  });
}

test("words of every kind stand in one link, with the preset first", () => {
  const hash = "#p=count&wf=1&in=0,0,0&c=lstm&t=3&s=2&n=2&x=2&e=1";
  assert.equal(hashOf(read(hash).state, CONTENT), hash);
});

for (const word of [
  ...[
    "p=none",
    "p=constructor",
    "wf=13",
    "wf=-13",
    "wf=1e3",
    "wf=",
    "in=3",
    "in=",
    "in=1,2,x",
    "in=0,0,0,0,0,0",
  ],
  ...["c=rnn", "c=toString", "t=0", "t=5", "t=x", "s=7", "n=3", "n=0", "x=3", "e=2", "q=1", "__proto__=1"],
]) {
  test(`"${word}" is named, and the rest of the link kept`, () => {
    assert.deepEqual(read(`#uf=2&${word}`), {
      state: { ...BEGUN, numbers: { ...NUMBERS, uf: 2 } },
      unread: [word],
    });
  });
}

test("a step is among the inputs of the same link", () => {
  assert.deepEqual(read("#in=1,0,0,0,0&t=5").unread, []);
  assert.deepEqual(read("#in=1,0&t=3").unread, ["t=3"]);
  assert.equal(read("#in=1,0").state.step, 1); // the preset's own would be beyond them
  assert.equal(hashOf(read("#in=1,0").state, CONTENT), "#in=1,0");
});

test("what begins is one's own: a change of it changes no preset", () => {
  const state = beginning(CONTENT, "forget");
  state.inputs.push(7);
  state.numbers.wf = 7;
  const { inputs, numbers } = beginning(CONTENT, "forget");
  assert.deepEqual([inputs, numbers], [[1, 0, 0, 1], { wf: 0, uf: 1, wh: 0.5 }]);
});

for (const [text, value] of /** @type {[string, number][]} */ ([
  ["2", 2],
  ["-2", -2],
  ["−1.5", -1.5],
  ["+.5", 0.5],
  ["1.", 1],
  ["", NaN],
  ["0x1", NaN],
  ["Infinity", NaN],
  ["1e1", NaN],
  ["2.1", NaN],
  ["-2.1", NaN],
])) {
  test(`“${text}” is typed as ${value}`, () => assert.equal(readNumber(text, 2), value));
}

test("inputs say which number is wrong and what may stand there", () => {
  const limits = CONTENT.limits;
  assert.deepEqual(readInputs(["1", "-2", "0"], limits), { values: [1, -2, 0] });
  assert.deepEqual(readInputs(["1", "2", "3"], limits), {
    problem: "Number 3, “3”, is not a number from −2 to 2. The last good input stays.",
  });
  assert.deepEqual(readInputs([""], limits), {
    problem: "Type 1 to 5 numbers from −2 to 2. The last good input stays.",
  });
  assert.deepEqual(readInputs(Array(5).fill("1"), limits), { values: [1, 1, 1, 1, 1] });
  assert.deepEqual(readInputs(Array(6).fill("1"), limits), {
    problem: "These are 6 numbers; the limit is 5. The last good input stays.",
  });
});
