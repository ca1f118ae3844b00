// The one-unit LSTM and RNN over an input, in float64: the one place where the browser computes a net itself.
// Elsewhere Python does. Here a slider must repaint within a frame, a round trip would take several, and the
// whole cell is twelve numbers and the lines below. tests/browser/test_inside_cell.py holds them to
// torch.nn.LSTM(1, 1)
// and torch.nn.RNN(1, 1).

const sigmoid = (value) => 1 / (1 + Math.exp(-value));

// numbers: {wf, uf, bf, …, wh, uh, bh}, w of the input, u of the hidden state before, b the bias;
// f, i, g, o are the LSTM's, h is the RNN's. Returns both
// cells' quantities: {lstm: {forget_gate: […], …}, rnn: {hidden: […]}}
export function run(numbers, inputs) {
  const affine = (letter, x, h) =>
    numbers[`w${letter}`] * x + numbers[`u${letter}`] * h + numbers[`b${letter}`];
  const lstm = { forget_gate: [], input_gate: [], candidate: [], cell: [], output_gate: [], hidden: [] };
  const rnn = { hidden: [] };
  let c = 0,
    h = 0,
    rnnHidden = 0;
  for (const x of inputs) {
    const f = sigmoid(affine("f", x, h)),
      i = sigmoid(affine("i", x, h)),
      o = sigmoid(affine("o", x, h));
    const g = Math.tanh(affine("g", x, h));
    c = f * c + i * g;
    h = o * Math.tanh(c);
    rnnHidden = Math.tanh(affine("h", x, rnnHidden));
    Object.entries({
      forget_gate: f,
      input_gate: i,
      candidate: g,
      cell: c,
      output_gate: o,
      hidden: h,
    }).forEach(([name, value]) => lstm[name].push(value));
    rnn.hidden.push(rnnHidden);
  }
  return { lstm, rnn };
}

const ORDER = { lstm: ["i", "f", "g", "o"], rnn: ["h"] }; // PyTorch's order of rows

// A run as the stepper's panels have it, so that its diagram and equations show it: planes of rows × columns.
export function planesOf(cell, quantities, numbers, inputs) {
  const stack = (part) =>
    plane(
      ORDER[cell].map((letter) => numbers[part + letter]),
      ORDER[cell].length,
    );
  const rows = Object.entries(quantities).map(([name, values]) => [name, plane(values)]);
  return {
    ...Object.fromEntries(rows),
    inputs: plane(inputs, inputs.length),
    h0: plane([0]),
    c0: plane([0]),
    weight_ih: stack("w"),
    weight_hh: stack("u"),
    bias_ih: plane(ORDER[cell].map((letter) => numbers[`b${letter}`])),
  };
}

const plane = (values, rows = 1) => ({
  values,
  rows,
  columns: values.length / rows,
  at(row, column) {
    return this.values[row * this.columns + column];
  },
});
