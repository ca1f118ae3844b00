// @ts-check
// The right answers to a typed sequence, as the tasks in learn/tasks say them: at every step the position of
// the answer, or the number; null where nothing is asked. tests/javascript/test_truths.py checks.

/** @param {string[]} tokens
 * @param {string} token
 * @returns {number[]} how often it has come, at every step */
function counted(tokens, token) {
  let count = 0;
  return tokens.map((one) => (count += Number(one === token)));
}

/** @param {string[]} tokens
 * @returns {(number | null)[]} the letter of the last flag, at every step */
function recalled(tokens) {
  /** @type {number | null} */ let flagged = null;
  return tokens.map((token) => {
    const place = "ABCD".indexOf(token);
    if (place >= 0) flagged = place;
    return flagged;
  });
}

/** By task. @type {Record<string, (tokens: string[]) => (number | null)[]>} */
export const TRUTHS = {
  adding: (tokens) => {
    const marked = tokens.filter((token) => token.endsWith("*")).map(parseFloat);
    const sum = marked.length === 2 ? marked[0] + marked[1] : null;
    return tokens.map((_, at) => (at === tokens.length - 1 ? sum : null));
  },
  parity: (tokens) => counted(tokens, "1").map((ones) => ones % 2),
  quotes: (tokens) => counted(tokens, '"').map((quotes) => quotes % 2),
  counter: (tokens) => {
    let count = 0;
    const adds = (/** @type {string} */ token) => Number(token === "+") - Number(token === "-");
    return tokens.map((token) => (count = token === "0" ? 0 : count + adds(token)));
  },
  recall: recalled,
  "short-recall": recalled,
  anbn: (tokens) => {
    const [as, bs] = ["a", "b"].map((token) => counted(tokens, token));
    const broken = tokens.findIndex((token, at) => bs[at] > as[at] || (token === "a" && bs[at] > 0));
    const [B, END] = [1, 2];
    return tokens.map((token, at) => {
      if (token !== "b" || (broken >= 0 && at >= broken)) return null;
      return as[at] === bs[at] ? END : B;
    });
  },
  "temporal-order": (tokens) => {
    const marks = tokens.filter((token) => "XY".includes(token));
    const pair = marks.length === 2 ? ["XX", "XY", "YX", "YY"].indexOf(marks.join("")) : null;
    return tokens.map((_, at) => (at === tokens.length - 1 ? pair : null));
  },
};
