// @ts-check
// Arithmetic on vectors that stand there already, so that a step of a run asks for no memory. Each is a plain
// loop over numbers of one kind: a function handed over, or float32 beside float64, takes longer.

/** out = made(of), number by number.
 * @param {Float64Array} out
 * @param {(x: number) => number} made
 * @param {Float64Array} of */
export function apply(out, made, of) {
  for (let at = 0; at < out.length; at++) out[at] = made(of[at]);
}

/** out = the sum of the parts, number by number.
 * @param {Float64Array} out
 * @param {Float64Array[]} parts */
export function sum(out, [first, ...rest]) {
  out.set(first);
  for (const part of rest) for (let at = 0; at < out.length; at++) out[at] += part[at];
}

/** out = the product of the parts, number by number.
 * @param {Float64Array} out
 * @param {Float64Array[]} parts */
export function product(out, [first, ...rest]) {
  out.set(first);
  for (const part of rest) for (let at = 0; at < out.length; at++) out[at] *= part[at];
}

/** out = the first part, divided by each of the others, number by number.
 * @param {Float64Array} out
 * @param {Float64Array[]} parts */
export function quotient(out, [first, ...rest]) {
  out.set(first);
  for (const part of rest) for (let at = 0; at < out.length; at++) out[at] /= part[at];
}

/** out = M v + b; four rows at a time, whose sums do not wait for each other.
 * @param {Float64Array} out
 * @param {Float64Array} matrix a row for each number of out
 * @param {Float64Array} vector
 * @param {Float64Array} [bias] */
export function multiply(out, matrix, vector, bias) {
  const wide = vector.length;
  let row = 0;
  for (; row + 3 < out.length; row += 4) {
    let one = 0;
    let two = 0;
    let three = 0;
    let four = 0;
    for (let at = 0, from = row * wide; at < wide; at++, from++) {
      const factor = vector[at];
      one += matrix[from] * factor;
      two += matrix[from + wide] * factor;
      three += matrix[from + 2 * wide] * factor;
      four += matrix[from + 3 * wide] * factor;
    }
    out[row] = one;
    out[row + 1] = two;
    out[row + 2] = three;
    out[row + 3] = four;
  }
  for (; row < out.length; row++) {
    out[row] = 0;
    for (let at = 0; at < wide; at++) out[row] += matrix[row * wide + at] * vector[at];
  }
  if (bias) for (let at = 0; at < out.length; at++) out[at] += bias[at];
}
