// @ts-check
// Names as short as they can be told apart: "inside" and "outside" by their first letters.

/** The shortest stretch of letters, the first of several, in which no two names are alike: name -> letters.
 * @param {string[]} names
 * @returns {Record<string, string>} */
export function shortNames(names) {
  const letters = names.map((name) => Array.from(name)); // code points: no pair of surrogates is torn
  const longest = Math.max(0, ...letters.map(({ length }) => length));
  for (let length = 1; length <= longest; length++) {
    for (let start = 0; start + length <= longest; start++) {
      const short = letters.map((one) =>
        one
          .slice(start, start + length)
          .join("")
          .trim(),
      );
      const apart = new Set(short).size === names.length && !short.includes("");
      if (apart) return Object.fromEntries(names.map((name, at) => [name, short[at]]));
    }
  }
  return Object.fromEntries(names.map((name) => [name, name]));
}
