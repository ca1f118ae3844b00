// @ts-check
// The bar of a lecture in a hall: whether one leads, follows or goes one's own way, and what was guessed.

/** @typedef {import("./following.js").Placing} Placing */

const WHOLE = 8; // em, of a bar that all guessed

/** @param {HTMLElement} bar
 * @param {Placing} placed
 * @param {{ isAlone: boolean, said: import("./following.js").Said | null, guesses: number[],
 *   act: () => void }} now what its button does is `act` */
export function fillBar(bar, { role, at, says, options }, { isAlone, said, guesses, act }) {
  const isLeading = role === "leads";
  const stays = !isLeading && !isAlone && said?.link === "";
  const leads = at.link ? says.leads : says.leads_alone;
  const follows = stays ? says.stays : says.follows;
  const state = isLeading ? leads : isAlone ? says.alone : follows;
  const textContent = state.replace("{followers}", String(said?.followers ?? 0));
  const label = isLeading ? says.join : isAlone ? says.follow : says.stop;
  const line = document.createElement("p");
  line.append(
    Object.assign(document.createElement("span"), { textContent }),
    Object.assign(document.createElement("button"), { type: "button", textContent: label, onclick: act }),
  );
  bar.setAttribute("aria-label", textContent);
  bar.classList.toggle("stays", stays);
  bar.replaceChildren(line, ...histogram(says.guesses, options, guesses));
}

/** How many guessed what, where there is something to see.
 * @param {string} caption
 * @param {string[]} options
 * @param {number[]} guesses of each
 * @returns {HTMLElement[]} */
function histogram(caption, options, guesses) {
  const all = guesses.reduce((sum, count) => sum + count, 0);
  if (!all) return [];
  const figure = document.createElement("figure");
  const title = Object.assign(document.createElement("figcaption"), { textContent: caption });
  const list = document.createElement("ul");
  options.forEach((option, at) => {
    const count = Object.assign(document.createElement("b"), { textContent: guesses[at] });
    const share = document.createElement("i");
    share.style.width = `${(WHOLE * guesses[at]) / all}em`; // one length for all: each option's word has another
    const line = document.createElement("li");
    line.append(option, " ", count, share);
    list.append(line);
  });
  figure.append(title, list);
  return [figure];
}
